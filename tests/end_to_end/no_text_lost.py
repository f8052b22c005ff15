#!/usr/bin/env python3
"""no_text_lost.py FOLDER: builds the publication and its digests, and holds every word of every post
against the HTML pages and the PDFs.

The words come from the Markdown by rules of this file's own, not from beyt's reader. HTML must hold
each post's words in its own page; a PDF must hold as many of every letter and digit as the posts do
(what a reader makes of word order is measured elsewhere), and nearly every word whole.
"""
import collections
import html.parser
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

BEYT = os.environ["BEYT"]
# Words that a PDF reader gives back whole: what is missing was split by a reader, not lost.
WORDS_WHOLE = {"fa": 0.90, "en": 0.97}


def fold(text):
    return unicodedata.normalize("NFC", text).replace("\u00ad", "")


def words(text):
    """Runs of letters, digits and marks; ZWNJ and the like part them on both sides alike."""
    return re.findall(r"[^\W_]+", fold(re.sub(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u0640]", "", text)))


def markdown_words(source):
    """The words that a reader should see: markup, URLs, attributes and front matter taken out."""
    body = re.sub(r"\A(\ufeff)?---\r?\n.*?\n---\r?\n", "", source, flags=re.S)
    body = re.sub(r"<!--.*?-->", " ", body, flags=re.S)
    body = re.sub(r"<(/?[a-zA-Z][^<>]*)>", lambda m: " " if "://" not in m[1].split()[0] else m[1], body)
    body = re.sub(r"^ {0,3}\[[^\]^]+\]:.*$", " ", body, flags=re.M)
    body = re.sub(r"\]\((?:[^()\n]|\([^()\n]*\))*\)", "] ", body)
    body = re.sub(r"!\[[^\]]*\]", " ", body)
    body = re.sub(r"\]\[[^\]]*\]", "] ", body)
    body = re.sub(r"\{[#:][^}\n]*\}|\{(?:lang|counter)=[^}\n]*\}|\{\.pullquote[^}\n]*\}|\{\.index\}|\{index=[^}\n]*\}", " ", body)
    body = re.sub(r"^>\s*\[!\w+\]\s*$", " ", body, flags=re.M)
    body = re.sub(r"\[\^[^\]]+\]:?", " ", body)
    body = re.sub(r"^```verse.*?^```$", lambda m: re.sub(r"^(title|poet|refrain):", " ", m[0], flags=re.M), body,
                  flags=re.M | re.S)
    body = re.sub(r"^(```|~~~).*$", " ", body, flags=re.M)
    body = re.sub(r"^ {0,3}\d{1,9}[.)] ", " ", body, flags=re.M)
    body = re.sub(r"&#?\w+;", " ", body)
    return words(body)


class Text(html.parser.HTMLParser):
    """The text of a page, without style; alternative text counts."""

    def __init__(self):
        super().__init__()
        self.parts, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        self.skipped += tag == "style"
        if tag not in ("bdi", "em", "strong", "a", "span", "code", "sup", "sub", "abbr", "b", "i", "u", "mark", "kbd"):
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.skipped -= tag == "style"

    def handle_data(self, data):
        if not self.skipped:
            self.parts.append(data)


def page_words(path):
    page = Text()
    page.feed(path.read_text())
    return words("".join(page.parts))


def run(*args):
    done = subprocess.run([BEYT, *map(str, args)], capture_output=True, text=True)
    if done.returncode not in (0, 1) or "Sanitizer" in done.stderr or "runtime error" in done.stderr:
        sys.exit(f"beyt {args} failed with {done.returncode}:\n{done.stderr[-4000:]}")


def posts(folder, lang):
    for path in sorted((folder / lang).rglob("*.md")):
        source = path.read_bytes().decode("utf-8", "replace")
        name = re.search(r"(?m)^id: *(\S+)", source)
        slug = re.search(r"(?m)^slug: *(\S+)", source)
        yield path, (slug or name)[1].strip("\"'"), source


def missing(wanted, found):
    return collections.Counter(wanted) - collections.Counter(found)


def check_html(folder, out, lang, faults):
    pages = {p.parent.name: p for p in out.rglob("index.html") if "posts" in p.parts and f"/{lang}/" in p.as_posix()}
    for path, slug, source in posts(folder, lang):
        if slug not in pages:
            faults.append(f"{path}: no page")
            continue
        # Words that touch (a link right after a letter) are one word in HTML: look inside, too.
        found = page_words(pages[slug])
        joined = "".join(found)
        lost = {word: n for word, n in missing(markdown_words(source), found).items() if joined.count(word) < n}
        if lost:
            faults.append(f"{path}: {sum(lost.values())} words are not in its page: {list(lost)[:12]}")


def pdf_text(pdf):
    """What poppler reads, with words that were parted at a line's end made whole."""
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])", "", text)


def check_pdf(folder, pdf, langs, faults):
    text = pdf_text(pdf)
    found = words(text)
    letters = collections.Counter("".join(found))
    for lang in langs:
        wanted = [word for _, _, source in posts(folder, lang) for word in markdown_words(source)]
        lost = collections.Counter("".join(wanted)) - letters
        if lost:
            faults.append(f"{pdf.name}: letters of {lang} are missing: {dict(lost)}")
        whole = 1 - sum(missing(wanted, found).values()) / max(1, len(wanted))
        print(f"{pdf.name}: {len(wanted)} words of {lang}, {whole:.4f} whole in poppler")
        if whole < WORDS_WHOLE.get(lang, 0.9):
            faults.append(f"{pdf.name}: only {whole:.3f} of the words of {lang} are whole")


def main():
    source = pathlib.Path(sys.argv[1]).resolve()
    work = pathlib.Path(tempfile.mkdtemp())
    faults = []
    try:
        folder = work / "pub"
        shutil.copytree(source, folder)
        shutil.rmtree(folder / "digests", ignore_errors=True)
        (folder / "digests").mkdir()
        for layout in ("columns", "facing"):
            (folder / f"digests/{layout}.yaml").write_text(
                f"title: {{en: All, fa: همه}}\nlanguages: both\ntemplate: booklet\nlayout: {layout}\n")
        run("build", folder, "-o", work / "out", "--no-digests")
        for lang in ("en", "fa"):
            check_html(folder, work / "out", lang, faults)
            run("digest", "-C", folder, "columns", "--lang", lang, "-o", work / f"{lang}.pdf")
            check_pdf(folder, work / f"{lang}.pdf", [lang], faults)
        for layout in ("columns", "facing"):
            run("digest", "-C", folder, layout, "--lang", "both", "-o", work / f"{layout}.pdf")
            check_pdf(folder, work / f"{layout}.pdf", ["en", "fa"], faults)
    finally:
        shutil.rmtree(work)
    print("\n".join(faults) or "no text lost")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
