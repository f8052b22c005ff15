#!/usr/bin/env python3
"""The command line as its users meet it: every command on real folders, exit statuses, whole outputs.

BEYT names the program. Run by ctest; one test: cli.py CommandLine.test_init
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

BEYT = os.environ["BEYT"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "translations"


def beyt(*args, cwd=None, env=None):
    run = subprocess.run([BEYT, *map(str, args)], cwd=cwd, capture_output=True, env={**os.environ, **(env or {})})
    run.stdout, run.stderr = run.stdout.decode(), run.stderr.decode()
    assert "Sanitizer" not in run.stderr and "runtime error" not in run.stderr, run.stderr
    return run


def tree(folder):
    """Every file below a folder with the hash of its bytes."""
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file()}


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def expect(self, status, *args, **kwargs):
        run = beyt(*args, **kwargs)
        self.assertEqual(run.returncode, status, f"{args}\n{run.stdout}\n{run.stderr}")
        return run

    def start(self):
        self.expect(0, "init", self.folder / "pub")
        return self.folder / "pub"

    def test_help_and_version(self):
        self.assertIn("Usage", self.expect(0, "--help").stdout)
        self.assertRegex(self.expect(0, "version").stdout, r"^beyt \d+\.\d+\.\d+\n$")
        self.assertEqual(self.expect(0, "--version").stdout, self.expect(0, "version").stdout)
        for command in "init new check lock status build digest dump version".split():
            self.assertIn("Usage", self.expect(0, command, "--help").stdout, command)

    def test_usage_faults(self):
        self.expect(2)
        self.assertIn("Did you mean 'build'?", self.expect(2, "biuld").stderr)
        self.expect(2, "build", "--no-such-option")
        self.expect(2, "check", "--format", "xml", self.folder)
        self.expect(2, "digest")
        self.expect(2, "version", "more")

    def test_init_is_clean_and_overwrites_nothing(self):
        pub = self.start()
        run = self.expect(0, "check", pub)
        self.assertNotIn("error", run.stdout)
        before = tree(pub)
        self.expect(2, "init", pub)
        self.assertEqual(before, tree(pub))

    def test_new(self):
        pub = self.start()
        env = {"SOURCE_DATE_EPOCH": "1774000000"}
        run = self.expect(0, "new", "-C", pub, "tea-and-sugar", "--title", "Tea \"and\" sugar", env=env)
        self.assertEqual(len(run.stdout.split()), 2)
        text = (pub / "en/tea-and-sugar.md").read_text()
        self.assertIn('title: "Tea \\"and\\" sugar"', text)
        self.assertIn("date: 2026-03-20", text)
        self.assertIn("translates: en", (pub / "fa/tea-and-sugar.md").read_text())
        self.expect(2, "new", "-C", pub, "tea-and-sugar")
        self.expect(2, "new", "-C", pub, "Tea And Sugar")
        self.expect(2, "new", "-C", pub, "other", "--date", "2026-02-30")
        self.expect(0, "check", pub)

    def test_check_formats(self):
        pub = self.start()
        post = pub / "en/first-post.md"
        post.write_text(post.read_text().replace("tags:", "tagz:") + "\nA [broken link](no-such-file.md).\n")
        text = self.expect(1, "check", pub)
        self.assertRegex(text.stdout, r"first-post\.md:\d+:\d+: error: .*")
        self.assertIn("did you mean 'tags'?", text.stdout)
        faults = json.loads(self.expect(1, "check", "--format", "json", pub).stdout)
        self.assertTrue(any(fault["severity"] == "error" for fault in faults))
        github = self.expect(1, "check", "--format=github", pub).stdout
        self.assertRegex(github, r"(?m)^::error file=.*first-post\.md,line=\d+,col=\d+")
        self.expect(0, "check", pub / "pages")
        self.expect(1, "check", pub / "en")
        self.expect(3, "check", pub / "missing.md")

    def test_status(self):
        pub = self.start()
        (pub / "fa/first-post.md").unlink()
        run = self.expect(0, "status", pub)
        self.assertIn("first-post", run.stdout)
        self.assertIn("missing", run.stdout)

    def test_build_is_repeatable_whole_and_stays_inside(self):
        pub = self.start()
        before = tree(pub)
        self.expect(0, "build", pub, "-o", self.folder / "a", "-j", "1")
        self.expect(0, "build", pub, "-o", self.folder / "b", "-j", "2", env={"TZ": "Asia/Tehran", "LC_ALL": "C"})
        first, second = tree(self.folder / "a"), tree(self.folder / "b")
        self.assertGreater(len(first), 10)
        self.assertEqual(first, second)
        self.assertEqual(before, tree(pub))
        self.assertEqual({p.name for p in self.folder.iterdir()}, {"pub", "a", "b"})

    def test_build_removes_stale_files_but_no_others(self):
        pub, out = self.start(), self.folder / "out"
        self.expect(0, "build", pub, "-o", out)
        (out / "mine.txt").write_text("kept")
        stale = [p for p in tree(out) if "first-post" in p]
        self.assertTrue(stale)
        for side in ("en", "fa"):
            (pub / side / "first-post.md").unlink()
        beyt("build", pub, "-o", out)
        self.assertEqual((out / "mine.txt").read_text(), "kept")
        self.assertFalse([p for p in tree(out) if "first-post" in p])

    def test_a_failed_build_leaves_the_former_output(self):
        pub, out = self.start(), self.folder / "out"
        self.expect(0, "build", pub, "-o", out)
        before = tree(out)
        (pub / "publication.yaml").write_text("title: [unclosed\n")
        self.assertNotEqual(beyt("build", pub, "-o", out).returncode, 0)
        self.assertEqual(before, tree(out))
        blocked = self.folder / "file"
        blocked.write_text("no folder")
        self.expect(3, "build", SAMPLE, "-o", blocked)
        self.assertEqual(blocked.read_text(), "no folder")

    def test_build_refuses_the_source_folder(self):
        pub = self.start()
        before = tree(pub)
        self.expect(2, "build", pub, "-o", pub)
        self.expect(2, "build", pub, "-o", self.folder)
        self.assertEqual(before, tree(pub))

    def test_digest(self):
        pub = self.start()
        for lang in ("en", "fa", "both"):
            pdf = self.folder / f"{lang}.pdf"
            self.expect(0, "digest", pub / "digests/first.yaml", "--lang", lang, "-o", pdf)
            self.assertEqual(pdf.read_bytes()[:5], b"%PDF-")
        self.expect(2, "digest", "-C", pub, "fist")
        self.expect(2, "digest", "-C", pub, "first", "--for", "mars")
        self.expect(2, "digest", "-C", pub, "first", "--lang", "xx")
        self.expect(3, "digest", "-C", pub, "first", "-o", self.folder / "no/such/folder.pdf")

    def test_broken_files_are_reported_and_the_rest_is_published(self):
        pub, out = self.start(), self.folder / "out"
        (pub / "en/latin1.md").write_bytes(b"---\nid: latin1\nlang: en\ntitle: Caf\xe9\n---\n\nCaf\xe9 au lait\n")
        (pub / "en/nul.md").write_bytes(b"---\nid: nul\nlang: en\ntitle: Nul\n---\n\nBefore\0after\n")
        (pub / "en/bare.md").write_bytes(b"# No front matter\n\nOnly words.\n")
        (pub / "en/bom.md").write_bytes(b"\xef\xbb\xbf---\r\nid: bom\r\nlang: en\r\ntitle: Bom\r\n---\r\n\r\nWords.\r\n")
        (pub / "en/empty.md").write_bytes(b"")
        run = self.expect(1, "build", pub, "-o", out)
        for name in ("latin1.md:4:", "nul.md:7:", "bare.md:1:", "bom.md:1:", "empty.md:1:"):
            self.assertIn(name, run.stderr)
        pages = "".join(p.read_text(errors="replace") for p in out.rglob("*.html"))
        for words in ("au lait", "after", "Only words.", "Words.", "first post"):
            self.assertIn(words, pages)


if __name__ == "__main__":
    unittest.main(verbosity=1)
