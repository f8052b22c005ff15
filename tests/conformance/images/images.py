#!/usr/bin/env python3
"""images.py CASE: one post an image, one page a post; pages are looked at by their pixels. Needs poppler-utils,
ghostscript and imagemagick."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import samples  # noqa: E402

BEYT = os.environ["BEYT"]
COLOUR = pathlib.Path(BEYT).parent / "share/beyt/colour"
LINE = 11  # of a post: where its image stands
DPI = 36


class Images(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        for name in ("en", "images", "digests"):
            (self.folder / name).mkdir()
        (self.folder / "publication.yaml").write_text("title: Leaf\nlanguages: [en, fa]\n")

    def tearDown(self):
        self.temporary.cleanup()

    def write(self, files):
        """A post for each file; the order of their days is that of the pages."""
        for number, (name, sample) in enumerate(files.items()):
            (self.folder / "images" / name).write_bytes(sample[0])
            post = name.replace(".", "-")
            (self.folder / f"en/{post}.md").write_text(
                f"---\nid: {post}\nlang: en\ntitle: Title\ndate: 2026-{1 + number // 28:02}-{1 + number % 28:02}\n"
                f"state: published\n---\n\nWords.\n\n![Two halves](../images/{name})\n")

    def make(self, target, press="marks: false, bleed: 0"):
        (self.folder / "digests/d.yaml").write_text(
            f"template: reader\npage: {{trim: [148, 210]}}\nparts: {{masthead: false, contents: false, colophon: false}}\npress: {{{press}}}\n")
        pdf = self.folder / "out.pdf"
        run = subprocess.run([BEYT, "digest", "--for", target, "--lang", "en", "-C", str(self.folder), "d", "-o", str(pdf)],
                             capture_output=True, text=True, check=False, timeout=60)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        self.messages = run.stderr
        return pdf

    def compare(self, files, pages, width, channels, expected, tolerance):
        """The middle of each half of each page's image."""
        self.assertEqual(len(pages), len(files))
        for name, page in zip(files, pages):
            wanted = expected(name)
            if not wanted:
                continue
            pixels = [page[at:at + channels] for at in range(0, len(page), channels)]
            found = []
            for colour in wanted:
                near = [at for at, pixel in enumerate(pixels) if all(abs(a - b) <= tolerance for a, b in zip(pixel, colour))]
                self.assertGreater(len(near), 500, f"{name}: no {colour} on its page, but {sorted(set(pixels))[:12]}")
                found.append(sum(at % width for at in near) / len(near))
            self.assertLess(found[0], found[1], name)

    def pictures(self, pdf):
        subprocess.run(["pdftoppm", "-r", str(DPI), str(pdf), str(self.folder / "page")], check=True)
        pages = []
        for path in sorted(self.folder.glob("page-*.ppm")):
            head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", path.read_bytes())
            pages.append(path.read_bytes()[head.end():])
        return pages, int(head[1])

    def look(self, target):
        files = samples.make_right(self.folder, COLOUR)
        self.write(files)
        pdf = self.make(target)
        self.assertEqual(self.messages, "")
        pages, width = self.pictures(pdf)
        self.compare(files, pages, width, 3, lambda name: files[name][1:], 14)
        subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, check=True)
        for profile in ["a2u", "ua1"] if target == "screen" else ["a3u"]:
            subprocess.run([BEYT, "preflight", "--profile", profile, str(pdf)], capture_output=True, check=True)

    def test_screen_has_the_colours(self):
        self.look("screen")

    def test_archive_has_the_colours(self):
        self.look("archive")

    def plates(self, pdf):
        """Each page as bytes of C, M, Y and K, 255 = full."""
        whole = subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=bitcmyk", "-dGrayValues=256", f"-r{DPI}",
                                "-sOutputFile=-", str(pdf)], capture_output=True, check=True).stdout
        width, height = round(148 / 25.4 * DPI), round(210 / 25.4 * DPI)
        size = 4 * width * height
        self.assertEqual(len(whole) % size, 0)
        return [whole[at:at + size] for at in range(0, len(whole), size)], width

    def test_press_has_the_inks(self):
        files = samples.make_right(self.folder, COLOUR)
        self.write(files)
        pdf = self.make("press")
        self.assertFalse(re.search(r"(?m)\[(?!press-resolution)[a-z-]+\]$", self.messages), self.messages)
        pages, width = self.plates(pdf)
        # Inks stay the very inks; greys are black ink alone; red and blue have the inks that lcms2 gives for them.
        cyan, yellow = (255, 0, 0, 0), (0, 0, 255, 0)
        red, blue, green = (0, 245, 251, 0), (250, 188, 0, 0), (158, 0, 255, 0)
        screen = {samples.CYAN_ON_SCREEN: cyan, samples.YELLOW_ON_SCREEN: yellow, samples.RED: red, samples.BLUE: blue,
                  samples.GREEN: green}
        def expected(name):
            inks = [screen.get(colour) for colour in files[name][1:]]
            return inks if all(inks) else None
        self.compare(files, pages, width, 4, expected, 14)
        for name, page in zip(files, pages):
            if name.startswith("grey-"):
                self.assertFalse(any(page[at] or page[at + 1] or page[at + 2] for at in range(0, len(page), 4)), name)
        content = subprocess.run(["qpdf", "--qdf", str(pdf), "-"], capture_output=True, check=True).stdout
        self.assertFalse(b"/DeviceRGB" in content)
        subprocess.run([BEYT, "preflight", "--profile", "x4", str(pdf)], capture_output=True, check=True)

    def test_press_keeps_profiled_inks(self):
        """Inks meant for uncoated paper stay as they are on uncoated paper, and change for coated paper."""
        inks = samples.converted(self.folder, "u.jpg", "cmyk(255,0,0,0)", "cmyk(0,0,255,0)", "-colorspace", "cmyk")
        files = {"uncoated.jpg": (samples.with_jpeg_profile(inks, (COLOUR / "fogra29.icc").read_bytes()),)}
        self.write(files)
        for intent in ("uncoated", "coated"):
            pages, _ = self.plates(self.make("press", f"intent: {intent}, marks: false, bleed: 0"))
            pixels = [pages[0][at:at + 4] for at in range(0, len(pages[0]), 4)]
            full = sum(pixel[0] > 251 and pixel[1] < 4 and pixel[2] < 4 for pixel in pixels)
            some = sum(pixel[0] > 120 and pixel[2] < 40 for pixel in pixels)
            self.assertGreater(some, 500)
            (self.assertGreater if intent == "uncoated" else self.assertLess)(full, 500, intent)

    def test_faults_are_named_at_their_line(self):
        files = samples.make_wrong(self.folder)
        self.write(files)
        pdf = self.make("screen")
        for name, (_, words) in files.items():
            post = name.replace(".", "-")
            self.assertRegex(self.messages, rf"en/{post}\.md:{LINE}:1: \w+: [^\n]*{re.escape(words)}")
        # The words of a picture that is not there stand in its place.
        text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(text.count("Two halves"), sum("not printed" in words for _, words in files.values()))
        # A hint for each.
        self.assertGreaterEqual(self.messages.count("hint:"), len(files) - 1)

    def test_check_names_what_browsers_do_not_show(self):
        files = {name: sample for name, sample in samples.make_wrong(self.folder).items()
                 if name in ("scan.tif", "scan-as.jpg", "empty.jpg", "words.png", "film.gif", "new.avif", "script.svg")}
        files["really-a-png.svg"] = (samples.png(8, 2, b"\0\0\0", b"\0\0\0"), "")
        self.write(files)
        run = subprocess.run([BEYT, "check", "-C", str(self.folder)], capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 1)
        named = set(re.findall(rf"en/([\w-]+)\.md:{LINE}:1: error: .*\[image-format\]", run.stdout + run.stderr))
        self.assertEqual(named, {"scan-tif", "scan-as-jpg", "empty-jpg", "words-png", "really-a-png-svg"})
        self.assertIn("[image-lacks]", run.stdout + run.stderr)

    def test_the_site_takes_what_browsers_show(self):
        files = {name: sample for name, sample in samples.make_right(self.folder, COLOUR).items() if "inks" not in name}
        self.write(files)
        output = self.folder / "out"
        subprocess.run([BEYT, "build", "-C", str(self.folder), "--output", str(output)], capture_output=True, check=True)
        for name, sample in files.items():
            self.assertEqual((output / "media/images" / name).read_bytes(), sample[0])
            page = next(path for path in output.glob("**/*.html") if f"images/{name}" in path.read_text())
            width, height = (1200, 600) if name.endswith("svg") else (samples.WIDTH, samples.HEIGHT)
            self.assertRegex(page.read_text(), rf'<img[^>]*{re.escape(name)}[^>]*width="{width}"[^>]*height="{height}"')


if __name__ == "__main__":
    unittest.main()
