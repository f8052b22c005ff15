#!/usr/bin/env python3
"""qr.py BEYT: every article of the sample's bulletin has a code on its page that a reader (zbar)
decodes to the article's own address, from pages as a printer would see them."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

beyt = str(pathlib.Path(sys.argv[1]).resolve())
sample = pathlib.Path(__file__).resolve().parents[2] / "translations"


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def main():
    if not shutil.which("zbarimg"):
        sys.exit("zbarimg is missing: install zbar-tools")
    with tempfile.TemporaryDirectory() as folder:
        pdf = f"{folder}/w11.pdf"
        run(beyt, "digest", "2026-w11", "-C", str(sample), "-l", "fa", "-o", pdf)
        run("pdftoppm", "-r", "300", "-gray", pdf, f"{folder}/page")
        found = []
        for page in sorted(pathlib.Path(folder).glob("page*.pgm")):
            done = subprocess.run(["zbarimg", "--quiet", "--raw", str(page)], capture_output=True, text=True)
            found += done.stdout.split()
        text = run("pdftotext", "-raw", pdf, "-")
        ids = sorted(set(re.findall(r"fa/([a-z0-9-]+) ·", text)))  # of the colophon
    wanted = sorted(f"https://example.org/leaf-and-rain/fa/posts/{name}/" for name in ids)
    print(f"{len(found)} codes: {' '.join(sorted(found))}")
    if len(wanted) < 3 or sorted(found) != wanted:
        sys.exit(f"wanted: {' '.join(wanted)}")


main()
