"""drawn.py [Rows.test_ROW]: what is drawn on the finished PDF's own pages, glyph by glyph and pixel by pixel.

Each row sets a publication made for it. Environment: BEYT (program). Needs mupdf-tools and poppler-utils.
"""
import collections
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
os.environ.setdefault("PUBLICATION", str(ROOT / "translations"))
sys.path.insert(0, str(ROOT / "tests/conformance/lines"))
import lines  # noqa: E402
import ink  # noqa: E402

BEYT = os.environ["BEYT"]
WORDS = ("کتابخانه‌های عمومی در سال‌های اخیر دوباره جان گرفته‌اند و آنجا می‌توان نشست و خواند و نوشت و با دیگران گفت‌وگو کرد و "
         "پیچ و خم‌های کوچه را شناخت و چشم‌به‌راه نشست").split()
TITLE, SUMMARY = "آزمون", "چکیده‌ای کوتاه از همهٔ نوشته، که با رنگی دیگر است"
MARKS_OF_DIRECTION = "\u200e\u200f\u061c"


def publish(folder, text, definition="", families=None, title=TITLE, tag=None):
    """A digest of one post with this text; the PDF's path."""
    folder = pathlib.Path(folder)
    for name in ("fa", "digests", "fonts"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "publication.yaml").write_text("title: نشریه\ndescription: یک\naddress: https://example.org/d/\nlanguages: [fa]\n")
    (folder / "fa/post.md").write_text(f"---\nid: post\nlang: fa\ntitle: {title}\nsummary: {SUMMARY}\ndate: 2026-03-21\n"
                                       f"{f'tags: [{tag}]' if tag else ''}\n---\n\n{text}\n")
    (folder / "digests/d.yaml").write_text("title: شماره\nlanguages: fa\ntemplate: booklet\nselect: {ids: [post]}\n"
                                           "parts: {masthead: false, contents: false, colophon: false, qr: false}\n" + definition)
    if families:
        (folder / "fonts/families.yaml").write_text(families)
    out = folder / "d.pdf"
    run = subprocess.run([BEYT, "digest", "-C", folder, "d", "--lang", "fa", "-o", out], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return out


def prose(seed, paragraphs, lengths):
    """Paragraphs that begin with «آغاز» and end with «پایان»."""
    chance = random.Random(seed)
    return "\n\n".join(" ".join(["آغاز"] + [chance.choice(WORDS) for _ in range(chance.choice(lengths))] + ["پایان."])
                       for _ in range(paragraphs))


def lines_of(page, size=None):
    """The page's lines from top to bottom, each from right to left; with `size` only those of type of that size."""
    rows = collections.defaultdict(list)
    for glyph in page:
        if size is None or abs(glyph.size - size) < 0.3:
            rows[round(glyph.y, 1)].append(glyph)
    return [(y, sorted(rows[y], key=lambda g: -g.x)) for y in sorted(rows)]


def body_size(pages):
    return collections.Counter(round(g.size, 2) for page in pages for g in page).most_common(1)[0][0]


def letters(glyphs):
    return "".join(g.text for g in glyphs if g.text not in MARKS_OF_DIRECTION)


ENDS = set("اآأإٱدذرزژوؤة")  # letters that join nothing after them (Unicode's joining type R)


def do_join(letter, after):
    """Whether two letters that follow each other in a word are joined by a stroke."""
    return all(c and unicodedata.bidirectional(c) == "AL" and unicodedata.category(c) == "Lo" and c != "ء" for c in (letter, after)) \
        and letter not in ENDS


Drawing = collections.namedtuple("Drawing", "text x y font gid")


def drawings(pdf):
    """The glyphs of each page from left to right, each with its whole text in the order of the page."""
    trace = subprocess.run(["mutool", "trace", pdf], capture_output=True).stdout.decode("utf-8", "replace")
    for page in re.split(r"<page ", trace)[1:]:
        out = []
        for span in re.findall(r"<span [^>]*>.*?</span>", page, re.S):
            font = re.search(r'font="([^"]*)"', span)[1]
            for fields in re.findall(r"<g ([^>]*)/>", span):
                field = dict(lines.ATTRIBUTE.findall(fields))
                if "glyph" in field and int(field["glyph"]) >= 0:
                    out.append(Drawing(field.get("unicode", ""), float(field["x"]), round(float(field["y"]), 2), font, int(field["glyph"])))
                elif out:
                    out[-1] = out[-1]._replace(text=out[-1].text + field.get("unicode", ""))
        yield out


class Rows(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def pages(self, *arguments, **keys):
        self.pdf = publish(self.folder.name, *arguments, **keys)
        return list(lines.pages(self.pdf))

    def check_ends(self, rows):
        """Widows and orphans among lines of (page, text); a paragraph begins with «آغاز» and ends with «پایان»."""
        alone = []
        for before, (page, text) in zip([None] + rows, rows):
            begins, ends = "آغاز" in text, "پایان" in text
            if before and before[0] != page:
                if ends and not begins:
                    alone.append(f"page {page} begins with the last line of a paragraph")
                if "آغاز" in before[1] and "پایان" not in before[1]:
                    alone.append(f"page {before[0]} ends with the first line of a paragraph")
        return alone

    def test_JU_9(self):
        """No line of a paragraph stands alone at a page's end or beginning, and lines are on one grid."""
        crossings, bodies = 0, []
        for seed in range(3):
            pages = self.pages(prose(seed, 70, (20, 33, 45, 57, 69, 81)))
            size, rows = body_size(pages), []
            for number, page in enumerate(pages, 1):
                body = [(y, row) for y, row in lines_of(page, size) if len(row) > 3 and 60 < y < 540]
                rows += [(number, letters(row)) for _, row in body]
                bodies.append([y for y, _ in body])
            self.assertEqual(self.check_ends(rows), [])
            crossings += sum(a[0] != b[0] and "پایان" not in a[1] for a, b in zip(rows, rows[1:]))
        self.assertGreater(crossings, 8)  # paragraphs that turn a page
        steps = collections.Counter(round(b - a, 1) for ys in bodies for a, b in zip(ys, ys[1:]))
        grid = steps.most_common(1)[0][0]
        full = [ys for ys in bodies[1:] if len(ys) > 20]
        self.assertGreater(len(full), 8)
        for ys in full:
            for y in ys:
                off = (y - full[0][0]) / grid
                self.assertAlmostEqual(off, round(off), delta=0.02)

    def test_JU_9_fails(self):
        self.assertEqual(len(self.check_ends([(1, "آغاز الف"), (2, "ب پایان"), (3, "پایان")])), 3)

    def test_PD_2(self):
        """Each character of the text is that of just one code, and marks of direction are codes without ink."""
        text = prose(7, 12, (20, 40)) + "\n\nنوشتهٔ Ada Lovelace (۱۸۴۳) دربارهٔ C++ و ۱۲٫۵٪ آغاز شد."
        pages = self.pages(text)
        size = body_size(pages)
        glyphs = [g for page in pages for y, row in lines_of(page) for g in row if 60 < y < 540]
        trace = subprocess.run(["mutool", "trace", self.pdf], capture_output=True).stdout.decode()
        found = collections.Counter()
        for page in trace.split("<page ")[1:]:
            for trm, span in re.findall(r'trm="([\d.]+)[^"]*">(.*?)</span>', page, re.S):
                for unicode, y in re.findall(r'<g unicode="([^"]*)"[^>]* y="([\d.]+)"', span):
                    if 60 < float(y) < 540 and float(trm) <= size * 1.01:
                        found.update(unicode.replace("&quot;", '"'))
        wanted = collections.Counter(unicodedata.normalize("NFC", re.sub(r"\s", "", text)))
        for character in set(wanted) - set("\u200c"):  # joiners stand in the text of their letters
            self.assertGreaterEqual(found[character], wanted[character], f"U+{ord(character):04X}")
        known = set(text + TITLE + SUMMARY + MARKS_OF_DIRECTION + "۰۱۲۳۴۵۶۷۸۹") | {"&#x200c;"}
        self.assertEqual({c for text in found for c in text} - known, set())
        marks = [g for g in glyphs if g.text and g.text in MARKS_OF_DIRECTION]
        self.assertGreater(len(marks), 3)
        self.assertEqual([g for g in marks if g.box], [])

    def test_SH_7(self):
        """Marks are drawn on their letters, and alike whichever of two was typed first."""
        words = ("مدر{}س", "معل{}م", "محم{}د", "بن{}ا")
        first = " ".join(word.format("\u064e\u0651") for word in words)
        other = " ".join(word.format("\u0651\u064e") for word in words)
        pages = self.pages(f"{first}\n\n{other}\n\n{first}")
        size = body_size(pages)
        rows = [row for _, row in lines_of(pages[0], size) if any(g.text in "\u064e\u0651" for g in row if g.text)]
        self.assertEqual(len(rows), 3)
        drawings = []
        for row in rows:
            right, base = max(g.box[2] for g in row if g.box), row[0].y
            drawings.append(sorted(tuple(round(v, 1) + 0.0 for v in (g.box[0] - right, g.box[1] - base, g.box[2] - right, g.box[3] - base))
                                   for g in row if g.box))
        indent = lambda boxes: [tuple(round(v, 0) for v in box) for box in boxes]  # noqa: E731
        self.assertEqual(indent(drawings[0]), indent(drawings[1]))
        self.check_marks(rows)

    def check_marks(self, rows):
        seen = 0
        for row in rows:
            bases = [g.box for g in row if g.box and unicodedata.category((g.text or "x")[0]) != "Mn"]
            for mark in (g for g in row if g.box and g.text and unicodedata.category(g.text[0]) == "Mn"):
                middle, seen = (mark.box[0] + mark.box[2]) / 2, seen + 1
                under = [b for b in bases if b[0] - 1 < middle < b[2] + 1]
                self.assertTrue(under, mark)
                gap = min(b[1] for b in under) - mark.box[3]  # y grows downwards
                self.assertLess(gap, 0.5 * mark.size)
        return seen

    def test_SH_11_drawn(self):
        """No stroke, no transparency, and no pixel darker than the ink, also where letters and kashidas overlap."""
        pages = self.pages(prose(11, 20, (40, 60)), "kashida: full\n")
        content = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"], capture_output=True).stdout.decode("latin-1")
        self.assertIsNone(re.search(r"/ca 0|/CA 0|/SMask|\b[1-7] Tr\b", content))
        fonts = ink.fonts(self.pdf)
        self.assertGreater(sum(fonts[g.font].kashida(g.gid) > 0 for page in pages for g in page if g.font in fonts), 5)
        trace = subprocess.run(["mutool", "trace", self.pdf, "1"], capture_output=True).stdout.decode()
        greys = [(color, [float(y) for y in re.findall(r' y="([\d.]+)"', span)])
                 for color, span in re.findall(r'<fill_text [^>]*color="([^"]*)"[^>]*>(.*?)</fill_text>', trace, re.S)]
        light = {round(y, 1): [float(v) for v in color.split()] for color, ys in greys for y in ys if any(float(v) > 0.2 for v in color.split())}
        self.assertGreaterEqual(len(light), 1)  # the summary is grey
        dark = {round(y, 1) for color, ys in greys for y in ys if all(float(v) <= 0.2 for v in color.split())}
        for y, color in light.items():
            if any(abs(y - other) < 14 for other in dark):
                continue
            out = subprocess.run(["pdftoppm", "-r", "600", "-f", "1", "-l", "1", "-x", "0", "-y", str(int((y - 12) / 72 * 600)), "-W", "3496",
                                  "-H", str(int(16 / 72 * 600)), self.pdf], capture_output=True).stdout
            head = re.match(rb"P6\s+\d+\s+\d+\s+255\s", out)
            data = out[head.end():]
            darkest = [min(data[channel::3]) for channel in range(3)]
            for value, wanted in zip(darkest, color * (3 if len(color) == 1 else 1)):
                self.assertGreaterEqual(value, 255 * wanted - 2)
            self.assertLess(min(darkest), 250)

    def test_SH_12(self):
        """A text in Nastaliq: lines neither meet nor leave the page, no letter is stretched, no join broken by a kashida."""
        families = (ROOT / "fonts/families.yaml").read_text().replace("body: [naskh,", "body: [nastaliq,")
        pages = self.pages(prose(3, 10, (40, 60, 80)), "kashida: full\n", families=families)
        size, met, seen = body_size(pages), [], 0
        fonts = ink.fonts(self.pdf)
        for number, page in enumerate(pages, 1):
            body = [g for g in page if "Nastaliq" in g.font and abs(g.size - size) < 0.3]
            seen += len(body)
            met += [(number, a.text, b.text) for kind, a, b in lines.collisions(body) if kind == "in two lines"]
            for glyph in body:
                self.assertAlmostEqual(abs(glyph.scale), 1, delta=1e-3)
                self.assertEqual(fonts[glyph.font].kashida(glyph.gid), 0)
                if glyph.box:
                    self.assertTrue(0 < glyph.box[0] and glyph.box[2] < 419.6 and 0 < glyph.box[1] and glyph.box[3] < 595.3)
        self.assertGreater(seen, 1000)
        self.assertEqual(met, [])
        self.check_nastaliq_headings()

    def check_nastaliq_headings(self):
        """Headings alone in Nastaliq: a falling title does not meet the line above it."""
        families = (ROOT / "fonts/families.yaml").read_text().replace("heading: [naskh-heading,", "heading: [nastaliq,")
        for title in ("پنج کاشی و یک گره", "گنجینه", "هفت چیز روی یک سفره که همه می‌شناسند و هیچ‌کس ننوشته است"):
            page = self.pages(prose(3, 2, (40,)), families=families, title=title, tag="کار دست")[0]
            high = [g for g in page if "Nastaliq" in g.font and g.box]
            self.assertGreater(len({round(g.size, 1) for g in high}), 1)  # the tag and the title
            self.assertEqual([(a.text, b.text) for kind, a, b in lines.collisions(high) if kind == "in two lines"], [])

    def test_SH_14(self):
        """Letters that are joined are one drawing; only a kashida, a mark or a ligature of its own parts them."""
        parted, whole = [], 0
        for kashida in ("off", "light"):
            pages = self.pages(prose(14, 12, (40, 60)), f"kashida: {kashida}\n")
            fonts = ink.fonts(self.pdf)
            for glyphs in drawings(self.pdf):
                for left, right in zip(glyphs, glyphs[1:]):
                    whole += len(left.text) > 1
                    stretched = [g for g in (left, right) if g.font in fonts and fonts[g.font].kashida(g.gid) > 0]
                    near = left.y == right.y and 0 < right.x - left.x < 60  # else the two ends of a running head
                    if near and not stretched and do_join(right.text[:1], left.text[-1:]):
                        parted.append((kashida, right.text, left.text))
            self.assertGreater(len(pages), 1)
        self.assertGreater(whole, 1000)
        self.assertEqual(parted, [])


if __name__ == "__main__":
    unittest.main()
