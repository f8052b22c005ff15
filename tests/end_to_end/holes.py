#!/usr/bin/env python3
"""holes.py PUBLICATION HOLES: the digests of a publication leave no more white than these bounds, in lines of its type.

HOLES is tests/bench/holes.py, which draws the pages and measures them. The widest band within a column, a heading's and
a figure's spaces included, and the white at the foot of a page that the text does not end on.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

BOUNDS = [  # digest, languages, columns of a page, a line in pt, widest band, white at the foot
    ("2026-w11", "fa", 2, 19, 4, 1.5), ("2026-w11", "en", 2, 14.5, 4.5, 1.5),
    ("2026-w12", "fa", 1, 19, 4.5, 4), ("2026-w12", "en", 1, 14.5, 4.5, 4),
    ("2026-w12", "both", 1, 19, 6, None), ("poems", "both", 2, 19, 8, None),  # beside a quote of six lines that only English has
]


def main():
    publication, holes = sys.argv[1:]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for digest, lang, columns, line, most, foot in BOUNDS:
            pdf = str(pathlib.Path(folder) / f"{digest}-{lang}.pdf")
            subprocess.run([os.environ["BEYT"], "digest", "-C", publication, digest, "--lang", lang, "-o", pdf],
                           check=True, capture_output=True)
            command = [sys.executable, holes, pdf, "--columns", str(columns), "--line", str(line), "--most", str(most)]
            found = subprocess.run(command + (["--foot", str(foot)] if foot else []), capture_output=True, text=True)
            print(f"{digest} {lang}: {found.stdout}{found.stderr}", end="")
            failed |= found.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
