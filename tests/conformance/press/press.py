#!/usr/bin/env python3
"""press.py CASE: a digest for a press, as a print shop would look at it. Needs qpdf and ghostscript."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

BEYT = os.environ["BEYT"]
FILES = {
    "publication.yaml": "title: Leaf\nlanguages: [en, fa]\n",
    "en/plain.md": "---\nid: plain\nlang: en\ntitle: Plain\ndate: 2026-01-01\nstate: published\n---\n\nWords only.\n",
    "en/drawn.md": "---\nid: drawn\nlang: en\ntitle: Drawn\ndate: 2026-01-02\nstate: published\n---\n\nWords.\n\n"
                   "![A drawing](../images/a.svg)\n",
    "images/a.svg": """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue" stop-opacity="0.3"/>
</linearGradient><radialGradient id="r"><stop offset="0" stop-color="#222"/><stop offset="1" stop-color="#ccc"/></radialGradient>
<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="green"/></pattern>
<mask id="m"><rect width="400" height="300" fill="url(#r)"/></mask></defs>
<rect x="10" y="10" width="100" height="80" fill="url(#g)"/><rect x="120" y="10" width="100" height="80" fill="url(#r)"/>
<rect x="230" y="10" width="100" height="80" fill="url(#p)"/><rect x="230" y="110" width="100" height="80" fill="orange" mask="url(#m)"/>
<g opacity="0.5"><circle cx="60" cy="150" r="40" fill="#088"/></g><rect x="150" y="220" width="60" height="60" fill="#006166"/>
<line x1="10" y1="270" x2="140" y2="270" stroke="black" stroke-width="0.1"/></svg>""",
}


class Press(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        for name, text in FILES.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)

    def tearDown(self):
        self.temporary.cleanup()

    def make(self, post, press="", environment=None, status=0):
        (self.folder / "digests").mkdir(exist_ok=True)
        (self.folder / "digests/d.yaml").write_text(
            f"template: booklet\nselect: {{ids: [{post}]}}\nparts: {{masthead: false, contents: false, colophon: false}}\n"
            f"press: {{{press}}}\n")
        pdf = self.folder / "out.pdf"
        run = subprocess.run([BEYT, "digest", "--for", "press", "--lang", "en", "-C", str(self.folder), "d", "-o", str(pdf)],
                             capture_output=True, text=True, check=False, env={**os.environ, **(environment or {})})
        if status is not None:
            self.assertEqual(run.returncode, status, run.stderr)
        self.messages = run.stderr
        return pdf

    def objects(self, pdf):
        text = subprocess.run(["qpdf", "--json=2", "--json-stream-data=none", str(pdf)], capture_output=True, check=True).stdout
        return json.loads(text)["qpdf"][1]

    def dictionaries(self, pdf):
        for value in self.objects(pdf).values():
            found = value["stream"]["dict"] if "stream" in value else value.get("value")
            if isinstance(found, dict):
                yield found

    def content(self, pdf):
        """All streams in clear, as qpdf writes them."""
        return subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(pdf), "-"], capture_output=True, check=True).stdout

    def ink(self, pdf):
        """The share of the first page that each plate covers: C, M, Y, K."""
        text = subprocess.run(["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(pdf)], capture_output=True, text=True, check=True).stdout
        return [float(number) for number in text.splitlines()[0].split()[:4]]

    def test_structure_of_x4(self):
        pdf = self.make("drawn")
        subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, check=True)
        self.assertTrue(pdf.read_bytes().startswith(b"%PDF-1.6"))
        pages = [d for d in self.dictionaries(pdf) if d.get("/Type") == "/Page"]
        for page in pages:
            media, bleed, trim = (page[key] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
            self.assertAlmostEqual(trim[0] - bleed[0], 3 * 72 / 25.4, 2)
            self.assertAlmostEqual(trim[2] - trim[0], 148 * 72 / 25.4, 2)
            self.assertTrue(media[0] < bleed[0] and bleed[3] < media[3])
            self.assertNotIn("/Annots", page)
            self.assertEqual(page["/Group"]["/CS"], "/DeviceCMYK")
        root = next(d for d in self.dictionaries(pdf) if d.get("/Type") == "/Catalog")
        self.assertNotIn("/Outlines", root)
        content = self.content(pdf)
        self.assertTrue(b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in content)
        self.assertTrue(b"/GTS_PDFX" in content)
        self.assertTrue(b"prtrCMYK" in content)  # the header of the profile

    def test_no_rgb_is_left(self):
        pdf = self.make("drawn")
        content = self.content(pdf)
        self.assertFalse(b"/DeviceRGB" in content)
        self.assertIsNone(re.search(rb"(?m)^[\d. ]+ (?:rg|RG)\b", content))
        self.assertTrue(b"/DeviceCMYK" in content)

    def test_black_text_is_on_one_plate_and_overprints(self):
        pdf = self.make("plain", "marks: false")
        cyan, magenta, yellow, black = self.ink(pdf)
        self.assertEqual((cyan, magenta, yellow), (0, 0, 0))
        self.assertGreater(black, 0)
        self.assertTrue(b"/OPM 1" in self.content(pdf))
        self.assertTrue(b"/BeyOver gs" in self.content(pdf))

    def test_marks_are_on_all_plates(self):
        bare, marked = self.ink(self.make("plain", "marks: false")), self.ink(self.make("plain"))
        for plate in range(4):
            self.assertGreater(marked[plate], bare[plate])
        self.assertIsNotNone(re.search(rb"/Separation\s+/All\b", self.content(self.folder / "out.pdf")))

    def test_a_spot_ink_has_a_plate(self):
        pdf = self.make("drawn", 'marks: false, spot: {accent: "PANTONE 3155 C"}')
        plates = self.folder / "plate%d.tif"
        subprocess.run(["gs", "-q", "-o", str(plates), "-sDEVICE=tiffsep", "-r72", str(pdf)], capture_output=True, check=True)
        names = [path.name for path in self.folder.glob("plate*.tif")]
        self.assertTrue(any("PANTONE 3155 C" in name for name in names), names)

    def test_faults_are_named_at_their_line(self):
        self.make("drawn")
        self.assertRegex(self.messages, r"en/drawn\.md:11:1: warning: page 1: a line is 0\.\d+ pt thin.*\[press-hairline\]")
        (self.folder / "bad.icc").write_text("no profile")
        self.make("plain", "intent: bad.icc", status=1)
        self.assertRegex(self.messages, r"digests/d\.yaml:4:\d+: error: the profile 'bad\.icc' can't be used.*\[press-profile\]")
        subprocess.run(["convert", "-size", "60x40", "xc:red", str(self.folder / "images/a.png")], check=True)
        (self.folder / "en/plain.md").write_text(FILES["en/plain.md"] + "\n![Small](../images/a.png)\n")
        self.make("plain", status=None)
        self.assertRegex(self.messages, r"en/plain\.md:11:1: (?:warning|error): page 1: the image 'a\.png' has")

    def bleed_colours(self, pdf):
        """The inks of the upper left corner, in the middle of the bleed, at 72 dpi."""
        raw = subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=bitcmyk", "-dGrayValues=256", "-r72",
                              "-sOutputFile=-", str(pdf)], capture_output=True, check=True).stdout
        media = next(d for d in self.dictionaries(pdf) if d.get("/Type") == "/Page")["/MediaBox"]
        width = round(media[2])
        return raw[4 * (4 * width + 4):4 * (4 * width + 4) + 4], raw

    def test_what_touches_the_edge_bleeds(self):
        (self.folder / "digests").mkdir()
        definition = ("template: {0}\nselect: {{ids: [{1}]}}\n{2}parts: {{masthead: {3}, contents: false, colophon: false}}\n"
                      "press: {{marks: false, bleed: {4}}}\n")
        square = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#c00"/></svg>'
        (self.folder / "images/a.svg").write_text(square)
        wide = "page: {margins: {inner: 0, outer: 0}}\n"

        def make(*values):
            (self.folder / "digests/d.yaml").write_text(definition.format(*values))
            pdf = self.folder / "out.pdf"
            run = subprocess.run([BEYT, "digest", "--for", "press", "--lang", "en", "-C", str(self.folder), "d", "-o", str(pdf)],
                                 capture_output=True, text=True, check=True)
            subprocess.run([BEYT, "preflight", "--profile", "x4", str(pdf)], capture_output=True, check=True)
            return pdf, run.stderr
        # The band of a bulletin is in the very corner of the sheet.
        pdf, messages = make("bulletin", "plain", "", "true", 3)
        self.assertNotIn("press-bleed", messages)
        corner, _ = self.bleed_colours(pdf)
        self.assertTrue(corner[0] > 150 and corner[2] > 60, corner)
        _, messages = make("bulletin", "plain", "", "true", 0)
        self.assertRegex(messages, r"digests/d\.yaml:4:\d+: warning: page 1: a tint touches the edge.*\[press-bleed\]")
        # A picture from edge to edge covers the bleed at both sides, and one without bleed is named at its own line.
        pdf, messages = make("booklet", "drawn", wide, "false", 3)
        self.assertNotIn("press-bleed", messages)
        _, raw = self.bleed_colours(pdf)
        media = next(d for d in self.dictionaries(pdf) if d.get("/Type") == "/Page")["/MediaBox"]
        rows = [raw[at:at + 4 * round(media[2])] for at in range(0, len(raw), 4 * round(media[2]))]
        reached = [row for row in rows if row[4 * 2 + 1] > 200 and row[-4 * 3 + 1] > 200]
        self.assertGreater(len(reached), 100)
        _, messages = make("booklet", "drawn", wide, "false", 0)
        self.assertRegex(messages, r"en/drawn\.md:11:1: warning: page 1: a\.svg touches the edge.*\[press-bleed\]")
        self.assertIn("bleed: 3", messages)

    def test_x1a_is_pdf_1_3(self):
        pdf = self.make("drawn", "standard: x1a")
        self.assertTrue(pdf.read_bytes().startswith(b"%PDF-1.3"))
        content = self.content(pdf)
        self.assertTrue(b"PDF/X-1a:2001" in content)
        self.assertFalse(b"/ObjStm" in pdf.read_bytes())
        found = re.search(rb"/SMask (?!/None)|/S /Transparency|/CA 0|/ca 0", content)
        self.assertIsNone(found and content[found.start() - 40:found.end() + 40])
        subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, check=True)

    def test_the_bytes_are_the_same(self):
        first = self.make("drawn").read_bytes()
        second = self.make("drawn", "", {"TZ": "Asia/Tehran", "LC_ALL": "fa_IR.UTF-8", "LANG": "de_DE.UTF-8"}).read_bytes()
        self.assertEqual(first, second)


if __name__ == "__main__":
    unittest.main()
