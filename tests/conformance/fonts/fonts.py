#!/usr/bin/env python3
"""fonts.py CHECK MADE: publications with fonts of their own, from families.yaml to the pages.

cff        a digest in CFF fonts looks as it does in TrueType fonts of the same outlines, and passes PDF/X-4
variable   a variable font is set at the weight of each face, just as fonts made for these weights
faults     what a font or a list lacks is said at its line and column, with what to do
web        the site gets each font cut to its characters, and Chromium sets its pages in it: web.mjs looks
kashida    a font whose tatweel can't be stretched is set without kashida, and that is said

MADE: the folder of make_fonts.py. Environment: BEYT (program), PUBLICATION (folder). Needs poppler-utils and
fonts-urw-base35.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
BEYT, PUBLICATION = os.environ["BEYT"], pathlib.Path(os.environ["PUBLICATION"])
MADE = pathlib.Path(sys.argv[2])
VAZIRMATN = ROOT / "fonts/vazirmatn/Vazirmatn-Regular.ttf"
URW = pathlib.Path("/usr/share/fonts/opentype/urw-base35")
NOTO = pathlib.Path("/usr/share/fonts/truetype/noto")


def publication(work, name, files, farsi, latin=None):
    """The sample with these font files beside its list, in which `own` and `own-latin` are all roles but code."""
    pub = work / name
    shutil.copytree(PUBLICATION, pub)
    (pub / "fonts").mkdir(exist_ok=True)
    for file in files:
        shutil.copy(file, pub / "fonts")
    families = (ROOT / "fonts/families.yaml").read_text()
    families = families.replace("families:\n", f"families:\n  own: {farsi}\n" + (f"  own-latin: {latin}\n" if latin else ""), 1)
    latin_name = "own-latin" if latin else "gentium"
    for role in ("body", "verse", "heading", "title"):
        families = re.sub(rf"(?m)^    {role}: \[(na|ge).*$",
                          lambda m: f"    {role}: [own, {latin_name}]" if m[1] == "na" else f"    {role}: [{latin_name}]", families)
    (pub / "fonts/families.yaml").write_text(families)
    return pub


def digest(pub, lang="fa", *more, name="2026-w12"):
    out = pub / f"{lang}{''.join(more)}.pdf"
    run = subprocess.run([BEYT, "digest", "-C", pub, name, "--lang", lang, "-o", out, *more], capture_output=True, text=True)
    return out, [line for line in (run.stdout + run.stderr).splitlines() if re.search(r"\[[a-z]+-?font|\[font|\[missing-glyph", line)]


def text_of(pdf):
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout


def names(pdf):
    return subprocess.run(["pdffonts", pdf], capture_output=True, text=True).stdout


def pixels(pdf, pages=(2, 5)):
    out = subprocess.run(["pdftoppm", "-r", "150", "-gray", "-f", str(pages[0]), "-l", str(pages[1]), pdf], capture_output=True).stdout
    return out


def unlike(one, other):
    """The share of ink that two drawings of the same pages do not have in common."""
    a, b = pixels(one), pixels(other)
    if len(a) != len(b) or not a:
        return 1
    return sum(abs(x - y) for x, y in zip(a, b)) / sum(255 - x for x in a)


def report(good, what):
    print(f"{'ok  ' if good else 'FAIL'} {what}")
    return good


def same_pages(work, label, made, wanted):
    """Two ways to name the same outlines: the same words in the same places."""
    one, faults = digest(publication(work, label, *made))
    other, _ = digest(publication(work, f"{label}-wanted", *wanted))
    share, text = unlike(one, other), text_of(one) == text_of(other)
    return report(share < 0.03 and text and not faults, f"{label}: {share:.2%} of the ink differs, text {'alike' if text else 'DIFFERS'} {faults}")


def check_cff(work):
    cubic = ([MADE / "Cubic.otf"], "{regular: Cubic.otf, size: 0.98, kashida: yes}")
    plain = ([VAZIRMATN], "{regular: Vazirmatn-Regular.ttf, size: 0.98, kashida: yes}")
    good = same_pages(work, "cubic", cubic, plain)
    # A test that can't fail is none: another weight is seen.
    heavy, _ = digest(publication(work, "heavy", [MADE / "Heavy.ttf"], "{regular: Heavy.ttf, size: 0.98, kashida: yes}"))
    good &= report(unlike(heavy, work / "cubic/fa.pdf") > 0.2, "a heavier font looks otherwise")
    latin = [URW / f"P052-{face}.otf" for face in ("Roman", "Bold", "Italic", "BoldItalic")]
    pub = publication(work, "latin", cubic[0] + latin, cubic[1],
                      "{regular: P052-Roman.otf, bold: P052-Bold.otf, italic: P052-Italic.otf, bold_italic: P052-BoldItalic.otf}")
    known, _ = digest(work / "cubic", "en")
    for issue, lang, face in (("2026-w11", "en", "P052-Italic"), ("2026-w12", "both", "Vazirmatn"), ("2026-w12", "both", "P052-Roman"),
                              ("2026-w12", "en", "P052-Roman"), ("2026-w12", "en", "P052-Bold")):
        pdf, faults = digest(pub, lang, name=issue)
        good &= report(face in names(pdf) and not faults, f"{lang}: {face} is embedded {faults}")
    words, wanted = sorted(text_of(pub / "en.pdf").split()), sorted(text_of(known).split())
    good &= report(sum(a in wanted for a in words) > 0.97 * len(wanted), "the English words are read as in Gentium")
    for lang in ("fa", "en"):
        pdf, faults = digest(pub, lang, "--for", "press")
        check = subprocess.run([BEYT, "preflight", "--profile", "x4", pdf], capture_output=True, text=True)
        good &= report(check.returncode == 0 and not faults, f"{lang}: PDF/X-4 {check.stdout[-200:].strip()} {faults}")
    return good


def check_variable(work):
    plain, heavy, middling = MADE / "Plain.ttf", MADE / "Heavy.ttf", MADE / "Middling.ttf"
    both = ([plain, heavy], "{regular: Plain.ttf, bold: Heavy.ttf, size: 0.98, kashida: yes}")
    good = True
    for file in ("Variable.ttf", "Variable.otf"):
        good &= same_pages(work, file, ([MADE / file], f"{{regular: {file}, size: 0.98, kashida: yes}}"), both)
        found = names(work / file / "fa.pdf")
        good &= report("_400wght" in found and "_700wght" in found, f"{file}: both weights from one file")
    named = "{regular: {file: Variable.ttf, axes: {wght: 550}}, bold: {file: Variable.ttf, instance: Bold}, size: 0.98, kashida: yes}"
    wanted = "{regular: Middling.ttf, bold: Heavy.ttf, size: 0.98, kashida: yes}"
    good &= same_pages(work, "named", ([MADE / "Variable.ttf"], named), ([middling, heavy], wanted))
    differs = unlike(work / "named/fa.pdf", work / "Variable.ttf/fa.pdf")
    return good & report(differs > 0.05, f"another weight looks otherwise: {differs:.1%}")


def said(faults, *parts):
    return any(all(part in line for part in parts) for line in faults)


def check_faults(work):
    good = True
    for label, files, family, *parts in (
            ("latin", [URW / "P052-Roman.otf"], "{regular: P052-Roman.otf}", ":24:11: error:", "lacks letters of 'fa'", "ب", "[font-coverage]"),
            ("signs", [NOTO / "NotoNaskhArabic-Regular.ttf"], "{regular: NotoNaskhArabic-Regular.ttf}", None),
            ("axis", [MADE / "Variable.ttf"], "{regular: {file: Variable.ttf, axes: {wgth: 500}}}", ":10:", "has no axis 'wgth'"),
            ("range", [MADE / "Variable.ttf"], "{regular: {file: Variable.ttf, axes: {wght: 1200}}}", ":10:", "has no wght '1200'"),
            ("instance", [MADE / "Variable.ttf"], "{regular: {file: Variable.ttf, instance: Fat}}", ":10:", "has no instance 'Fat'"),
            ("static", [VAZIRMATN], "{regular: {file: Vazirmatn-Regular.ttf, axes: {wght: 500}}}", ":10:", "has no axis 'wght'"),
            ("absent", [], "{regular: Nobody.otf}", ":10:", "Nobody.otf", "[missing-font]")):
        pdf, faults = digest(publication(work, label, files, family))
        ok = not faults if parts == [None] else said(faults, *parts)
        good &= report(ok and pdf.exists(), f"{label}: {faults[:1]}")
    return good


def check_web(work):
    latin = [URW / f"P052-{face}.otf" for face in ("Roman", "Bold", "Italic", "BoldItalic")]
    english = "{regular: P052-Roman.otf, bold: P052-Bold.otf, italic: P052-Italic.otf, bold_italic: P052-BoldItalic.otf}"
    shutil.copy(MADE / "Variable.ttf", work / "Own [wght].ttf")  # as such files are named
    good = True
    for label, files, farsi in (
            ("static", [MADE / "Plain.ttf", MADE / "Heavy.ttf"], "{regular: Plain.ttf, bold: Heavy.ttf}"),
            ("variable", [work / "Own [wght].ttf"], "{regular: 'Own [wght].ttf'}"),
            ("cff2", [MADE / "Variable.otf"], "{regular: Variable.otf}"),
            ("named", [MADE / "Variable.ttf"], "{regular: {file: Variable.ttf, axes: {wght: 550}}, bold: {file: Variable.ttf, instance: Black}}")):
        pub = publication(work, f"{label}-pub", files + latin, farsi, english)
        subprocess.run([BEYT, "build", "-C", pub, "-o", work / label], capture_output=True)
        sizes = {path.name: path.stat().st_size for path in (work / label / "assets/fonts").glob("*.woff2")}
        own = {name: size for name, size in sizes.items() if not name.startswith(("JetBrains", "P052", "Vazirmatn"))}
        good &= report(own and all(size < 70000 for size in own.values()), f"{label}: {own}")
        good &= report(not any(set(" []") & set(name) for name in sizes), f"{label}: names need no quotes")
    node = subprocess.run(["node", pathlib.Path(__file__).parent / "web.mjs", work], capture_output=True, text=True)
    print(node.stdout, node.stderr)
    return good and node.returncode == 0


def check_kashida(work):
    """Noto Nastaliq has a tatweel, and no join that is level with it."""
    good = True
    for file, works in (("NotoNastaliqUrdu-Regular.ttf", False), ("NotoKufiArabic-Regular.ttf", True), ("NotoSansArabic-Regular.ttf", True)):
        pub = publication(work, file, [NOTO / file], f"{{regular: {file}, kashida: yes}}")
        _, faults = digest(pub)
        good &= report(said(faults, ":10:", "[font-kashida]") != works, f"{file}: kashida {'' if works else 'not '}possible")
    return good


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        check = {"cff": check_cff, "variable": check_variable, "faults": check_faults, "web": check_web, "kashida": check_kashida}[sys.argv[1]]
        sys.exit(0 if check(pathlib.Path(folder)) else 1)
