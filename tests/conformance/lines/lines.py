#!/usr/bin/env python3
"""lines.py CHECK: what the lines of real pages look like, read from the PDF's glyphs and their ink.

places    no two lines stand at one place, and no letter touches one of another line
margins   with hanging punctuation and glyph scaling the text is read as without them, from hardly more codes; signs
          stand out of the measure at both sides, and letters change by 2 percent at most
seams     at 1,200 dpi no stroke is lighter where a kashida joins its letters, in any body font that we ship and in others

Environment: BEYT (program), PUBLICATION (folder). Needs mupdf-tools and poppler-utils.
"""
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/bench"))
import ink  # noqa: E402

BEYT, PUBLICATION = os.environ["BEYT"], pathlib.Path(os.environ["PUBLICATION"])
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
Glyph = collections.namedtuple("Glyph", "x y size scale text font gid box")


def digest(work, name, lang, extra="", base="2026-w12"):
    """A digest of the sample with these lines more in its definition."""
    pub = work / "pub"
    if not pub.exists():
        shutil.copytree(PUBLICATION, pub)
    (pub / f"digests/{name}.yaml").write_text((PUBLICATION / f"digests/{base}.yaml").read_text() + "\n" + extra)
    out = work / f"{name}.{lang}.pdf"
    subprocess.run([BEYT, "digest", "-C", pub, name, "--lang", lang, "-o", out], check=True, capture_output=True)
    return out


def pages(pdf):
    """The glyphs of each page, with their ink (left, bottom, right, top; y grows downwards)."""
    fonts = ink.fonts(pdf)
    trace = subprocess.run(["mutool", "trace", pdf], capture_output=True).stdout.decode("utf-8", "replace")
    page, matrix, trm, font = [], None, None, None
    for line in trace.splitlines():
        fields = dict(ATTRIBUTE.findall(line))
        if "<page " in line:
            page = []
        elif "</page>" in line:
            yield page
        elif "_text " in line:
            matrix = [float(v) for v in fields["transform"].split()]
        elif "<span " in line:
            trm, font = [float(v) for v in fields["trm"].split()], fields["font"]
        elif "<g " in line and "glyph" in fields:
            x, y = float(fields["x"]), float(fields["y"])
            x, y = x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
            gid, scale, size = int(fields["glyph"]), trm[0] / abs(trm[3]), abs(trm[3])
            box = fonts[font].box(gid) if font in fonts else None
            if box:
                box = (x + box[0] * trm[0], y - box[3] * size, x + box[2] * trm[0], y - box[1] * size)
            if gid >= 0:  # else the second letter of a code's text
                page.append(Glyph(x, y, size, scale, fields.get("unicode", ""), font, gid, box))


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])


def collisions(page):
    """Pairs of glyphs of different lines whose ink boxes meet, and of one line that lie on each other."""
    inked = sorted(((g, k) for k, g in enumerate(page) if g.box), key=lambda pair: pair[0].box[0])
    for i, (one, k) in enumerate(inked):
        for other, n in inked[i + 1:]:
            if other.box[0] > one.box[2]:
                break
            wide, high = overlap(one.box, other.box)
            if wide <= 0 or high <= 0:
                continue
            if abs(one.y - other.y) < 0.5 * max(one.size, other.size):  # one line; a raised mark is in it
                least = min(one.box[2] - one.box[0], other.box[2] - other.box[0])
                same = wide > 0.9 * least and high > 0.9 * min(one.box[3] - one.box[1], other.box[3] - other.box[1])
                # Neighbours may: lam and alef, a letter and its mark.
                if same and abs(k - n) > 2:
                    yield "on each other", one, other
            elif wide > 0.05 * one.size and high > 0.05 * one.size:
                yield "in two lines", one, other


def check_places(work):
    faults = seen = 0
    for base, lang in (("2026-w12", "both"), ("2026-w12", "fa"), ("2026-w11", "both"), ("poems", "fa")):
        for number, page in enumerate(pages(digest(work, "d", lang, base=base)), 1):
            seen += len(page)
            for kind, one, other in collisions(page):
                faults += 1
                print(f"FAIL {base}.{lang} page {number}: {one.text!r} at {one.x:.1f},{one.y:.1f} and {other.text!r} at {other.x:.1f},{other.y:.1f} {kind}")
    print(f"{seen} glyphs, {faults} collisions")
    # A test that can't fail is none: the same page with one line moved onto the next.
    page = next(pages(work / "d.fa.pdf"))
    moved = page + [g._replace(x=g.x + 0.1, box=(g.box[0] + 0.1, *g.box[1:])) for g in page if g.box]
    return faults == 0 and seen > 20000 and len(list(collisions(moved))) > 100


def text_of(pdf):
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout


def code_count(all_pages):
    return len({(g.font, g.gid) for page in all_pages for g in page})


def sides(all_pages):
    """The ink at both sides of each page but the first."""
    return [(min(g.box[0] for g in page if g.box), max(g.box[2] for g in page if g.box))
            for page in all_pages[1:] if any(g.box for g in page)]


def check_margins(work):
    good = True
    for lang in ("fa", "en"):
        plain = digest(work, "plain", lang)
        words = collections.Counter(text_of(plain).split())
        plain_pages = list(pages(plain))
        for name, keys in (("hung", "hanging_punctuation: yes"), ("scaled", "glyph_scaling: 2")):
            pdf = digest(work, name, lang, keys + "\n")
            got = collections.Counter(text_of(pdf).split())
            lost = sum((words - got).values()) / sum(words.values())
            all_pages = list(pages(pdf))
            more = code_count(all_pages) / code_count(plain_pages)
            scales = [g.scale for page in all_pages for g in page]
            changed = sum(abs(s - 1) > 1e-4 for s in scales)
            out = sum(max(b[0] - a[0], a[1] - b[1]) > 0.5 for a, b in zip(sides(all_pages), sides(plain_pages)))
            ok = lost < 0.01 and more < 1.1 and max(abs(s - 1) for s in scales) <= 0.0201
            ok &= changed > 1000 if name == "scaled" else changed == 0 and out >= 2
            good &= ok
            print(f"{'ok  ' if ok else 'FAIL'} {lang} {name}: {lost:.2%} of words lost, {more:.3f} times the codes, {changed} glyphs scaled, {out} pages with signs outside")
    return good


FONTS = {"naskh": "NotoNaskhArabic-Regular.ttf", "amiri": "Amiri-Regular.ttf", "vazirmatn": "Vazirmatn-Regular.ttf",
         "sans-arabic": "NotoSansArabic-Regular.ttf", "kufi": "NotoKufiArabic-Regular.ttf", "dejavu": "DejaVuSans.ttf"}
OWN = '  kufi: {regular: NotoKufiArabic-Regular.ttf, kashida: yes}\n  dejavu: {regular: DejaVuSans.ttf, size: 0.87, kashida: yes}\n'
DPI = 1200


def columns(pdf, page, x_pt, y_pt, width_pt, height_pt):
    """Ink of each column of pixels of a part of a page, 0 to 1 a pixel, and the rows of that part."""
    scale = DPI / 72
    crop = [str(round(v * scale)) for v in (x_pt, y_pt, width_pt, height_pt)]
    out = subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page), "-x", crop[0], "-y", crop[1],
                          "-W", crop[2], "-H", crop[3], pdf], capture_output=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", out)
    width, height = int(head[1]), int(head[2])
    data = out[head.end():]
    return [[1 - data[row * width + column] / 255 for row in range(height)] for column in range(width)]


def stroke(column, rows):
    return sum(column[row] for row in rows)


def seam_depth(pdf, page, glyph, length_pt):
    """How much lighter the stroke is at a join than on both of its sides, of its own thickness; the worse of the two."""
    em = glyph.size
    left, top = glyph.x - 0.12 * em, glyph.y - 0.5 * em
    picture = columns(pdf, page, left, top, length_pt + 0.24 * em, 0.8 * em)
    middle = picture[len(picture) // 2]
    rows = [row for row, value in enumerate(middle) if value > 0.02]
    if not rows:
        return 1
    step = DPI / 72
    worst = 0
    for join in (glyph.x - left, glyph.x + length_pt - left):
        near, far = round(0.045 * em * step), round(0.02 * em * step)
        at = round(join * step)
        inks = [stroke(picture[i], rows) for i in range(max(0, at - near - far), min(len(picture), at + near + far))]
        for i in range(far, len(inks) - far):
            beside = min(max(inks[:i]), max(inks[i + 1:]))
            worst = max(worst, 1 - inks[i] / max(beside, 1e-6))
    return worst


def check_seams(work):
    good = True
    families = (ROOT / "fonts/families.yaml").read_text().replace("families:\n", "families:\n" + OWN, 1)
    families = re.sub(r"(sans-arabic: .*)size: 1.0", r"\1size: 1.0, kashida: yes", families)
    for family, file in FONTS.items():
        pub = work / family
        shutil.copytree(PUBLICATION, pub)
        (pub / "fonts").mkdir(exist_ok=True)
        (pub / "fonts/families.yaml").write_text(re.sub(r"(?m)^    body: \[naskh", f"    body: [{family}", families))
        (pub / "digests/d.yaml").write_text((PUBLICATION / "digests/2026-w12.yaml").read_text().replace("kashida: light", "kashida: full"))
        pdf = work / f"{family}.pdf"
        subprocess.run([BEYT, "digest", "-C", pub, "d", "--lang", "fa", "-o", pdf], check=True, capture_output=True)
        fonts, depths = ink.fonts(pdf), []
        for number, page in enumerate(pages(pdf), 1):
            found = [(g, fonts[g.font].kashida(g.gid) * g.size) for g in page if g.font in fonts and fonts[g.font].kashida(g.gid) > 0]
            depths += [seam_depth(pdf, number, g, length) for g, length in found[:4]]
            if len(depths) >= 12:
                break
        used = re.split("[-.]", file)[0] in subprocess.run(["pdffonts", pdf], capture_output=True, text=True).stdout
        ok = used and len(depths) >= 8 and max(depths) < 0.04
        good &= ok
        print(f"{'ok  ' if ok else 'FAIL'} {family}: {len(depths)} kashidas, the worst join is {max(depths, default=1):.1%} lighter than the stroke beside it")
    return good


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        check = {"places": check_places, "margins": check_margins, "seams": check_seams}[sys.argv[1]]
        sys.exit(0 if check(pathlib.Path(folder)) else 1)
