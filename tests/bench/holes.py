#!/usr/bin/env python3
"""holes.py PDF [--columns N] [--line PT] [--most LINES] [--foot LINES]: the white that pages leave.

Each page is drawn and cut into its columns. For each column: the widest white band between two things that stand in
it, and the white from the last of them to the foot of the text area, in lines of `--line` pt. With --most and --foot
the exit status is 1 where a column has more; the last pages of a text, which end where the text ends, are not held to
--foot: they are those whose columns are all short.
"""
import argparse
import subprocess
import sys

DPI = 36
WHITE = 235  # a grey that is no ink


def draw(path):
    """(width, height, rows) of each page, rows as bytes of grey."""
    data = subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", path], capture_output=True, check=True).stdout
    pages, at = [], 0
    while at < len(data):
        fields = data[at:at + 40].split(maxsplit=4)
        width, height = int(fields[1]), int(fields[2])
        start = at + len(b" ".join(fields[:1])) + 1 + len(fields[1]) + 1 + len(fields[2]) + 1 + len(fields[3]) + 1
        pages.append((width, height, [data[start + y * width:start + (y + 1) * width] for y in range(height)]))
        at = start + width * height
    return pages


def ink_rows(page, left, right, top, bottom):
    rows = page[2]
    return [y for y in range(top, bottom) if min(rows[y][left:right]) < WHITE]


def measure(page, columns, margins, line):
    """(band, foot) in lines for each column of a page; None for one that holds nothing."""
    width, height, _ = page
    left, right, top, bottom = margins
    top, bottom = round(top * height), round(bottom * height)
    found = []
    for column in range(columns):
        # The middle of the gutter is left out: a hairline between two texts is no ink of either.
        start = round((left + (right - left) * column / columns) * width) + (2 if column else 0)
        end = round((left + (right - left) * (column + 1) / columns) * width) - (2 if column + 1 < columns else 0)
        rows = ink_rows(page, start, end, top, bottom)
        if not rows:
            found.append(None)
            continue
        band = max((b - a - 1 for a, b in zip(rows, rows[1:])), default=0)
        found.append((band * 72 / DPI / line, (bottom - 1 - rows[-1]) * 72 / DPI / line))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf")
    parser.add_argument("--columns", type=int, default=1)
    parser.add_argument("--line", type=float, default=14.5)
    parser.add_argument("--margins", default="0.06,0.94,0.075,0.915", help="left, right, top, bottom of the text, as shares")
    parser.add_argument("--most", type=float)
    parser.add_argument("--foot", type=float)
    parser.add_argument("--each", action="store_true", help="print every column")
    options = parser.parse_args()
    margins = [float(share) for share in options.margins.split(",")]
    bands, feet, failed = [], [], False
    for number, page in enumerate(draw(options.pdf), 1):
        found = measure(page, options.columns, margins, options.line)
        held = [column for column in found if column]
        short = all(column[1] > (options.foot or 4) for column in held)
        for index, column in enumerate(found, 1):
            if not column:
                continue
            bands.append(column[0])
            feet += [] if short else [column[1]]
            bad = (options.most is not None and column[0] > options.most or
                   options.foot is not None and not short and column[1] > options.foot)
            failed |= bad
            if options.each or bad:
                print(f"page {number} column {index}: band {column[0]:.1f}, foot {column[1]:.1f} lines{' TOO MUCH' if bad else ''}")
    bands.sort()
    feet.sort()
    if bands:
        print(f"{len(bands)} columns: white band at most {bands[-1]:.1f} lines, 9 of 10 below {bands[len(bands) * 9 // 10]:.1f}; "
              f"at the foot of full pages at most {feet[-1] if feet else 0:.1f}, on average {sum(feet) / max(1, len(feet)):.1f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
