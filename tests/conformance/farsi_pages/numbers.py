"""numbers.py BUILT CHROMIUM [Rows.test_ROW]: the built pages of numbered/: how a reader sees the numbers of sections.

Every number is read as it is drawn, digit by digit: from the right in Farsi, from the left in English.
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

BUILT, CHROMIUM = pathlib.Path(sys.argv.pop(1)), sys.argv.pop(1)
DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹", "en": "0123456789"}
SCRIPT = """<script>
const seen = [];
for (const number of document.querySelectorAll(".post bdi")) {
  const node = number.firstChild, letters = [];
  if (node.nodeType !== 3 || !/^[0-9۰-۹.\\u200f]+$/.test(node.data)) continue;
  for (let i = 0; i < node.length; i++) {
    const range = document.createRange();
    range.setStart(node, i); range.setEnd(node, i + 1);
    if (node.data[i] !== "\\u200f") letters.push([range.getBoundingClientRect().left, node.data[i]]);
  }
  letters.sort((a, b) => a[0] - b[0]);
  seen.push((number.className || "link") + " " + letters.map(letter => letter[1]).join(""));
}
document.title = JSON.stringify(seen);
</script></body>"""


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def pdf(lang):
    return str(BUILT / "digests" / f"book.{lang}.pdf")


def drawn_lines(lang, page):
    """The lines of a page as they are drawn, read from the side where the language begins."""
    lines = {}
    text = run("mutool", "draw", "-q", "-F", "stext", pdf(lang), str(page))
    for left, right, y, letter in re.findall(
            r'<char quad="([-\d.]+) [-\d.]+ ([-\d.]+) [^>]*? y="([-\d.]+)"[^>]*? c="([^"]*)"', text):
        lines.setdefault(round(float(y)), []).append((float(left) + float(right), html.unescape(letter)))
    for y in sorted(lines):
        letters = "".join(letter for _, letter in sorted(lines[y], reverse=lang == "fa"))
        yield re.sub(r"[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", letters)


def numbers_of(lang, text):
    """Numbers with a dot in it, in order, with digits of 0 to 9."""
    digits = DIGITS[lang]
    found = re.findall(f"[{digits}]+(?:\\.[{digits}]+)+", text)
    return [number.translate(str.maketrans(digits, "0123456789")) for number in found]


def page_numbers(lang, post):
    """(class, number as drawn) of each number of a page of the site, in a browser."""
    source = BUILT / lang / "posts" / post / "index.html"
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        markup = source.read_text().replace("script-src 'none'", "script-src 'unsafe-inline'")
        page.write_text(markup.replace("</body>", SCRIPT))
        shown = subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--dump-dom",
             f"file://{page}"], capture_output=True, text=True, timeout=120, check=True).stdout
    title = html.unescape(re.search(r"<title>(.*?)</title>", shown, re.S)[1])
    for entry in re.findall(r'"((?:number|link) [^"]*)"', title):
        kind, number = entry.split(" ")
        number = number[::-1] if lang == "fa" else number
        yield kind, number.translate(str.maketrans(DIGITS[lang], "0123456789"))


class Rows(unittest.TestCase):
    def test_NU_9(self):
        for lang in ("fa", "en"):
            first, second, third = (list(drawn_lines(lang, page)) for page in (1, 2, 3))
            everything = [number for line in first + second + third for number in numbers_of(lang, line)]
            contents = ["1.1", "1.2", "1.2.1", "1.2.2", "2.1", "2.1.1", "2.2"]
            self.assertEqual(everything[:7], contents, lang)
            # Then the article's heading, its references, and so on down the pages.
            self.assertEqual(everything[7:], ["1.1", "1.2", "1.2.2", "1.2", "1.2.1", "1.2.2", "1.2.1", "2.1", "2.1.1",
                                              "2.1.1.1", "2.1.1.1", "2.1.1", "2.2", "2.1"], lang)
            # The article's own number: its title, and the running head of the next page.
            two = DIGITS[lang][2]
            self.assertTrue(any(re.match(f"{two}[^\\d.]{{5}}", line) for line in second), second)
            self.assertRegex(third[0], f"{two}[^\\d.]{{5}}")

    def test_NU_9_links(self):
        """References lead to the heading, and bookmarks carry its number."""
        code = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf("fa"), "-"],
                              capture_output=True).stdout.decode("latin-1")
        for name in ("post-first-b-place", "post-first-b-rest"):
            self.assertGreaterEqual(code.count(f"({name})"), 2, name)
        titles = [bytes.fromhex(title).decode("utf-16-be") for title in re.findall(r"/Title <feff([0-9a-f]+)>", code)]
        self.assertIn("۱.\u200f۲ جای خانه", titles)

    def test_NU_9_site(self):
        for lang in ("fa", "en"):
            self.assertEqual(list(page_numbers(lang, "first")), [
                ("number", "1"), ("link", "2"), ("link", "2.2"), ("number", "2"), ("number", "2.1"), ("number", "2.2"),
                ("link", "2.1")], lang)

    def test_NU_9_unnumbered(self):
        """Deeper levels have no number: a reference to them gives their title."""
        self.assertIn(">ریزترین</a>", (BUILT / "fa/posts/second/index.html").read_text())
        self.assertIn(">Smallest</a>", (BUILT / "en/posts/second/index.html").read_text())


if __name__ == "__main__":
    unittest.main()
