#!/usr/bin/env python3
"""archive.py again|hostile: an edition made again from its own PDF, and PDFs that would do harm."""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/conformance/preflight"))
import pdf as make  # noqa: E402

BEYT = os.environ["BEYT"]
FOLDER = pathlib.Path(tempfile.mkdtemp())


def beyt(*words, status=0, **environment):
    run = subprocess.run([BEYT, *map(str, words)], capture_output=True, text=True, cwd=FOLDER,
                         env={**os.environ, **environment})
    assert run.returncode == status, (words, run.returncode, run.stdout, run.stderr)
    assert "Sanitizer" not in run.stderr and "runtime error" not in run.stderr, run.stderr
    return run


def again():
    publication = FOLDER / "publication"
    shutil.copytree(ROOT / "translations", publication)
    (publication / "measures").mkdir(exist_ok=True)
    shutil.copy(ROOT / "pipeline/paginate/measures/bulletin.yaml", publication / "measures/bulletin.yaml")
    for name, language in (("2026-w12", "fa"), ("2026-w12", "en"), ("2026-w12", "both"), ("poems", "both")):
        first, second, folder = (f"{name}.{language}.{part}" for part in ("1.pdf", "2.pdf", "folder"))
        words = ("--for", "archive", "--lang", language, name, "-o")
        beyt("digest", "-C", publication, *words, first)
        run = beyt("unpack", first, "-o", folder)
        assert run.stdout == f"{folder}\n" and f"--lang '{language}' '{name}'" in run.stderr, run
        beyt("digest", "-C", folder, *words, second, TZ="Asia/Tehran", LC_ALL="C", LANG="fa_IR.UTF-8")
        assert (FOLDER / first).read_bytes() == (FOLDER / second).read_bytes(), f"{first} and {second} differ"
        sums = subprocess.run(["sha256sum", "--check", "--quiet", "beyt-edition.txt"], cwd=FOLDER / folder,
                              capture_output=True, text=True)
        assert sums.returncode == 0, sums
        assert (FOLDER / folder / "measures/bulletin.yaml").exists()
        assert "OFL" in (FOLDER / folder / "LICENCES/fonts.txt").read_text()
        assert subprocess.run(["qpdf", "--check", FOLDER / first], capture_output=True).returncode == 0
    found = {line.split("[")[1].split("]")[0] for line in
             beyt_preflight("2026-w12.fa.1.pdf") if "[file-" in line}
    assert not found, found
    refusals()
    epoch()
    print("4 editions made again from their own PDFs, the same bytes")


def beyt_preflight(path):
    run = subprocess.run([BEYT, "preflight", "--profile", "a3u,ua1", path], cwd=FOLDER, capture_output=True, text=True)
    return run.stdout.splitlines()


def refusals():
    """A folder that holds something, a file that is no archive."""
    target = FOLDER / "held"
    target.mkdir()
    (target / "publication.yaml").write_text("mine")
    run = beyt("unpack", "2026-w12.fa.1.pdf", "-o", target, status=3)
    assert "--force" in run.stderr and os.listdir(target) == ["publication.yaml"], run
    beyt("unpack", "2026-w12.fa.1.pdf", "-o", target, "--force")
    assert (target / "publication.yaml").read_text() != "mine"
    beyt("digest", "-C", ROOT / "translations", "2026-w12", "--lang", "fa", "-o", "screen.pdf")
    assert "--for archive" in beyt("unpack", "screen.pdf", status=3).stderr
    assert not (FOLDER / "screen").exists()
    (FOLDER / "linked").mkdir()
    (FOLDER / "linked/fa").symlink_to(FOLDER)
    assert "link" in beyt("unpack", "2026-w12.fa.1.pdf", "-o", "linked", status=3).stderr
    beyt("unpack", status=2)


def epoch():
    words = ("--for", "archive", "--lang", "fa", "2026-w12", "-o")
    beyt("digest", "-C", FOLDER / "publication", *words, "e1.pdf", SOURCE_DATE_EPOCH="1700000000")
    run = beyt("unpack", "e1.pdf", "-o", "e")
    assert "SOURCE_DATE_EPOCH=1700000000" in run.stderr, run
    beyt("digest", "-C", "e", *words, "e2.pdf", SOURCE_DATE_EPOCH="1700000000")
    assert (FOLDER / "e1.pdf").read_bytes() == (FOLDER / "e2.pdf").read_bytes()


def archive(files, sheet=None, size=None):
    """A PDF with these files attached; `sheet` replaces the list of sums, `size` what they say of themselves."""
    pdf = make.reading_pdf()
    if sheet is None:
        sheet = "# digest: d\n# languages: fa\n" + "".join(
            f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in files)
    listed = [*files, ("beyt-edition.txt", sheet.encode())] if sheet else files
    names = ""
    for i, (path, data) in enumerate(listed):
        text = "<FEFF" + path.encode("utf-16-be").hex() + ">"
        packed = zlib.compress(data)
        pdf.objects[100 + 2 * i] = (f"<< /Type /Filespec /F {text} /UF {text} /AFRelationship /Source"
                                    f" /EF << /F {101 + 2 * i} 0 R >> >>")
        said = len(data) if size is None else size
        pdf.objects[101 + 2 * i] = (f"<< /Type /EmbeddedFile /Filter /FlateDecode /Params << /Size {said} >> >>", packed)
        names += f"{text} {100 + 2 * i} 0 R "
    pdf.change(1, "/Lang", f"/Names << /EmbeddedFiles << /Names [{names}] >> >> /Lang")
    return pdf.write()


def refused(data, word):
    target = FOLDER / "out"
    (FOLDER / "h.pdf").write_bytes(data)
    before = sorted(os.listdir(FOLDER))
    run = beyt("unpack", "h.pdf", "-o", target, status=3)
    assert word in run.stderr, (word, run.stderr)
    assert sorted(os.listdir(FOLDER)) == before, "something was written"


def hostile():
    good = archive([("fa/a.md", b"text"), ("نیم‌فاصله.md", b"x")])
    (FOLDER / "g.pdf").write_bytes(good)
    beyt("unpack", "g.pdf", "-o", "good")
    assert (FOLDER / "good/fa/a.md").read_bytes() == b"text" and (FOLDER / "good/نیم‌فاصله.md").exists()
    for path in ("../a.md", "/etc/a", "a/../../b", "a//b", "./a", "a\\b", "C:a", "a\u202eb", "a\x07b", "", ".git/config",
                 "fa/", "x" * 1100, "a\u2066b"):
        refused(archive([(path, b"x")]), "not safe")
    refused(archive([("a", b"x"), ("a", b"x")]), "two files")
    refused(archive([("a", b"x"), ("a/b", b"x")]), "a file and a folder")
    refused(archive([("a", b"x")], sheet=""), "carries no edition")
    refused(archive([("a", b"x")], sheet="# digest: d\n# languages: fa\n" + "0" * 64 + "  a\n"), "changed or damaged")
    refused(archive([("a", b"x")], sheet="# digest: d\n# languages: fa\n" + "0" * 64 + "  b\n"), "is not in it")
    refused(archive([("a", b"x")], sheet="# digest: d\n# languages: fa\n"), "does not list")
    refused(archive([("a", b"x")], sheet="# nothing\n"), "which edition")
    refused(archive([("a", b"x")], sheet="hello\n"), "cannot be read")
    refused(archive([("a", b"x" * 5)], size=4), "not of the size")
    refused(archive([("a", b"\0" * 50_000_000)], size=1000), "not of the size")
    refused(archive([("a", b"x")], size=1 << 40), "too large")
    refused(archive([("a", b"x")], size=-5), "how large")
    refused(make.reading_pdf().write(), "carries no edition")
    refused(b"", "no PDF")
    refused(b"hello", "no PDF")
    refused(good[:len(good) // 3], "")
    print("hostile archives are refused, and nothing is written")


if __name__ == "__main__":
    {"again": again, "hostile": hostile}[sys.argv[1]]()
