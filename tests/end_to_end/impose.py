#!/usr/bin/env python3
"""impose.py: what stands on the sheets that `beyt impose` makes, read back by poppler."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/conformance/preflight"))
import pdf as make  # noqa: E402

BEYT = os.environ["BEYT"]
FOLDER = pathlib.Path(tempfile.mkdtemp())
WIDTH, HEIGHT = 420, 595


def pages_pdf(count, catalog="", rotate=0, bleed=0):
    """Each page says its number in its middle and has a bar at its left edge."""
    pdf = make.Pdf("1.4")
    pdf.trailer = {"Info": "3 0 R"}
    pdf.objects[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"
    pdf.objects[2] = (f"<< /Type /Pages /Count {count} /Kids [" + " ".join(f"{10 + 2 * i} 0 R" for i in range(count)) +
                      f"] /MediaBox [{-bleed} {-bleed} {WIDTH + bleed} {HEIGHT + bleed}]"
                      " /Resources << /Font << /F 4 0 R >> >> >>")
    pdf.objects[3] = "<< /Title (T) /GTS_PDFXVersion (PDF/X-1:2001) >>"
    pdf.objects[4] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    box = f"/TrimBox [0 0 {WIDTH} {HEIGHT}] /BleedBox [{-bleed} {-bleed} {WIDTH + bleed} {HEIGHT + bleed}]" if bleed else ""
    for i in range(count):
        pdf.objects[10 + 2 * i] = f"<< /Type /Page /Parent 2 0 R /Contents {11 + 2 * i} 0 R /Rotate {rotate} {box} >>"
        pdf.objects[11 + 2 * i] = ("<< >>", f"BT /F 40 Tf 200 300 Td (p{i + 1}) Tj ET\n"
                                   f"1 0 0 rg {-bleed} {-bleed} {WIDTH + 2 * bleed} {bleed + 4} re f".encode())
    return pdf.write()


def beyt(*words, status=0):
    run = subprocess.run([BEYT, *map(str, words)], capture_output=True, text=True, cwd=FOLDER)
    assert run.returncode == status, (words, run.returncode, run.stdout, run.stderr)
    assert "Sanitizer" not in run.stderr and "runtime error" not in run.stderr, run.stderr
    return run


def impose(data, *words, name="in.pdf"):
    (FOLDER / name).write_bytes(data)
    run = beyt("impose", name, "-o", "out.pdf", *words)
    check = subprocess.run(["qpdf", "--check", "out.pdf"], cwd=FOLDER, capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr
    return run


def sides():
    """For each side the numbers at its left and right, with x in pt."""
    text = subprocess.run(["pdftotext", "-bbox", "out.pdf", "-"], cwd=FOLDER, capture_output=True, text=True).stdout
    found = []
    for page in re.findall(r'<page width="([\d.]+)" height="[\d.]+">(.*?)</page>', text, re.S):
        half = float(page[0]) / 2
        words = [(float(x), int(n)) for x, n in re.findall(r'xMin="([\d.]+)"[^>]*>p(\d+)<', page[1])]
        left = [(n, x) for x, n in words if x < half]
        right = [(n, x - half) for x, n in words if x >= half]
        assert len(left) <= 1 and len(right) <= 1, words
        found.append((left[0] if left else (0, 0), right[0] if right else (0, 0)))
    return found


def numbers():
    return [(left[0], right[0]) for left, right in sides()]


def expected(count, right):
    whole, out = -(-count // 4) * 4, []
    for k in range(whole // 4):
        for a, b in ((whole - 2 * k, 1 + 2 * k), (2 + 2 * k, whole - 1 - 2 * k)):
            pair = tuple(p if p <= count else 0 for p in (a, b))
            out.append(pair[::-1] if right else pair)
    return out


def booklets():
    for count in (1, 2, 3, 4, 5, 7, 8, 12, 17):
        for binding in ("left", "right"):
            impose(pages_pdf(count), "--binding", binding)
            assert numbers() == expected(count, binding == "right"), (count, binding, numbers())
    for catalog, right in (("/ViewerPreferences << /Direction /R2L >>", True), ("/PageLayout /TwoPageLeft", True),
                           ("/PageLayout /TwoPageRight", False), ("", False)):
        run = impose(pages_pdf(5, catalog))
        assert numbers() == expected(5, right), (catalog, numbers())
        assert f"bound at the {'right' if right else 'left'}" in run.stderr
    impose(pages_pdf(16), "--signature", "8")
    assert numbers() == [(8, 1), (2, 7), (6, 3), (4, 5), (16, 9), (10, 15), (14, 11), (12, 13)]
    impose(pages_pdf(3), "--2-up", "--binding", "right")
    assert numbers() == [(2, 1), (0, 3)]


def head_to_head():
    """Both covers outside, the halves meeting in the middle, blanks between them."""
    (FOLDER / "second.pdf").write_bytes(pages_pdf(3).replace(b"(p1)", b"(p6)").replace(b"(p2)", b"(p7)").replace(b"(p3)", b"(p8)"))
    impose(pages_pdf(3), "--head-to-head", "second.pdf")
    assert numbers() == [(6, 1), (2, 7), (8, 3), (0, 0)], numbers()  # leaf by leaf: 1 2 3 - - 8 7 6
    beyt("impose", "in.pdf", "--head-to-head", "second.pdf", "--binding", "left", status=2)
    beyt("impose", "in.pdf", "--head-to-head", "none.pdf", status=3)


def creep():
    """The innermost pages stand nearer to the fold by the creep, the outermost where they were."""
    impose(pages_pdf(12), "--no-marks")
    still = sides()
    impose(pages_pdf(12), "--no-marks", "--creep", "2")
    moved = sides()
    for i, mm in ((0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 2)):
        points = mm * 72 / 25.4
        assert abs(moved[i][0][1] - still[i][0][1] - points) < 0.1, (i, moved, still)
        assert abs(still[i][1][1] - moved[i][1][1] - points) < 0.1, (i, moved, still)


def boxes():
    impose(pages_pdf(4), "--no-marks")
    info = subprocess.run(["pdfinfo", "-box", "out.pdf"], cwd=FOLDER, capture_output=True, text=True).stdout
    assert f"{2 * WIDTH} x {HEIGHT} pts" in info and "Title:           T" in info, info
    assert "GTS_PDFX" not in subprocess.run(["qpdf", "--qdf", "out.pdf", "-"], cwd=FOLDER, capture_output=True
                                           ).stdout.decode("latin-1")
    run = impose(pages_pdf(4), "--paper", "A4", "--no-marks")
    info = subprocess.run(["pdfinfo", "out.pdf"], cwd=FOLDER, capture_output=True, text=True).stdout
    assert re.search(r"Page size: +841.89 x 595.27", info) and "% of their size" not in run.stderr, (info, run.stderr)
    run = impose(pages_pdf(4), "--paper", "A5")
    assert "71 %" in run.stderr or "70 %" in run.stderr, run.stderr
    # The bleed is kept outside and cut at the fold; marks stand on every plate.
    impose(pages_pdf(4, bleed=9))
    assert numbers() == expected(4, False)
    text = subprocess.run(["qpdf", "--qdf", "out.pdf", "-"], cwd=FOLDER, capture_output=True).stdout.decode("latin-1")
    assert "/Separation /All" in re.sub(r"\s+", " ", text)
    found = beyt("preflight", "--profile", "x4", "--format", "json", "out.pdf", status=1).stdout
    assert "box-nesting" not in found and "trim-box" not in found, found
    for rotate in (90, 180, 270, -90, 450):
        impose(pages_pdf(4, rotate=rotate), "--no-marks")
        info = subprocess.run(["pdfinfo", "out.pdf"], cwd=FOLDER, capture_output=True, text=True).stdout
        size = f"{2 * WIDTH} x {HEIGHT}" if rotate % 180 == 0 else f"{2 * HEIGHT} x {WIDTH}"
        assert size in info, (rotate, info)


def ours():
    """A digest in Farsi, bound at the right, twice the same; nothing of its tags or links stays."""
    beyt("digest", "-C", ROOT / "translations", "2026-w12", "--lang", "fa", "-o", "fa.pdf")
    first = beyt("impose", "fa.pdf", "-o", "1.pdf")
    assert "bound at the right" in first.stderr, first
    beyt("impose", "fa.pdf", "-o", "2.pdf")
    assert (FOLDER / "1.pdf").read_bytes() == (FOLDER / "2.pdf").read_bytes()
    text = subprocess.run(["qpdf", "--qdf", "1.pdf", "-"], cwd=FOLDER, capture_output=True).stdout
    for key in (b"/StructTreeRoot", b"/Annots", b"/Outlines", b"/PageLabels", b"pdfaid"):
        assert key not in text, key
    assert b"/OutputIntents" in text or b"/OutputIntents" not in subprocess.run(
        ["qpdf", "--qdf", "fa.pdf", "-"], cwd=FOLDER, capture_output=True).stdout


def faults():
    (FOLDER / "x.pdf").write_bytes(pages_pdf(4))
    for words in (("--signature", "6"), ("--signature", "-4"), ("--paper", "A99"), ("--paper", "3x4"), ("--creep", "-1"),
                  ("--creep", "nan"), ("--binding", "top"), ("--booklet", "--2-up")):
        beyt("impose", "x.pdf", *words, status=2)
    beyt("impose", status=2)
    beyt("impose", "none.pdf", status=3)
    subprocess.run(["qpdf", "--encrypt", "", "o", "256", "--", "x.pdf", "locked.pdf"], cwd=FOLDER, check=True)
    assert "encrypted" in beyt("impose", "locked.pdf", status=3).stderr
    empty = make.Pdf()
    empty.objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [] /Count 0 >>"}
    for data in (b"", b"hello", b"%PDF-1.7\n", empty.write()):
        (FOLDER / "bad.pdf").write_bytes(data)
        assert beyt("impose", "bad.pdf", status=3).stderr
    assert not (FOLDER / "bad-imposed.pdf").exists()
    odd = pages_pdf(5)
    for old, new in ((b"[0 0 420 595]", b"[0 0 (a) nul]"), (b"/Rotate 0", b"/Rotate x"), (b"/Contents 11", b"/Contents 99"),
                     (b"/Kids [10 0 R", b"/Kids [10 0 R 10 0 R")):
        (FOLDER / "odd.pdf").write_bytes(odd.replace(old, new))
        beyt("impose", "odd.pdf")


if __name__ == "__main__":
    for part in (booklets, head_to_head, creep, boxes, ours, faults):
        part()
    print("sheets are as a binder folds them")
