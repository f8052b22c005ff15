#!/usr/bin/env python3
"""peers.py [--posts N] [--beyt PROGRAM] [--tools FOLDER] [PEER…]: the same posts set by beyt and its peers, in one run.

Peers: xelatex (with xepersian), xelatex-kashida, weasyprint, chromium, pango (a bare Pango and Cairo
program, pango.c). Each sets the paragraphs of N posts of the corpus at 11 pt, on A5 and in a column of
55 mm, in Farsi and in English. For each PDF: evenness of word spaces in full lines (coefficient of
variation, share of lines with a space over 0.6 em, overfull lines, justified lines that end short of the measure), kashida a line, pages and CPU time,
as quality.py of the tools measures them. Needs texlive-xetex texlive-lang-arabic weasyprint
libpango1.0-dev; a peer that is not installed is left out.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import ink
import run as bench

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = {"A5": (148, 210, 18), "55 mm": (75, 210, 10)}  # width, height, margins in mm
FONTS = {"fa": "Noto Naskh Arabic", "en": "Gentium Book Plus"}
LEADING = {"fa": 19, "en": 14.5}
KASHIDA = {"beyt": "off", "beyt-light": "light", "beyt-full": "full"}


def paragraphs(path, lang):
    """Plain paragraphs of a post: links and emphasis reduced to their words, everything else left out, and
    what is in the other language in a Farsi post (names of people quoted)."""
    _, body = re.match(r"---\n(.*?)\n---\n(.*)", path.read_text(), re.S).groups()
    body = re.sub(r"<[^>]*>", "", body)
    for block in re.split(r"\n\s*\n", body):
        if re.match(r"\s*([#>|*+-]|\d+[.)]|```|!\[)", block):
            continue
        text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(block.split()))
        text = re.sub(r"[*_`]{1,3}", "", text)
        farsi = len(re.findall("[\u0620-\u06ff]", text))
        if len(text) > 40 and (lang != "fa" or farsi > len(text) / 4):
            yield text


def html(texts, lang, size):
    width, height, margin = size
    style = (f"@page {{size: {width}mm {height}mm; margin: {margin}mm}} body {{font: 11pt '{FONTS[lang]}', 'Gentium Book Plus';"
             f"line-height: {LEADING[lang]}pt; margin: 0}} p {{text-align: justify; hyphens: auto; margin: 0; text-indent: 1em}}")
    direction = "rtl" if lang == "fa" else "ltr"
    body = "\n".join(f"<p>{t.replace('&', '&amp;').replace('<', '&lt;')}</p>" for t in texts)
    return f"<!doctype html><html lang={lang} dir={direction}><meta charset=utf-8><style>{style}</style>{body}</html>"


def tex(texts, lang, size, kashida):
    width, height, margin = size
    special = {c: "\\" + c for c in "#$%&_{}"} | {"~": r"\textasciitilde ", "^": r"\textasciicircum ", "\\": r"\textbackslash "}
    body = "\n\n".join("".join(special.get(c, c) for c in t) for t in texts)
    option = "[Kashida=on]" if kashida else ""
    fonts = (f"\\usepackage{option}{{xepersian}}\\settextfont{{{FONTS['fa']}}}\\setlatintextfont{{{FONTS['en']}}}"
             if lang == "fa" else f"\\usepackage{{fontspec}}\\setmainfont{{{FONTS['en']}}}")
    kashida_on = "\\KashidaOn" if kashida else ""
    return (f"\\documentclass[11pt]{{article}}\\usepackage[paperwidth={width}mm,paperheight={height}mm,margin={margin}mm]{{geometry}}"
            f"{fonts}\\begin{{document}}\\pagestyle{{empty}}{kashida_on}\\fontsize{{11}}{{{LEADING[lang]}}}\\selectfont\\tolerance=9999\\emergencystretch=3em\n{body}\n\\end{{document}}")


def ours(beyt, texts, lang, size, work, kashida):
    width, height, margin = size
    pub = work / "pub"
    (pub / lang).mkdir(parents=True)
    (pub / "digests").mkdir()
    (pub / "publication.yaml").write_text(f"title: {{{lang}: Bench}}\nlanguages: [{lang}]\n")
    (pub / lang / "all.md").write_text(f"---\nid: all\nlang: {lang}\ntitle: All\ndate: 2026-01-01\n---\n\n"
                                       + "\n\n".join(re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", t) for t in texts) + "\n")
    factor = 1 / 1.15 if lang == "fa" else 1  # the definition's size is the English one; fonts/families.yaml enlarges Naskh
    (pub / "digests/all.yaml").write_text(
        f"title: {{{lang}: All}}\nlanguages: {lang}\ntemplate: booklet\nkashida: {kashida}\n"
        f"page: {{trim: [{width}, {height}], columns: 1, size: {11 * factor:.3f}, margins: {{inner: {margin}, outer: {margin}, top: {margin}, bottom: {margin}}}}}\n"
        "parts: {masthead: false, contents: false, colophon: false}\n")
    return [beyt, "digest", "-C", pub, "all", "--lang", lang, "-o", work / "out.pdf"]


def command(peer, texts, lang, size, work, options):
    if peer in KASHIDA:
        return ours(options.beyt, texts, lang, size, work, KASHIDA[peer])
    if peer in ("weasyprint", "chromium"):
        (work / "in.html").write_text(html(texts, lang, size))
        if peer == "weasyprint":
            return ["weasyprint", work / "in.html", work / "out.pdf"]
        return ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/profile", "--no-pdf-header-footer",
                f"--print-to-pdf={work}/out.pdf", work / "in.html"]
    if peer == "pango":
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "pangocairo", "cairo-pdf"], capture_output=True, text=True).stdout.split()
        subprocess.run(["cc", "-O2", "-o", work / "pango", ROOT / "tests/bench/pango.c", *flags], check=True)
        (work / "in.txt").write_text("\n".join(texts))
        return [work / "pango", work / "in.txt", work / "out.pdf", FONTS[lang], lang, *map(str, size), str(LEADING[lang])]
    (work / "out.tex").write_text(tex(texts, lang, size, peer.endswith("kashida")))
    return ["xelatex", "-interaction=batchmode", f"-output-directory={work}", work / "out.tex"]


def measure(peer, pdf, lang, tools):
    """quality.py's figures; of our own PDFs with what they hide from it (ink.py)."""
    if str(tools) not in sys.path:
        sys.path.insert(0, str(tools))
    import quality
    plain = ink.honest(quality) if peer in KASHIDA else quality.glyphs
    try:
        result = quality.geometry(str(pdf), lang)
        if peer in KASHIDA and result.get("space"):
            widths = ink.kashidas(plain, pdf, result["body_pt"])
            result.update(kashida=len(widths), kashida_most=max(widths, default=0))
    finally:
        quality.glyphs = plain
    return result


def row(peer, lang, name, cpu, peak, result):
    space = result.get("space", {})
    lines = max(1, result.get("body_lines", 1))
    print(f"{peer:<16} {lang} {name:<6} {space.get('cv', 0):>6.3f} {space.get('loose_lines', 0):>7.2%} {space.get('max', 0):>5.2f}"
          f" {result.get('overfull', 0):>5} {result.get('underfull', 0):>5} {result.get('full_lines', 0):>6}"
          f" {result.get('kashida', 0) / lines:>6.2f} {result.get('kashida_most', 0):>5.2f} {result.get('hyphen_lines', 0):>5}"
          f" {result.get('pages', 0):>5} {cpu:>6.2f} {peak:>5.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=40)
    parser.add_argument("--beyt", default=str(ROOT / "build/release/beyt"))
    parser.add_argument("--corpus", type=pathlib.Path, default=ROOT.parent / "shared/corpus/opensource-guide")
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT.parent / "shared/tools")
    parser.add_argument("--keep", type=pathlib.Path, help="keep the PDFs here")
    parser.add_argument("peers", nargs="*", default=[])
    options = parser.parse_args()
    peers = options.peers or [*KASHIDA, "pango", "xelatex", "xelatex-kashida", "weasyprint", "chromium"]
    print(f"{'':<16} {'':<9} {'cv':>6} {'loose':>7} {'max':>5} {'over':>5} {'short':>5} {'lines':>6} {'kash/l':>6} {'most':>5} {'hyph':>5} {'pages':>5} {'cpu s':>6} {'MB':>5}")
    posts = pathlib.Path(tempfile.mkdtemp())
    bench.make(options.corpus, posts / "pub", options.posts)
    for lang in ("fa", "en"):
        texts = [t for path in sorted((posts / "pub" / lang).glob("*.md")) for t in paragraphs(path, lang)]
        for name, size in FORMATS.items():
            for peer in peers:
                if not shutil.which(peer.split("-")[0]) and peer not in KASHIDA and peer != "pango":
                    continue
                work = pathlib.Path(tempfile.mkdtemp())
                _, cpu, peak = bench.timed([*map(str, command(peer, texts, lang, size, work, options))])
                row(peer, lang, name, cpu, peak, measure(peer, work / "out.pdf", lang, options.tools))
                if options.keep:
                    shutil.copy(work / "out.pdf", options.keep / f"{peer}-{lang}-{name.replace(' ', '')}.pdf")
                shutil.rmtree(work, ignore_errors=True)
    shutil.rmtree(posts)


if __name__ == "__main__":
    main()
