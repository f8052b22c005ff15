"""pages.py BUILT [Rows.test_ROW]: the built pages of publication/, HTML and PDF, row by row.

Places are those that pdftotext -bbox gives, in pt from the page's top left corner.
"""
import html.parser
import pathlib
import re
import subprocess
import sys
import unicodedata
import unittest
from urllib.parse import unquote

BUILT = pathlib.Path(sys.argv.pop(1))
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PRESENTATION = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc]")
RTL_MARK = "\u200f"


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def read(name):
    return (BUILT / name).read_text()


def post():
    return read("fa/posts/rows/index.html")


def style():
    return re.sub(r"/\*.*?\*/", "", read("assets/style.css"), flags=re.S)


def pdf(name="one"):
    return str(BUILT / "digests" / f"{name}.fa.pdf")


def catalogue():
    return run("mutool", "show", pdf(), "trailer/Root")


def words(page, name="one"):
    """(text, left, right, bottom) of each word of a page; poppler gives the letters from left to right."""
    found = run("pdftotext", "-f", str(page), "-l", str(page), "-bbox", pdf(name), "-")
    return [(CONTROLS.sub("", text), float(left), float(right), float(bottom)) for left, right, bottom, text in
            re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', found)]


def place(text, page, name="one"):
    for word in words(page, name):
        if text in word[0] or text in word[0][::-1]:
            return word[1:]
    raise AssertionError(f"«{text}» is not on page {page} of {name}")


def line_of(text, page, name="one"):
    """The words of the line that holds `text`, from left to right."""
    bottom = place(text, page, name)[2]
    return sorted((word for word in words(page, name) if abs(word[3] - bottom) < 2), key=lambda word: word[1])


def text_pages():
    return [path.relative_to(BUILT).as_posix() for pattern in ("*.html", "*.xml", "*.css") for path in BUILT.rglob(pattern)]


class Tongues(html.parser.HTMLParser):
    """The text of a page's body by the language it is said to be in; code is in none."""
    EMPTY = ("meta", "link", "br", "img", "hr")

    def __init__(self):
        super().__init__()
        self.open, self.texts = [], {"en": "", "fa": "", "": ""}

    def handle_starttag(self, tag, attributes):
        if tag not in self.EMPTY:
            unspoken = tag in ("head", "code", "pre") or dict(attributes) == {"dir": "ltr"}
            self.open.append("" if unspoken else dict(attributes).get("lang", self.open[-1] if self.open else ""))

    def handle_endtag(self, tag):
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_data(self, data):
        self.texts[self.open[-1] if self.open else ""] += data


class Rows(unittest.TestCase):
    right = 368.5  # of the text of a left-hand page of one.fa.pdf
    left = 51.0

    def test_BD_1(self):
        for name in text_pages():
            if name.startswith("fa/") and name.endswith(".html"):
                self.assertIn('<html lang="fa" dir="rtl">', read(name), name)
        self.assertIn("/Lang (fa)", catalogue())
        self.assertIn("/Direction /R2L", catalogue())

    def test_BD_2(self):
        self.assertIn('<p><bdi lang="en" dir="ltr">Linux</bdi> یک هسته است', post())
        self.assertIn('<h1><bdi lang="en" dir="ltr">Linux</bdi> و', post())
        bottom = place("می‌شناسد", 2)[2]
        line = [word for word in words(2) if word[3] == bottom]
        self.assertEqual(max(line, key=lambda word: word[1])[0], "Linux")

    def test_BD_3(self):
        self.assertIn('<p lang="en" dir="ltr">An all-Latin paragraph', post())
        self.assertAlmostEqual(place("An", 2)[0], self.left, delta=1)

    def test_BD_12(self):
        self.assertIn('<pre dir="ltr" translate="no"', post())
        self.assertIn('<code dir="ltr" translate="no">int x;</code>', post())
        code = [word for word in words(2) if word[3] == place("return", 2)[2]]
        self.assertEqual([word[0] for word in sorted(code, key=lambda word: word[1])],
                         ["if", "(a", "&lt;", "b)", "{", "return", "1;", "}"])
        self.assertLess(min(word[1] for word in code), self.left + 20)

    def test_BD_17(self):
        for name in text_pages():
            self.assertIsNone(re.search("[\u202a-\u202e]", read(name)), name)
        text = run("mutool", "draw", "-q", "-F", "txt", pdf())  # poppler adds such controls of its own
        self.assertIn("abc", text)
        self.assertIsNone(re.search("[\u202a-\u202e]", text))

    def test_BD_18(self):
        self.assertIn('<span lang="en" dir="ltr">Hello <span lang="fa" dir="rtl">سلام <span lang="en" dir="ltr">deep'
                      '</span> دنیا</span> world</span>', post())
        order = [place(word, 2)[0] for word in ("رفت", "Hello", "دنیا", "deep", "سلام", "world", "گفت")]
        self.assertEqual(order, sorted(order))

    def test_NU_5(self):
        """Days are Jalali, in words on the page and on paper, and Gregorian for machines."""
        self.assertIn('<time datetime="2026-03-21">شنبه ۱ فروردین ۱۴۰۵</time>', post())
        line = line_of("دی", 1, "three")  # of the byline
        self.assertEqual([word[0] for word in line[:3]], ["۱۴۰۴", "ید", "۱۵"])

    def test_NU_17(self):
        """Two authors are joined by «و», without a comma."""
        self.assertIn("نیلوفر آرام و بهرام کیا", re.sub(r"<[^>]+>", "", read("fa/posts/composed/index.html")))
        line = "".join(word[0] for word in line_of("بهرام", 1, "three"))
        self.assertNotIn("،", line)

    def test_PG_2(self):
        """The counters of lists, at the right of their items and to the left of nothing."""
        for page, item, mark in ((1, "گیلاس", "الف."), (1, "هلو", "ب."), (1, "زردآلو", "پ."), (1, "لاله", "ا."),
                                 (1, "نرگس", "ب."), (1, "سوسن", "ج."), (2, "یاس", "د."), (2, "بنفشه", "ه‍.")):
            line = line_of(item, page, "three")
            self.assertEqual(len(line), 2, line)
            self.assertEqual(line[1][0], mark[::-1], item)
            self.assertGreater(line[1][1], line[0][2])
        composed = read("fa/posts/composed/index.html")
        self.assertIn('<ol class="count-alphabetic">', composed)
        self.assertIn('<ol class="count-abjad">', composed)
        self.assertIn('symbols: "الف" "ب" "پ"', style())

    def test_PG_5(self):
        """Bound at the right: page 1 is a left-hand page, so its folio stands at the left, page 2's at the right."""
        for page, edge in ((1, self.left), (2, self.right), (3, self.left)):
            folio = max(words(page), key=lambda word: word[3])
            self.assertAlmostEqual(folio[1] if edge == self.left else folio[2], edge, delta=1)
        self.assertIn("/PageLayout /TwoPageLeft", catalogue())
        self.assertIn("/Direction /R2L", catalogue())

    def test_PG_7(self):
        """The first column is the right one, its header too; text stands at the right."""
        head, cell = place("ستون‌یکم", 3), place("راست", 3)
        self.assertGreater(head[0], place("ستون‌دوم", 3)[1])
        self.assertGreater(cell[0], place("چپ", 3)[1])
        self.assertAlmostEqual(head[1], cell[1], delta=1)
        table = re.search(r"<table.*?</table>", post(), re.S)[0]
        self.assertNotIn("dir=", table)
        self.assertLess(table.index("ستون‌یکم"), table.index("ستون‌دوم"))

    def test_PG_12(self):
        """Emphasis is upright in Farsi, whatever a browser would do."""
        self.assertRegex(style(), r'\[lang\|="fa"\][^{}]*\{[^}]*--emphasis: normal;\s*--emphasis-weight: 700')
        self.assertRegex(style(), r"em, i, cite, dfn \{\s*font-style: var\(--emphasis\)")
        self.assertIn("font-synthesis: none", style())

    def test_PG_13(self):
        self.assertRegex(style(), r"text-decoration-skip-ink: none")
        offsets = [float(offset) for offset in re.findall(r"--underline: ([\d.]+)em", style())]
        self.assertGreaterEqual(max(offsets), 0.4)  # of Farsi: below the dots of چ and ی
        self.assertIn("text-underline-offset: var(--underline)", style())

    def test_HT_5(self):
        for _, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", style()):
            self.assertIsNone(re.search(r"letter-spacing: *[^n0;]|text-transform: *[^n;]|oblique|break-all", rule), rule)
            self.assertIsNone(re.search(r"(?:^|[\s;-])(?:margin|padding|border)-(?:left|right)\b|(?:^|[\s;])(?:left|right) *:|"
                                        r"text-align: *(?:left|right)|float: *(?:left|right)", rule), rule)

    def test_JU_6(self):
        """Both hemistichs of a couplet fill columns of one width; title above, poet below at the end side."""
        couplets = [line_of(word, 2, "three") for word in ("باران", "رودخانه")]
        for line in couplets:
            second = [word for word in line if word[1] < 210]
            first = line[len(second):]
            self.assertAlmostEqual(second[0][1], self.left, delta=0.5)
            self.assertAlmostEqual(first[-1][2], self.right, delta=0.5)
            self.assertAlmostEqual(second[-1][2] - second[0][1], first[-1][2] - first[0][1], delta=0.5)
        title, poet = place("سرود", 2, "three"), place("ناشناس", 2, "three")
        middle = (self.left + self.right) / 2
        line = line_of("سرود", 2, "three")
        self.assertAlmostEqual((line[0][1] + line[-1][2]) / 2, middle, delta=1)
        self.assertLess(title[2], couplets[0][0][3])
        self.assertGreater(poet[2], couplets[1][0][3])
        self.assertAlmostEqual(poet[0], self.left, delta=1)
        composed = read("fa/posts/composed/index.html")
        self.assertEqual(composed.count('class="hemistich"'), 6)
        self.assertRegex(composed, r'class="couplet[^"]*refrain')

    def test_figure_and_head(self):
        """Caption, byline and source line begin at the right, the caption below its picture."""
        for word in ("زیرنویس:", "نوشتهٔ", "روزنامهٔ", "آزمون"):
            self.assertAlmostEqual(place(word, 1, "three")[1], self.right, delta=1)
        self.assertLess(place("بند", 1, "three")[2] + 100, place("زیرنویس:", 1, "three")[2])

    def test_colophon(self):
        """Each post with its id and the fingerprint of its file."""
        import hashlib
        source = pathlib.Path(__file__).parent / "publication/fa/composed.md"
        fingerprint = hashlib.sha256(source.read_bytes()).hexdigest()[:12]
        text = run("pdftotext", pdf("three"), "-")
        self.assertIn("fa/composed", text)
        self.assertIn(fingerprint, text)

    def test_SH_11(self):
        """No stroke and no transparency, whose seams would show where letters join."""
        for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", style()):
            if "img" not in selector:
                self.assertIsNone(re.search(r"text-stroke|[^-]opacity|rgba\(|hsla\(|/ *0?\.\d+\)", rule), selector)
        content = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf(), "-"],
                                 capture_output=True).stdout.decode("latin-1")
        self.assertIsNone(re.search(r"/ca 0|/CA 0|/SMask", content))
        self.assertIsNone(re.search(r"\b[1-7] Tr\b", content))

    def test_SH_13(self):
        for name in text_pages():
            self.assertIsNone(PRESENTATION.search(read(name)), name)
        self.assertIsNone(PRESENTATION.search(run("pdftotext", pdf(), "-")))
        self.assertIsNone(PRESENTATION.search(run("mutool", "draw", "-q", "-F", "txt", pdf())))

    def test_NU_1(self):
        for mark in ("fnref-1", "fnref-2"):
            self.assertRegex(post(), f'id="{mark}"><a [^>]*>[۱۲]</a>')
        for page, number in enumerate("۱۲۳۴", 1):
            folio = max(words(page), key=lambda word: word[3])
            self.assertEqual(folio[0], number)
        for name in text_pages():
            self.assertIsNone(re.search("[٠-٩]", read(name)), name)

    def test_PG_1(self):
        mark, item, inner = place("۲.", 3), place("دوم", 3), place("درونی", 2)
        self.assertGreater(mark[0], item[1])
        self.assertLess(inner[1], item[1])
        self.assertIn("padding-inline-start", re.search(r"\.prose :is\(ul, ol\) \{(.*?)\}", style(), re.S)[1])

    def test_PG_3(self):
        self.assertIn('<p lang="en" dir="ltr">All in English.', post())
        self.assertGreater(place("یادداشت", 2)[1], self.right - 20)
        english = [word for word in words(2) if word[0] == "All"]
        self.assertLess(english[0][1], self.left + 20)
        self.assertRegex(style(), r"\.prose \.notes::before \{[^}]*inline-size: 6em")

    def test_PG_4(self):
        labels = re.search(r"/PageLabels (\d+) 0 R", catalogue())[1]
        found = re.findall(r"/P <FEFF([0-9A-F]+)>", run("mutool", "show", pdf(), labels))
        self.assertEqual([bytes.fromhex(label).decode("utf-16-be") for label in found[:3]], ["۱", "۲", "۳"])

    def test_PG_4_front_matter(self):
        """Masthead and contents are numbered in letters, the articles from 1, in folios, labels and contents alike."""
        root = run("mutool", "show", pdf("four"), "trailer/Root")
        labels = re.findall(r"/P <FEFF([0-9A-F]+)>",
                            run("mutool", "show", pdf("four"), re.search(r"/PageLabels (\d+) 0 R", root)[1]))
        self.assertEqual([bytes.fromhex(label).decode("utf-16-be") for label in labels[:5]], ["الف", "ب", "۱", "۲", "۳"])
        for page, folio in ((1, "فلا"), (3, "۱"), (4, "۲")):
            self.assertEqual(max(words(page, "four"), key=lambda word: word[3])[0], folio)
        # Page 1 of the articles is a left-hand page too.
        self.assertAlmostEqual(max(words(3, "four"), key=lambda word: word[3])[1], self.left, delta=1)
        self.assertEqual(line_of("Linux", 1, "four")[0][0], "۱" if line_of("Linux", 3, "four") else "")

    def test_NU_13(self):
        """Terms under letters, with the pages on which they are marked: a range has its small end at the right."""
        last = int(re.search(r"Pages: +(\d+)", run("pdfinfo", pdf("four")))[1])
        lines = {}
        for word in words(last, "four"):
            lines.setdefault((round(word[3]), word[1] > 209), []).append(word)
        read = [" ".join(" ".join(word[0] for word in sorted(line, key=lambda word: word[1])).split()) for line in lines.values()]
        for entry in ("آ", "بآ", "۶ ،رابنا\u200cبآ", "ج", "۶ ، ۳ ،ناج", "ک", "۶ ،زیراک", "۵–۳ ،هناخباتک", "A –Z", "۶ ،Unicode"):
            self.assertIn(entry, read)
        # Two spellings of one word are one entry, and its bookmark and the structure tree have the index, too.
        self.assertEqual(len([line for line in read if "زيراك" in line or "زیراک" in line]), 1)
        source = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf("four"), "-"],
                                capture_output=True).stdout.decode("latin-1")
        self.assertEqual(source.count("/S /Index\n"), 1)
        self.assertRegex(source, r"/Dest \(index-fa\)")
        # Each number is a link, a range one link.
        page = run("mutool", "show", pdf("four"), f"pages/{last}")
        links = [run("mutool", "show", pdf("four"), number) for number in re.findall(r"(\d+) 0 R", re.search(r"/Annots \[([^\]]*)", page)[1])]
        self.assertEqual(len([link for link in links if "post-long-i-" in link]), 6)

    def test_NU_13_site(self):
        """The site has the same letters and terms, each leading to its places; none where nothing is marked."""
        page = read("fa/index/index.html")
        self.assertEqual([letter for letter in re.findall(r'<h2 id="letter-\d+">(.*?)</h2>', page)],
                         ["آ", "ج", "ک", '<bdi lang="en" dir="ltr">A–Z</bdi>'])
        terms = [re.sub("<.*?>", "", term) for term in re.findall(r'<span class="term">(.*?)</span>', page)]
        self.assertEqual(terms, ["آب", "آب‌انبار", "جان", "کاریز", "کتابخانه", "Unicode"])
        own = set(re.findall(r' id="(ix-\d+)"', read("fa/posts/long/index.html")))
        led = re.findall(r'href="\.\./posts/long/index\.html#(ix-\d+)"', page)
        self.assertEqual(sorted(led), sorted(own))
        self.assertFalse((BUILT / "en/index/index.html").exists())

    def test_PG_6(self):
        places = [(int(re.sub(r"\D", "", word[0])), word[1]) for word in words(1, "two")
                  if re.fullmatch("\\d+ناشن|نشان\\d+", word[0])]
        right = [number for number, left in places if left > 595 / 2]
        other = [number for number, left in places if left < 595 / 2]
        self.assertEqual(min(right), 11)
        self.assertGreater(min(other), max(right))

    def test_PG_8(self):
        line = line_of("Linux", 1)
        self.assertEqual(line[0][0], "۲")
        self.assertAlmostEqual(line[0][1], self.left, delta=1)
        self.assertAlmostEqual(line[-1][2], self.right, delta=1)

    def test_PG_9(self):
        self.assertAlmostEqual(place("سرفصل", 2)[1], self.right, delta=1)
        # Section and article stand at the outer side: left on a left-hand page, right on a right-hand one.
        for page, outer in ((2, max), (3, min)):
            head = min(word[3] for word in words(page))
            line = [word for word in words(page) if word[3] - head < 2]
            outermost = outer(line, key=lambda word: word[1])[0]
            self.assertIn("|" if page == 2 else "۱۴۰۵", outermost)  # the section begins the line, the title ends it
            self.assertTrue(any("Linux" == word[0] for word in line))
        self.assertGreater(place("Linux", 2)[0], 210)
        self.assertLess(place("Linux", 3)[0], 210)

    def test_PG_10(self):
        quote = place("نقل‌قول", 2)
        self.assertTrue(self.right - 30 < quote[1] < self.right - 5)
        self.assertRegex(style(), r"\.prose blockquote \{[^}]*border-inline-start")

    def test_PG_11(self):
        self.assertIsNone(re.search("first-letter|initial-letter", style()))

    def test_PG_14(self):
        self.assertRegex(style(), r'\.back a::before \{\s*content: "← "')
        self.assertRegex(style(), r'\[dir="rtl"\] \.back a::before \{\s*content: "→ "')
        self.assertRegex(style(), r'\[dir="rtl"\] \.forward a::after \{\s*content: " ←"')

    def test_PD_1(self):
        """Words with ZWNJ and marks come out whole by two readers; conformance.pdf_text measures four."""
        poppler = CONTROLS.sub("", run("pdftotext", pdf(), "-"))
        for word in ("می‌شناسد", "کتابخانه‌های", "گرفته‌اند", "خانهٔ"):
            self.assertIn(word, poppler)
        mupdf = CONTROLS.sub("", run("mutool", "draw", "-q", "-F", "txt", pdf()))
        for word in ("می‌شناسد", "کتابخانه‌های"):
            self.assertTrue(word in mupdf or word[::-1] in mupdf, word)

    def test_PD_3(self):
        """The structure tree of a whole post: each kind of block is an element that holds its own words, in its language."""
        tree = CONTROLS.sub("", run("pdfinfo", "-struct-text", pdf()))
        parts = re.split(r"(?m)^( *)(?=[A-Z][A-Za-z0-9]*(?: |$|:))", tree)
        elements = [(len(indent), body) for indent, body in zip(parts[1::2], parts[2::2])]

        def holds(name, word):
            for i, (depth, body) in enumerate(elements):
                if re.match(rf"{name}\b", body):
                    below = [body]
                    for inner, text in elements[i + 1:]:
                        if inner <= depth:
                            break
                        below.append(text)
                    if any(word in text or word[::-1] in text for text in below):
                        return True
            return False
        for name, word in (("H1", "سال"), ("H2", "سرفصل"), ("P", "می‌شناسد"), ("BlockQuote", "کوتاه"), ("L", "درونی"), ("LBody", "نخست"),
                           ("Lbl", "۲"), ("Table", "راست"), ("TH", "ستون‌یکم"), ("TD", "چپ"), ("Note", "یادداشت"), ("Code", "return"), ("TOCI", "بلند")):
            self.assertTrue(holds(name, word), f"{name} does not hold {word}")
        self.assertFalse(holds("H2", "درونی"))
        shown = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf(), "-"], capture_output=True).stdout.decode("latin-1")
        self.assertIn("/Marked true", shown)
        self.assertEqual((shown.count("/Lang (en)"), shown.count("/Lang (fa)")), (8, 2))  # the nested spans and what is all Latin, and the whole

    def test_HT_1(self):
        tongues = Tongues()
        tongues.feed(post())
        self.assertIn("Linux", tongues.texts["en"])
        self.assertIsNone(re.search("[A-Za-z]{3,}", tongues.texts["fa"]), tongues.texts["fa"])
        self.assertIn('<code dir="ltr" translate="no">', post())

    def test_HT_2(self):
        self.assertIn('<h2 id="سرفصل-یکم">', post())
        link = re.search(r'href="(\.\./\.\./tags/[^"]+)" rel="tag"', post())[1]
        self.assertRegex(link, r"^[\x21-\x7e]+$")
        self.assertTrue((BUILT / "fa/posts/rows" / unquote(link)).resolve().is_file())

    def test_HT_3(self):
        names = [path.relative_to(BUILT).as_posix() for path in BUILT.rglob("*")]
        self.assertTrue(any("فن" in name for name in names))
        for name in names:
            self.assertEqual(name, unicodedata.normalize("NFC", name))
            self.assertIsNone(re.search("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069]", name), name)

    def test_HT_4(self):
        self.assertIn(f"<title>{RTL_MARK}Linux", post())
        self.assertIn(f'<meta property="og:title" content="{RTL_MARK}Linux', post())
        self.assertIn(f'<meta name="description" content="{RTL_MARK}Linux', post())
        self.assertIn(f"<title>{RTL_MARK}Linux", read("fa/feed.xml"))
        self.assertIn(f"<summary>{RTL_MARK}Linux", read("fa/feed.xml"))

    def test_D2(self):
        self.assertIn('<td class="start">راست</td>', post())
        self.assertIn('<td class="end">چپ</td>', post())
        self.assertAlmostEqual(place("راست", 3)[1], place("ستون‌یکم", 3)[1], delta=1)
        self.assertAlmostEqual(place("چپ", 3)[0], place("ستون‌دوم", 3)[0], delta=1)

    def test_D3(self):
        """Both spellings stay as they were written."""
        self.assertIn("خانهٔ ما و خانه‌ی شما", post())


if __name__ == "__main__":
    unittest.main()
