#!/usr/bin/env python3
"""sample.py FOLDER: the sample publication is what the tests and the demo rely on.

It has no errors, enough pairs, posts in one language only, one without a date; between them its
posts use every kind of node and the traps of right-to-left text; its pictures are small and have
words in both languages; its Farsi is spelt in the standard orthography.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

BEYT = os.environ["BEYT"]
KINDS = """document heading paragraph quote attribution list item code_block html rule table row cell figure caption
verse couplet hemistich footnote text softbreak linebreak code html_inline emphasis strong link image span
footnote_ref""".split()
TRAPS = {  # name: pattern that some Farsi post must hold
    "names with signs": r"C\+\+.*C#.*\.NET", "ISO date": r"\d{4}-\d\d-\d\d", "phone": r"\+98 21 \d{4} \d{4}",
    "time": r"[۰-۹]+:[۰-۹]{2}", "range": r"[۰-۹]–[۰-۹]", "percent": r"[۰-۹]٪", "minus": r"−[۰-۹]", "slash date": r"۱۴۰۴/۱۲/",
    "fraction": r"۱/[۲۳]", "decimal": r"[۰-۹]٫[۰-۹]", "thousand": r"[۰-۹]٬[۰-۹]{3}", "URL": r"<https://",
    "nested quotes": r"«[^«»]*‹[^‹›]+›", "Latin list": r"[A-Za-z]+، [A-Za-z]+ و [A-Za-z]+", "ezafe": "هٔ", "ZWNJ": "\u200c",
    "Latin first": r"(?m)^[A-Z][a-z]+ [آ-ی]", "vowels": r"[آ-ی][\u064b-\u0652][آ-ی]", "degree": r"[۰-۹] °C",
    "all-Latin note": r"(?m)^\[\^\w+\]: [^آ-ی\n]+$",
}
WRONG = {  # name: pattern that no Farsi prose may hold
    "Arabic yeh or kaf": "[\u064a\u0643]", "Arabic digit": "[\u0660-\u0669]", "heh with hamza in one": "\u06c0",
    "tatweel": "\u0640", "presentation form": "[\ufb50-\ufdff\ufe70-\ufefc]", "bidi control": "[\u200e\u200f\u202a-\u202e\u2066-\u2069]",
    "space before a mark": r"(?<=[آ-ی]) +[،؛؟!.:»](?![A-Z])", "no space after a mark": r"[،؛؟!](?=[آ-ی])",
    "Latin mark": r"(?<=[آ-ی])[,;?]", "verb without ZWNJ": r"(?<![^\s«(])ن?می (?=[آ-ی])", "stray ZWNJ": "\u200c(?![آ-ی])",
    "plural without ZWNJ": r"[آ-ی] (?:ها|های|هایی)(?![آ-ی])", "three dots": r"\.\.\.", "Latin percent": "[۰-۹] ?%",
    "point for a decimal": r"[۰-۹]\.[۰-۹]", "hyphen in a range": "[۰-۹]-[۰-۹]",
}


def beyt(*arguments):
    return subprocess.run([BEYT, *arguments], capture_output=True, text=True, check=False).stdout


def prose(source):
    """Without code, addresses, tags, attributes and labels, in the same lines."""
    blank = lambda match: re.sub(r"[^\n]", "\ufffd", match[0])
    for pattern in (r"(?s)```(?!verse).*?```", r"`[^`\n]*`", r"\]\([^)\s]*", r"https?://\S+", r"<[^>\n]+>", r"\{[^}\n]*\}",
                    r"\[\^\w+\]:?", r"(?m)^ *(?:id|lang|date|tags|image|url|translates|state):.*$"):
        source = re.sub(pattern, blank, source)
    return source


def table(folder):
    lines = [line.split("\t") for line in beyt("status", "-f", "tsv", str(folder)).splitlines()]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def missing_posts(folder):
    posts = [row for row in table(folder) if row["kind"] == "post"]
    pairs = [row for row in posts if "missing" not in (row["en"], row["fa"])]
    dates = sorted(row["date"] for row in pairs if row["date"] != "unknown")
    counts = {"12 dated pairs": len(dates) >= 12, "six weeks": dates[-1][:7] > dates[0][:7],
              "a post in English only": any(row["fa"] == "missing" for row in posts),
              "a post in Farsi only": any(row["en"] == "missing" for row in posts),
              "an undated pair": any(row["date"] == "unknown" for row in pairs),
              "an about page": any(row["id"] == "about" for row in table(folder)),
              "two digests": len(list((folder / "digests").glob("*.yaml"))) >= 2,
              "a glossary of 30 terms": len((folder / "glossary.tsv").read_text().splitlines()) > 30}
    return [f"there should be {name}" for name, holds in counts.items() if not holds]


def missing_nodes(folder):
    seen = set()
    for path in sorted(folder.glob("[ef][na]/*.md")):
        seen |= set(re.findall(r"(?m)^ *([a-z_]+) \d+:\d+-", beyt("dump", "nodes", str(path))))
    assert seen, "dump shows no nodes"
    return [f"no post has a node of the kind '{kind}'" for kind in KINDS if kind not in seen]


def wrong_pictures(folder):
    faults = []
    files = sorted((folder / "images").iterdir())
    for suffix, count in ((".svg", 3), (".png", 1), (".jpg", 1)):
        if sum(path.suffix == suffix for path in files) < count:
            faults.append(f"there should be {count} {suffix}")
    faults += [f"{path.name} is over 150 kB" for path in files if path.stat().st_size > 150_000]
    for path in sorted(folder.glob("[ef][na]/*.md")):
        faults += [f"{path}: a picture without words" for _ in re.findall(r"!\[\s*\]", path.read_text())]
    return faults


def wrong_farsi(folder):
    faults, everything = [], ""
    for path in sorted([*folder.glob("fa/*.md"), *folder.glob("pages/*.fa.md")]):
        source = path.read_text(encoding="utf-8")
        everything += source
        if unicodedata.normalize("NFC", source) != source:
            faults.append(f"{path}: not NFC")
        text = prose(source)
        faults += [f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {name}"
                   for name, pattern in WRONG.items() for match in re.finditer(pattern, text)]
    return faults + [f"no Farsi post has the trap '{name}'" for name, pattern in TRAPS.items()
                     if not re.search(pattern, everything)]


def main():
    folder = pathlib.Path(sys.argv[1])
    faults = [f"{fault['file']}:{fault['line']}: {fault['message']}"
              for fault in json.loads(beyt("check", "--format=json", str(folder))) if fault["severity"] == "error"]
    for rule in (missing_posts, missing_nodes, wrong_pictures, wrong_farsi):
        faults += rule(folder)
    print("\n".join(faults) or f"{folder} has all that it should")
    sys.exit(bool(faults))


main()
