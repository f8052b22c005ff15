#!/usr/bin/env python3
"""Locks and editions: what goes stale, what a digest skips, marks and refuses, and the drafted definition.

BEYT names the program. Run by ctest; one test: editions.py Editions.test_stale
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

BEYT = os.environ["BEYT"]


class Editions(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("publication.yaml", "title: {en: Test, fa: آزمون}\nlanguages: [en, fa]\n")
        self.post("tea", "2026-03-14", "First block.\n\nSecond block with [a link](https://example.org/).\n",
                  "بند نخست.\n\nبند دوم با [پیوند](https://example.org/).\n")
        self.post("ink", "2026-03-21", "Ink.\n", None)
        self.post("slip", "unknown", "A slip.\n", "برگه.\n")
        self.write("digests/one.yaml", "issue: 1\nfrom: 2026-03-14\nto: 2026-03-20\n")

    def write(self, path, text):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def post(self, name, date, en, fa):
        for lang, body in (("en", en), ("fa", fa)):
            source = "translates: en\n" if lang == "fa" else ""
            if body:
                self.write(f"{lang}/{name}.md", f"---\nid: {name}\nlang: {lang}\n{source}title: {name}\ndate: {date}\n---\n{body}")

    def beyt(self, status, *args):
        run = subprocess.run([BEYT, *args], cwd=self.folder, capture_output=True, text=True)
        self.assertNotIn("Sanitizer", run.stderr)
        self.assertEqual(run.returncode, status, f"{args}\n{run.stdout}\n{run.stderr}")
        return run.stdout + run.stderr

    def edit(self, path, old, new):
        text = (self.folder / path).read_text()
        self.assertIn(old, text)
        (self.folder / path).write_text(text.replace(old, new))

    def test_stale(self):
        self.assertNotIn("stale-block", self.beyt(0, "check"))
        self.assertIn("align/tea.lock", self.beyt(0, "lock", "tea"))
        lock = (self.folder / "align/tea.lock").read_text()
        self.assertEqual(len(lock.splitlines()), 3)
        self.assertNotIn("stale-block", self.beyt(0, "check"))
        # Form is no prose, and white space is none either; an insertion shifts nothing.
        self.edit("en/tea.md", "https://example.org/", "https://example.org/new")
        self.edit("en/tea.md", "First block.", "New block here.\n\nFirst\nblock.")
        self.assertNotIn("stale-block", self.beyt(0, "check"))
        self.edit("en/tea.md", "Second block", "Second, changed block")
        told = self.beyt(0, "check")
        self.assertEqual(told.count("[stale-block]"), 1)
        self.assertIn("fa/tea.md:10:1: warning: the text in 'en' has changed", told)
        self.assertIn("en/tea.md:12:1: note", told)
        # A translator who was there since has seen it; a new lock says so for good.
        self.edit("fa/tea.md", "بند دوم", "بند دوم و تازه")
        self.assertNotIn("stale-block", self.beyt(0, "check"))
        self.beyt(0, "lock", "--all")
        self.assertFalse((self.folder / "align/ink.lock").exists())

    def test_broken_locks(self):
        self.beyt(0, "lock", "tea")
        lock = self.folder / "align/tea.lock"
        lock.write_text("<<<<<<< ours\n" + lock.read_text() + "fa paragraph zz zz\n\n")
        told = self.beyt(0, "check")
        self.assertEqual(told.count("[lock-line]"), 2)
        self.assertIn("align/tea.lock:1:1", told)
        lock.write_bytes(b"\xff\xfe\x00")
        self.assertIn("[lock-line]", self.beyt(0, "check"))
        lock.write_bytes(b"")
        self.assertNotIn("[lock-line]", self.beyt(0, "check"))
        self.assertIn("did you mean 'tea'?", self.beyt(2, "lock", "tae"))
        self.beyt(2, "lock")

    def test_refuse_and_mark(self):
        self.beyt(0, "lock", "tea")
        self.edit("en/tea.md", "First block.", "First of all.")
        self.edit("digests/one.yaml", "issue: 1", "issue: 1\nstale: refuse")
        told = self.beyt(1, "digest", "one", "--lang", "fa")
        self.assertIn("digests/one.yaml:2:8: error: the digest refuses 'tea'", told)
        self.assertFalse((self.folder / "one.fa.pdf").exists())
        self.beyt(0, "digest", "one", "--lang", "en")  # the source itself is never stale
        self.assertIn("[digest-post-stale]", self.beyt(1, "check"))
        self.edit("digests/one.yaml", "stale: refuse", "stale: mark")
        self.beyt(0, "digest", "one", "--lang", "fa")
        text = subprocess.run(["pdftotext", self.folder / "one.fa.pdf", "-"], capture_output=True, text=True).stdout
        self.assertIn("متن اصلی پس از این ترجمه دگرگون شده است", " ".join(text.replace("\u200f", "").split()))
        self.write("digests/two.yaml", "select: {ids: [ink]}\nuntranslated: refuse\n")
        self.assertIn("it is not in 'fa'", self.beyt(1, "digest", "two", "--lang", "both"))
        self.beyt(0, "digest", "two", "--lang", "en")
        self.edit("digests/two.yaml", "refuse", "perhaps")
        self.assertIn("[invalid-value]", self.beyt(1, "check"))

    def test_carried(self):
        self.write("digests/two.yaml", "issue: 2\nfrom: 2026-03-01\nto: 2026-03-31\ncarried: report\n")
        told = self.beyt(0, "check")
        self.assertIn("'tea' was in 'one' already; it is here again", told)
        self.edit("digests/two.yaml", "report", "skip")
        told = self.beyt(0, "check")
        self.assertIn("'tea' was in 'one' already; it is left out here", told)
        self.edit("digests/two.yaml", "carried", "select: {ids: [tea]}\ncarried")
        self.assertIn("it is here again", self.beyt(0, "check"))
        # A third issue knows both, and what the second one left out was not carried by it.
        self.edit("digests/two.yaml", "select: {ids: [tea]}\n", "")
        self.write("digests/three.yaml", "issue: 3\nfrom: 2026-03-01\nto: 2026-03-31\ncarried: skip\n")
        told = self.beyt(0, "check")
        self.assertIn("'ink' was in 'two' already", told)
        self.assertIn("no post is in the digest 'three'", told)

    def test_undated(self):
        told = self.beyt(0, "check")
        self.assertIn("en/slip.md:5:7: note: no digest carries or excludes this undated post", told)
        self.edit("digests/one.yaml", "issue: 1", "issue: 1\nselect: {exclude: [slip]}")
        self.assertNotIn("undated-undecided", self.beyt(0, "check"))

    def bars(self, pdf):
        """Filled rules as wide as a change bar, of all pages."""
        traced = subprocess.run(["mutool", "trace", pdf], capture_output=True, text=True, check=True).stdout
        found = 0
        for path in re.findall(r"<fill_path .*?</fill_path>", traced, re.S):
            xs = [float(x) for x in re.findall(r'[a-z]* x="([-0-9.]+)"', path)]
            found += bool(xs) and abs(max(xs) - min(xs) - 1.2) < 0.01
        return found

    def test_proof(self):
        prose = "\n\n".join(f"Paragraph {i} is long enough for more than one line of its column, as every paragraph should be here." for i in range(9))
        self.post("tea", "2026-03-14", prose, "بند.\n")
        self.assertIn("one.en-proof.pdf", self.beyt(0, "digest", "one", "--lang", "en", "--proof"))
        text = subprocess.run(["pdftotext", "-layout", self.folder / "one.en-proof.pdf", "-"], capture_output=True, text=True).stdout
        self.assertIn("Proof: not for publication", text)
        self.assertRegex(text, r"(?m)(^ *|  )10( |$)")
        self.assertEqual(self.bars(self.folder / "one.en-proof.pdf"), 0)
        self.edit("en/tea.md", "Paragraph 3", "Paragraph three")
        self.beyt(0, "digest", "one", "--lang", "en", "--proof")
        self.assertGreater(self.bars(self.folder / "one.en-proof.pdf"), 1)
        self.beyt(0, "digest", "one", "--lang", "en", "--proof")
        self.assertEqual(self.bars(self.folder / "one.en-proof.pdf"), 0)
        self.beyt(0, "digest", "one", "--lang", "en")
        self.assertNotIn("Proof", subprocess.run(["pdftotext", self.folder / "one.en.pdf", "-"], capture_output=True, text=True).stdout)

    def test_new(self):
        path = self.folder / "digests/1405-01-01.yaml"
        told = self.beyt(0, "digest", "new", "--from", "۱۴۰۵/۱/۱", "--to", "1405-01-07", "--calendar", "jalali")
        self.assertIn("digests/1405-01-01.yaml", told)
        text = path.read_text()
        for part in ("issue: 2\n", "from: 2026-03-21 # 1405-01-01\n", "to: 2026-03-27 # 1405-01-07\n",
                     "#   1405-01-01  ink  (en)  ink\n", "#   undated  slip  (en, fa)  slip\n", "# undated: slip\n"):
            self.assertIn(part, text)
        self.assertNotIn("error", self.beyt(0, "check"))
        self.beyt(0, "digest", "1405-01-01", "--lang", "en")
        self.assertIn("there already", self.beyt(2, "digest", "new", "--from", "2026-03-21", "--to", "2026-03-27", "--name", "one"))
        self.assertEqual(path.read_text(), text)
        for days in (("2026-02-30", "2026-03-01"), ("2026-03-02", "2026-03-01"), ("", "x")):
            self.beyt(2, "digest", "new", "--from", days[0], "--to", days[1])
        self.beyt(2, "digest", "new", "--calendar", "jalali", "--from", "1405-12-30", "--to", "1406-01-01")  # no leap year
        self.beyt(2, "digest", "new", "--from", "2026-03-21")
        self.beyt(2, "digest", "new", "--from", "2026-03-21", "--to", "2026-03-27", "--name", "../x")


if __name__ == "__main__":
    unittest.main()
