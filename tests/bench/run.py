#!/usr/bin/env python3
"""run.py [--beyt PROGRAM] [--corpus FOLDER] [PAIRS…]: times build and digest, cold, with peak memory.

Makes publications of 100 and 1,000 pairs (or PAIRS) from the paired corpus, each post a third of an
article, and prints a table: seconds of the clock and of the processor, peak memory, pages, and the cost
of a pair. Each figure is one run of a fresh process; nothing here passes or fails.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PARTS = 3  # a post of the corpus is about 2,700 words; a third is a usual length


def parts_of(path):
    """Front matter and the body in PARTS stretches of whole blocks."""
    head, body = re.match(r"---\n(.*?)\n---\n(.*)", path.read_text(), re.S).groups()
    blocks = re.split(r"\n{2,}(?=#{2} )", body.strip())
    if len(blocks) < PARTS:
        blocks = re.split(r"\n{2,}", body.strip())
    size = -(-len(blocks) // PARTS)
    return head, ["\n\n".join(blocks[i:i + size]) for i in range(0, len(blocks), size)]


def make(corpus, folder, count):
    ids = sorted(p.name for p in (corpus / "en").glob("*.md"))
    posts = [(lang, name, *parts_of(corpus / lang / name)) for name in ids for lang in ("en", "fa")]
    by_lang = {lang: [(name, head, part, k) for l, name, head, parts in posts if l == lang
                      for k, part in enumerate(parts)] for lang in ("en", "fa")}
    for lang, items in by_lang.items():
        (folder / lang).mkdir(parents=True)
        for i in range(count):
            name, head, part, k = items[i % len(items)]
            head = re.sub(r"(?m)^id: .*", f"id: post-{i:04}", head)
            head = re.sub(r"(?m)^date: .*", f"date: 20{10 + i // 336:02}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}", head)
            (folder / lang / f"post-{i:04}.md").write_text(f"---\n{head}\n---\n\n{part}\n")
    (folder / "digests").mkdir()
    (folder / "digests/all.yaml").write_text("title: {en: All, fa: همه}\nlanguages: both\ntemplate: booklet\n")
    (folder / "publication.yaml").write_text(
        "title: {en: Bench, fa: سنجه}\nlanguages: [en, fa]\naddress: https://example.org/\n")


def timed(command):
    """(wall s, cpu s, peak MB) of one fresh process."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def pages(pdf):
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout
    found = re.search(r"Pages:\s+(\d+)", info)
    return int(found[1]) if found else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beyt", default=str(ROOT / "build/release/beyt"))
    parser.add_argument("--corpus", type=pathlib.Path, default=ROOT.parent / "shared/corpus/opensource-guide")
    parser.add_argument("pairs", nargs="*", type=int, default=[100, 1000])
    options = parser.parse_args()
    if not options.corpus.is_dir():
        sys.exit(f"there is no corpus at {options.corpus}")
    print(f"{'pairs':>6} {'what':<14} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'pages':>6} {'ms a pair':>10}")
    for count in options.pairs or [100, 1000]:
        folder = pathlib.Path(tempfile.mkdtemp())
        try:
            make(options.corpus, folder / "pub", count)
            runs = {"check": ["check", folder / "pub"]}
            for lang in ("fa", "en", "both"):
                runs[f"digest {lang}"] = ["digest", "-C", folder / "pub", "all", "--lang", lang, "-o", folder / "d.pdf"]
            runs["build -j1"] = ["build", folder / "pub", "-o", folder / "one", "-j1", "--no-digests"]
            runs["build -j2"] = ["build", folder / "pub", "-o", folder / "two", "-j2", "--no-digests"]
            for name, arguments in runs.items():
                wall, cpu, peak = timed([options.beyt, *map(str, arguments)])
                made = pages(folder / "d.pdf") if name.startswith("digest") else 0
                print(f"{count:>6} {name:<14} {wall:>8.2f} {cpu:>8.2f} {peak:>8.0f} {made or '':>6} {cpu / count * 1000:>10.2f}",
                      flush=True)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
