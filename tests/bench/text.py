#!/usr/bin/env python3
"""text.py [--corpus FOLDER] [--beyt PROGRAM] [--set-text PROGRAM] [--no-chromium] [--show READER] [TEXT…]: what four
readers get back from our PDFs and from Chromium's of the same text, in one run.

Texts: corpus.fa, corpus.en (every paragraph and heading of the paired corpus), sample.fa, sample.en (the same of
translations/), vocalised, mixed. A text is set post by post; in Farsi with and without kashida. For each reader: percent
of the source's characters in order, and percent of distinct words that a search of the extracted text finds.
--show prints what one reader of our file has wrong. Needs what conformance.pdf_text needs, and chromium for its rows.
"""
import argparse
import difflib
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PDF_TEXT = ROOT / "tests/conformance/pdf_text"
sys.path.insert(0, str(PDF_TEXT))
import readers
import texts as source_texts

def set_ours(options, source, pdf, direction, kashida):
    subprocess.run([options.set_text, source, pdf, direction, *(["kashida"] if kashida else [])], check=True)


def show(wanted, got):
    for tag, a, b, c, d in difflib.SequenceMatcher(None, wanted.split(), got.split(), False).get_opcodes():
        if tag != "equal":
            print(f"    {tag:8} {' '.join(wanted.split()[a:b])!r} -> {' '.join(got.split()[c:d])!r}")


def measure(options, name, label, direction, pdfs, texts):
    row = {}
    for reader, read in readers.READERS.items():
        total = wrong = found = words = 0
        for text, extracted in zip(texts, read([str(pdf) for pdf in pdfs], direction == "rtl")):
            wanted, got = readers.fold(text), readers.fold(readers.rejoin(extracted))
            total += len(wanted)
            wrong += readers.edit_distance(wanted, got)
            own = source_texts.words_of(wanted)
            words += len(own)
            found += sum(word in got for word in own)
            if options.show == reader and label != "chromium":
                show(wanted, got)
        row[reader] = 100 * (1 - wrong / total), 100 * found / max(1, words)
    cells = "  ".join(f"{value[0]:7.2f} {value[1]:6.2f}" for value in row.values())
    print(f"{name:12} {label:12} {cells}", flush=True)
    return row


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=pathlib.Path, default=ROOT.parent / "shared/corpus/opensource-guide")
    parser.add_argument("--beyt", type=pathlib.Path, default=ROOT / "build/release/beyt")
    parser.add_argument("--set-text", type=pathlib.Path, default=ROOT / "build/dev/tests/conformance/pdf_text/pdf_set_text")
    parser.add_argument("--no-chromium", action="store_true")
    parser.add_argument("--show", choices=list(readers.READERS))
    parser.add_argument("texts", nargs="*")
    options = parser.parse_args()
    folders = {"corpus": options.corpus, "sample": ROOT / "translations"}
    print(f"{'text':12} {'set by':12} " + "  ".join(f"{reader:>7} {'words':>6}" for reader in readers.READERS))
    for name, (direction, texts) in source_texts.load(options.beyt, folders).items():
        if options.texts and name not in options.texts:
            continue
        with tempfile.TemporaryDirectory() as work:
            makers = {"beyt": lambda s, p: set_ours(options, s, p, direction, False)}
            if direction == "rtl":
                makers["beyt kashida"] = lambda s, p: set_ours(options, s, p, direction, True)
            if not options.no_chromium and source_texts.chromium():
                makers["chromium"] = lambda s, p: source_texts.set_chromium(s, p, direction)
            for label, maker in makers.items():
                pdfs = []
                for index, text in enumerate(texts):
                    source = pathlib.Path(work) / f"{index}.txt"
                    source.write_text(text)
                    pdfs.append(source.with_suffix(f".{label.replace(' ', '-')}.pdf"))
                    maker(source, pdfs[-1])
                measure(options, name, label, direction, pdfs, texts)


if __name__ == "__main__":
    main()
