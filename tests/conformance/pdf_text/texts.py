"""The texts that the gate and the bench set, and Chromium's PDF of each."""
import html
import os
import pathlib
import re
import shutil
import subprocess

import blocks

HERE = pathlib.Path(__file__).resolve().parent
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=2000"]
FONTS = {"rtl": "'Noto Naskh Arabic', 'Gentium Plus'", "ltr": "'Gentium Plus'"}


def posts(beyt, folder, lang):
    """The text of each post of a folder's language: a paragraph or heading a line."""
    texts = []
    for path in sorted((pathlib.Path(folder) / lang).glob("*.md")):
        found = blocks.read_blocks(str(beyt), str(folder), f"{lang}/{path.name}", lang)
        lines = [" ".join(text.split()) for kind, text in found if kind in ("paragraph", "heading")]
        texts.append("\n".join(lines) + "\n")
    return texts


def load(beyt, folders):
    """Name -> (direction, texts); `folders` is name -> publication."""
    out = {}
    for name, folder in folders.items():
        for lang, direction in (("fa", "rtl"), ("en", "ltr")):
            if pathlib.Path(folder).is_dir():
                out[f"{name}.{lang}"] = direction, posts(beyt, folder, lang)
    for name in ("vocalised", "mixed"):
        out[name] = "rtl", [(HERE / f"{name}.txt").read_text()]
    return out


def chromium():
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def set_chromium(source, pdf, direction):
    """The same measure, size and leading as set_text's."""
    page = pathlib.Path(source).with_suffix(".html")
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in pathlib.Path(source).read_text().splitlines() if line)
    page.write_text(
        f"<!doctype html><html lang={'fa' if direction == 'rtl' else 'en'} dir={direction}><meta charset=utf-8><style>"
        f"@page {{size: 420pt 595pt; margin: 60pt}} body {{font: 11pt {FONTS[direction]}; line-height: 20pt; margin: 0}}"
        f"p {{text-align: justify; margin: 0}}</style>{body}</html>")
    subprocess.run([chromium(), *CHROMIUM, f"--print-to-pdf={pdf}", page.as_uri()], check=True, capture_output=True)


def words_of(text):
    return set(re.findall(r"[\w\u200c]+", text))
