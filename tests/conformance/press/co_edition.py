#!/usr/bin/env python3
"""co_edition.py CASE: two editions that differ on the black plate alone. Needs ghostscript and imagemagick."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

BEYT = os.environ["BEYT"]
DPI = 50
WORDS = {"en": "Some words that fill a line or two of the page and then a little more. " * 4,
         "fa": "چند واژه که یکی دو سطر از صفحه را پر می‌کند و اندکی بیشتر. " * 3}
SVG = ('<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="200"><rect width="{}" height="200" fill="{}"/>'
       '<circle cx="90" cy="90" r="50" fill="#000"/></svg>')


class CoEdition(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        for name in ("en", "fa", "images", "digests"):
            (self.folder / name).mkdir()
        (self.folder / "publication.yaml").write_text("title: {en: Leaf, fa: برگ}\nlanguages: [en, fa]\n")
        (self.folder / "images/wide.svg").write_text(SVG.format(400, 400, "#c40"))
        (self.folder / "images/narrow.svg").write_text(SVG.format(120, 120, "#08a"))
        (self.folder / "images/narrow-fa.svg").write_text(SVG.format(120, 120, "#0a4"))
        subprocess.run(["convert", "-size", "300x200", "gradient:red-blue", str(self.folder / "images/photo.jpg")], check=True)
        self.digest()

    def tearDown(self):
        self.temporary.cleanup()

    def digest(self, keys=""):
        (self.folder / "digests/d.yaml").write_text(
            f"title: {{en: Issue, fa: شماره}}\ntemplate: booklet\n{keys}press: {{co-edition: true, spot: {{accent: GOLD}}}}\n")

    def post(self, lang, name, body, day=1):
        (self.folder / lang / f"{name}.md").write_text(
            f"---\nid: {name}\nlang: {lang}\n{'translates: en' + chr(10) if lang == 'fa' else ''}title: {name}\n"
            f"date: 2026-01-0{day}\ntags: [leaf]\nstate: published\n---\n\n{body}\n")

    def pair(self, name, images, day=1):
        for lang in ("en", "fa"):
            body = "\n\n".join(f"{WORDS[lang]}[^{n}]\n\n![What is seen](../images/{image[lang]} \"{WORDS[lang][:40]}\")"
                               for n, image in enumerate(images))
            notes = "\n".join(f"[^{n}]: {WORDS[lang][:60]}" for n in range(len(images)))
            self.post(lang, name, f"{body}\n\n{WORDS[lang]}\n\n{notes}", day)

    def make(self, lang):
        pdf = self.folder / f"{lang}.pdf"
        run = subprocess.run([BEYT, "digest", "--for", "press", "--lang", lang, "-C", str(self.folder), "d", "-o", str(pdf)],
                             capture_output=True, text=True, check=False)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        subprocess.run([BEYT, "preflight", "--profile", "x4", str(pdf)], capture_output=True, check=True)
        return pdf, run.stderr

    def plates(self, pdf):
        """The four plates of each page."""
        out = self.folder / "plate-%d"
        subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{DPI}", f"-sOutputFile={out}.tif",
                        str(pdf)], check=True, capture_output=True)
        pages = []
        for page in range(1, 1 + len(list(self.folder.glob("plate-*(Black).tif")))):
            pages.append([re.sub(rb"\d{4}(:\d\d){2} \d\d(:\d\d){2}", b"", (self.folder / f"plate-{page}({name}).tif").read_bytes())
                          for name in ("Cyan", "Magenta", "Yellow", "Black")])
        self.names = {re.search(r"\((.*)\)", path.name)[1] for path in self.folder.glob("plate-*(*).tif")}
        for path in self.folder.glob("plate-*"):
            path.unlink()
        return pages

    def test_only_black_differs(self):
        same = [{"en": name, "fa": name} for name in ("wide.svg", "photo.jpg", "narrow.svg")]
        self.pair("leaf", same)
        self.pair("root", same[::-1], 2)
        editions = {}
        for lang in ("en", "fa"):
            pdf, messages = self.make(lang)
            self.assertNotIn("co-edition", messages)
            editions[lang] = self.plates(pdf)
            self.assertEqual(self.names, {"Cyan", "Magenta", "Yellow", "Black"})
        self.assertEqual(len(editions["en"]), len(editions["fa"]))
        empty = min(map(len, editions["en"][0][:3]))
        for number, (english, farsi) in enumerate(zip(editions["en"], editions["fa"]), 1):
            self.assertEqual(english[:3], farsi[:3], f"page {number}")
            self.assertNotEqual(english[3], farsi[3], f"page {number}")
        # The colours are there: a page with a picture has more on its plates than the masthead's.
        self.assertTrue(any(len(plate) > empty + 200 for page in editions["en"] for plate in page[:3]))

    def test_a_picture_of_one_language_is_black(self):
        self.pair("leaf", [{"en": "narrow.svg", "fa": "narrow-fa.svg"}])
        plates = {}
        for lang, name in (("en", "narrow.svg"), ("fa", "narrow-fa.svg")):
            pdf, messages = self.make(lang)
            self.assertRegex(messages, rf"{lang}/leaf\.md:\d+:1: warning: page \d: the image '{name}' .*\[co-edition-image\]")
            self.assertIn("hint:", messages)
            plates[lang] = self.plates(pdf)
        for english, farsi in zip(plates["en"], plates["fa"]):
            self.assertEqual(english[:3], farsi[:3])

    def test_a_post_of_one_language_is_left_out(self):
        self.pair("leaf", [{"en": "wide.svg", "fa": "wide.svg"}])
        self.post("en", "alone", WORDS["en"], 2)
        pages = {}
        for lang in ("en", "fa"):
            pdf, messages = self.make(lang)
            self.assertRegex(messages, r"en/alone\.md:2:\d+: error: 'alone' is in one language only.*\[co-edition-post\]")
            pages[lang] = len(self.plates(pdf))
        self.assertEqual(pages["en"], pages["fa"])


if __name__ == "__main__":
    unittest.main()
