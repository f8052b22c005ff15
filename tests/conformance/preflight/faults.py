#!/usr/bin/env python3
"""Every rule of `beyt preflight` with a file that breaks it and no other. `faults.py sound`, `faults.py faulty`,
`faults.py hostile`."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import zlib

import pdf as make

BEYT = os.environ["BEYT"]
ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = pathlib.Path(tempfile.mkdtemp())
READING, PRESS = "ua1,a2u", "x4"


def preflight(data, profiles=None, name="x.pdf"):
    return preflight_all([data], profiles, name)


def preflight_all(files, profiles=None, name="x.pdf"):
    """Several in one process: under ASan starting it takes longer than reading a file."""
    paths = []
    for index, data in enumerate(files):
        paths.append(FOLDER / (f"{index}-{name}" if len(files) > 1 else name))
        paths[-1].write_bytes(data)
    options = ["--profile", profiles] if profiles else []
    return subprocess.run([BEYT, "preflight", "--format", "json", *options, *paths], capture_output=True, text=True)


def findings(data, profiles=None):
    run = preflight(data, profiles)
    assert run.returncode in (0, 1), (run.returncode, run.stderr)
    found = json.loads(run.stdout)[0]["findings"]
    assert bool(found) == (run.returncode == 1), run
    return found


def element(pdf, number, parent, kind, kids, more=""):
    pdf.objects[number] = f"<< /Type /StructElem /S /{kind} /P {parent} 0 R /Pg 10 0 R /K {kids} {more} >>"


def unmarked(pdf):
    pdf.change(1, "/MarkInfo << /Marked true >>", "")


def content(old, new):
    return lambda pdf: pdf.change(11, old, new)


def change(number, old, new):
    return lambda pdf: pdf.change(number, old, new)


def both(*changes):
    return lambda pdf: [one(pdf) for one in changes]


def add(number, value):
    return lambda pdf: pdf.objects.__setitem__(number, value)


def attribute(name, value):
    return lambda pdf: setattr(pdf, name, value)


def trailer(key, value):
    def run(pdf):
        pdf.trailer.pop(key, None)
        if value:
            pdf.trailer[key] = value
    return run


def heading(level):
    return both(content("/H1 <<", f"/H{level} <<"), change(32, "/H1", f"/H{level}"))


def annotation(text, tagged=True):
    """A second annotation, number 60, in an element of its own."""
    def run(pdf):
        pdf.change(10, "[12 0 R]", "[12 0 R 60 0 R]")
        pdf.objects[60] = text
        if not tagged:
            return
        pdf.change(31, "40 0 R", "40 0 R 61 0 R")
        element(pdf, 61, 31, "Annot", "<< /Type /OBJR /Obj 60 0 R /Pg 10 0 R >>")
        pdf.change(30, "1 34 0 R]", "1 34 0 R 2 61 0 R]")
        pdf.change(30, "NextKey 2", "NextKey 3")
    return run


def form(dictionary="", data=b"", uses=1):
    """A form XObject, number 62, painted as an artifact."""
    def run(pdf):
        pdf.change(10, "/XObject <<", "/XObject << /X 62 0 R")
        head = "/Artifact BMC " + "/X Do " * uses + "EMC\n"
        pdf.objects[11] = (pdf.objects[11][0], head.encode() + pdf.objects[11][1])
        pdf.objects[62] = (f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {dictionary} >>", data)
    return run


NOTE = "<< /Type /Annot /Subtype /{} /Rect [0 0 5 5] /F {} /StructParent 2 {} {} >>".format
EMPTY = (  # an appearance
    "<< /Type /XObject /Subtype /Form /BBox [0 0 5 5] >>", b"")
LOOKS = both(add(63, EMPTY))
FIELD = "/AcroForm << /Fields [] {} >> /Lang".format

# (rule, base, profiles, what is changed)
CASES = [
    ("no-pages", "reading", "a2u", change(2, "[10 0 R] /Count 1", "[] /Count 0")),
    ("header", "reading", READING, attribute("head", b"%abcd\n")),
    ("version", "reading", READING, change(1, "/Lang", "/Version /2.0 /Lang")),
    ("version", "x4", "x4", attribute("version", "1.7")),
    ("version", "x1a", "x1a", attribute("version", "1.4")),
    ("end-of-file", "reading", READING, attribute("tail", b"more\n")),
    ("file-id", "reading", READING, trailer("ID", None)),
    ("file-id", "x4", "x4", trailer("ID", "[<> <>]")),
    ("filter", "reading", READING, lambda pdf: pdf.objects.__setitem__(6, (
        "<< /N 3 /Filter /LZWDecode >>", lzw(make.profile())))),
    ("external-stream", "reading", READING, change(13, "/Width", "/FFilter /FlateDecode /Width")),
    ("limits", "reading", READING, change(3, "(T)", "(T) /" + "k" * 128 + " 1")),
    ("limits", "reading", READING, change(10, "/Tabs", "/X 2147483648 /Tabs")),
    ("limits", "reading", READING, content("/G gs", "/G gs " + "q " * 29 + "Q " * 29)),
    ("missing-resource", "reading", READING, content("/G gs", "/Q gs")),
    ("bad-operator", "reading", READING, content("/G gs", "/G gs hello")),
    ("unbalanced", "reading", READING, content("/G gs", "/G gs q")),
    ("unbalanced", "reading", READING, content("/G gs", "/G gs EMC")),
    ("media-box", "reading", READING, change(10, "/MediaBox [0 0 400 400]", "")),
    ("trim-box", "x4", "x4", change(10, "/TrimBox [20 20 380 380]", "")),
    ("trim-box", "x1a", "x1a", change(10, "/TrimBox", "/ArtBox [30 30 370 370] /TrimBox")),
    ("box-nesting", "x4", "x4", change(10, "[20 20", "[5 20")),
    ("box-nesting", "x1a", "x1a", change(10, "[10 10", "[-10 10")),
    ("box-size", "reading", READING, change(10, "[0 0 400 400]", "[0 0 400 15000]")),
    ("output-intent", "reading", READING, both(change(1, "/OutputIntents [5 0 R]", ""), change(14, "/ca 0.5", ""))),
    ("output-intent", "x4", "x4", change(5, "GTS_PDFX", "GTS_PDFA1")),
    ("output-intent", "x1a", "x1a", both(add(7, "<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (a)"
                                             " /DestOutputProfile 6 0 R >>"), change(1, "[5 0 R]", "[5 0 R 7 0 R]"))),
    ("output-condition", "x4", "x4", change(5, "/OutputConditionIdentifier (FOGRA39)", "")),
    ("output-profile", "x4", "x4", add(6, ("<< /N 4 >>", make.profile(b"CMYK", b"mntr")))),
    ("output-profile", "reading", READING, change(5, "/DestOutputProfile 6 0 R", "")),
    ("output-profile", "reading", READING, add(6, ("<< /N 4 >>", make.profile()))),
    ("output-profile", "x1a", "x1a", add(6, ("<< /N 3 >>", make.profile(b"RGB ", b"prtr")))),
    ("device-colour", "reading", READING, content("0 0 1 rg", "0 0 0 1 k")),
    ("device-colour", "x4", "x4", content("0 0 0 1 k", "0 0 1 rg")),
    ("device-colour", "x1a", "x1a", content("0 0 0 1 k", "0 0 1 rg")),
    ("device-colour", "x4", "x4", change(10, "/Contents", "/Group << /S /Transparency /CS /DeviceRGB >> /Contents")),
    ("independent-colour", "x1a", "x1a", both(add(7, ("<< /N 4 >>", make.profile(b"CMYK", b"prtr"))),
                                              change(13, "/DeviceCMYK", "[/ICCBased 7 0 R]"))),
    ("icc-profile", "reading", READING, both(add(7, ("<< /N 3 >>", b"no profile")),
                                             change(13, "/DeviceRGB", "[/ICCBased 7 0 R]"))),
    ("icc-profile", "x4", "x4", both(add(7, ("<< /N 3 >>", make.profile(b"CMYK", b"prtr"))),
                                     change(13, "/DeviceCMYK", "[/ICCBased 7 0 R]"))),
    ("graphics-state", "reading", READING, change(14, "/ca", "/TR /Identity /ca")),
    ("graphics-state", "x4", "x4", change(14, "/OP", "/HTP [0 0] /OP")),
    ("rendering-intent", "reading", READING, change(14, "/Perceptual", "/Nice")),
    ("rendering-intent", "x4", "x4", content("/G gs", "/G gs /Nice ri")),
    ("image-interpolation", "reading", READING, change(13, "/Width", "/Interpolate true /Width")),
    ("image-interpolation", "reading", READING, content("/I Do", "/I Do BI /W 1 /H 1 /BPC 8 /CS /RGB /I true ID abc EI")),
    ("image-alternates", "reading", READING, change(13, "/Width", "/Alternates [] /Width")),
    ("opi", "x4", "x4", change(13, "/Width", "/OPI << >> /Width")),
    ("reference-xobject", "reading", READING, form("/Ref << /F (a.pdf) /Page 0 >>")),
    ("postscript-xobject", "reading", "a2u", form("/Subtype2 /PS")),
    ("blend-mode", "reading", READING, change(14, "/ca", "/BM /Nice /ca")),
    ("transparency", "x1a", "x1a", change(14, "/OP", "/ca 0.5 /OP")),
    ("font-embedded", "reading", READING, change(22, "/FontFile2 23 0 R", "")),
    ("font-embedded", "x1a", "x1a", change(22, "/FontFile2 23 0 R", "")),
    ("font-program", "reading", READING, add(23, ("<< >>", b"no font"))),
    ("font-cid-map", "reading", READING, change(21, "/CIDToGIDMap /Identity", "")),
    ("font-cmap", "reading", READING, change(20, "/Identity-H", "/Mine")),
    ("font-subset", "reading", READING, both(add(26, ("<< >>", b"\x80")), change(22, "/Flags", "/CIDSet 26 0 R /Flags"))),
    ("font-widths", "reading", READING, change(21, "[600]", "[610]")),
    ("font-widths", "x4", "x4", change(21, "[600]", "[598]")),
    ("font-encoding", "reading", READING, both(
        add(27, "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Tiny /FirstChar 1 /LastChar 1 /Widths [600]"
                " /FontDescriptor 22 0 R /Encoding /WinAnsiEncoding /ToUnicode 28 0 R >>"),
        add(28, ("<< >>", make.TO_UNICODE.replace(b"<0001>", b"<01>"))),
        change(10, "/F 20 0 R", "/F 20 0 R /S 27 0 R"),
        content("/F 10 Tf 10 10 Td <0001> Tj", "/S 10 Tf 10 10 Td <01> Tj"))),
    ("font-unicode", "reading", READING, change(20, "/ToUnicode 24 0 R", "")),
    ("font-unicode", "reading", READING, change(24, "<0062>", "<FEFF>")),
    ("font-notdef", "reading", READING, both(content("<0001> Tj", "<0000> Tj"), change(21, "[1 [600]]", "[0 [500 600]]"),
                                             change(24, "1 beginbfchar", "2 beginbfchar <0000> <0063>"))),
    ("metadata-packet", "reading", READING, change(4, "W5M0", 'W5M0" bytes="9')),
    ("metadata-schema", "reading", READING, change(4, "namespaceURI>http://www.aiim.org/pdfua", "namespaceURI>http://other")),
    ("identification", "reading", "ua1", change(4, "<pdfuaid:part>1", "<pdfuaid:part>2")),
    ("identification", "reading", "a2u", change(4, "<pdfaid:conformance>U", "<pdfaid:conformance>B")),
    ("identification", "reading", "a3u", lambda pdf: None),
    ("identification", "x4", "x4", change(4, "PDF/X-4", "PDF/X-3")),
    ("identification", "x1a", "x1a", change(3, "PDF/X-1a:2001", "PDF/X-1:2001")),
    ("title", "reading", "ua1", change(4, '<rdf:li xml:lang="x-default">T<', '<rdf:li xml:lang="x-default"><')),
    ("title", "x1a", "x1a", change(3, "/Title (T)", "")),
    ("display-title", "reading", READING, change(1, "/DisplayDocTitle true", "")),
    ("dates", "x4", "x4", change(4, "xmp:MetadataDate>2026-11-24T12:00:00Z</xmp:MetadataDate", "xmp:Rating>1</xmp:Rating")),
    ("dates", "x1a", "x1a", change(3, "/ModDate (D:20261124120000Z)", "")),
    ("media-management", "x4", "x4", change(4, "<xmpMM:VersionID>1</xmpMM:VersionID>", "")),
    ("info-metadata", "x4", "x4", change(3, "(hand)", "(foot)")),
    ("trapped", "x4", "x4", change(3, "/False", "/Unknown")),
    ("trapped", "x1a", "x1a", change(3, "/Trapped /False", "")),
    ("language", "reading", READING, change(1, "/Lang (en)", "")),
    ("language-tag", "reading", READING, change(1, "(en)", "(English please)")),
    ("language-tag", "reading", READING, change(32, "/Pg", "/Lang (f*) /Pg")),
    ("marked", "reading", READING, unmarked),
    ("suspects", "reading", READING, change(1, "/Marked true", "/Marked true /Suspects true")),
    ("structure-sound", "reading", READING, change(39, "/P 37 0 R", "/P 36 0 R")),
    ("untagged", "reading", READING, content("/G gs", "/G gs 0 0 1 1 re f")),
    ("artifact-in-tag", "reading", READING, content("/H1 << /MCID 0 >> BDC", "/H1 << /MCID 0 >> BDC /Artifact BMC EMC")),
    ("tag-in-artifact", "reading", READING, content("/H1 << /MCID 0 >> BDC", "/Artifact BMC /H1 << /MCID 0 >> BDC EMC EMC /Artifact BMC")),
    ("mcid-repeated", "reading", READING, content("/G gs", "/G gs /H1 << /MCID 0 >> BDC EMC")),
    ("mcid-unclaimed", "reading", READING, content("/G gs", "/G gs /P << /MCID 9 >> BDC EMC")),
    ("mcid-missing", "reading", READING, change(32, "/K 0", "/K [0 9]")),
    ("parent-tree", "reading", READING, change(30, "[0 [32 0 R 34 0 R", "[0 [34 0 R 34 0 R")),
    ("parent-tree", "reading", READING, change(30, "NextKey 2", "NextKey 1")),
    ("role", "reading", READING, change(33, "/S /P", "/S /Para")),
    ("role-remapped", "reading", READING, change(30, "/K 31", "/RoleMap << /P /Sect >> /K 31")),
    ("nesting", "reading", READING, change(33, "/S /P", "/S /LI")),
    ("figure-text", "reading", READING, change(40, "/Alt (a dot)", "")),
    ("formula-text", "reading", READING, both(change(40, "/S /Figure", "/S /Formula"), change(40, "/Alt (a dot)", ""))),
    ("heading-order", "reading", READING, heading(2)),
    ("heading-kinds", "reading", READING, change(33, "/S /P", "/S /H")),
    ("table-headers", "reading", READING, change(38, "/A << /O /Table /Scope /Column >>", "")),
    ("table-headers", "reading", READING, change(38, "/S /TH", "/S /TD")),
    ("table-shape", "reading", READING, change(38, "/Scope /Column", "/Scope /Column /ColSpan 2")),
    ("note-id", "reading", READING, change(41, "/ID (note1)", "")),
    ("note-id", "reading", READING, change(32, "/Pg", "/ID (note1) /Pg")),
    ("annotation-type", "reading", READING, both(annotation(NOTE("Movie", 4, "/Contents (m)", "/AP << /N 63 0 R >>")), LOOKS)),
    ("annotation-flags", "reading", READING, change(12, "/F 4", "/F 0")),
    ("annotation-looks", "reading", READING, annotation(NOTE("Text", 4, "/Contents (m)", ""))),
    ("annotation-looks", "reading", READING, both(annotation(NOTE("Text", 4, "/Contents (m)", "/AP << /N 63 0 R /D 63 0 R >>")), LOOKS)),
    ("annotation-untagged", "reading", READING, both(annotation(NOTE("Text", 4, "/Contents (m)", "/AP << /N 63 0 R >>"), False), LOOKS)),
    ("annotation-text", "reading", READING, both(annotation(NOTE("Text", 4, "", "/AP << /N 63 0 R >>")), LOOKS)),
    ("trap-network", "reading", READING, both(annotation(NOTE("TrapNet", 4, "/Contents (m)", "/AP << /N 63 0 R >>")), LOOKS)),
    ("tab-order", "reading", READING, change(10, "/Tabs /S", "/Tabs /R")),
    ("link-untagged", "reading", READING, change(34, "[1 << /Type /OBJR /Obj 12 0 R /Pg 10 0 R >>]", "1")),
    ("link-text", "reading", READING, change(12, "/Contents (to x)", "")),
    ("annotation-in-print", "x4", "x4", both(change(10, "/Contents", "/Annots [60 0 R] /Contents"),
                                             add(60, "<< /Type /Annot /Subtype /Text /Rect [30 30 40 40] /F 4 >>"))),
    ("form-fields", "reading", READING, change(1, "/Lang", FIELD("/NeedAppearances true"))),
    ("xfa", "reading", READING, change(1, "/Lang", FIELD("/XFA (x)"))),
    ("action", "reading", READING, change(12, "/S /URI /URI (http://x.example)", "/S /Launch /F (a)")),
    ("action", "x1a", "x1a", change(1, "/Metadata", "/OpenAction << /S /GoTo /D [10 0 R /Fit] >> /Metadata")),
    ("trigger", "reading", READING, change(10, "/Tabs", "/AA << >> /Tabs")),
    ("file-name", "attached", "a3u,ua1", change(50, "/UF (a.md)", "")),
    ("file-not-pdf", "attached", "a2u", change(4, "<pdfaid:part>3", "<pdfaid:part>2")),
    ("file-relationship", "attached", "a3u", change(50, "/AFRelationship /Source", "")),
    ("file-type", "attached", "a3u", change(51, "/Subtype /text#2Fmarkdown", "")),
    ("file-unassociated", "attached", "a3u", change(1, "/AF [50 0 R]", "")),
    ("layers", "reading", READING, change(1, "/Lang", "/OCProperties << /OCGs [] /D << >> >> /Lang")),
    ("layers", "reading", READING, change(1, "/Lang", "/OCProperties << /OCGs [] /D << /Name (a) /AS [] >> >> /Lang")),
    ("layers", "x1a", "x1a", change(1, "/Metadata", "/OCProperties << /OCGs [] /D << >> >> /Metadata")),
    ("presentation", "reading", READING, change(10, "/Tabs", "/PresSteps << >> /Tabs")),
    ("requirements", "reading", READING, change(1, "/Lang", "/Requirements [] /Lang")),
]
BASES = {"reading": make.reading_pdf, "attached": make.attached_pdf, "x4": lambda: make.press_pdf("x4"),
         "x1a": lambda: make.press_pdf("x1a")}


def lzw(data):
    """LZW with codes of 9 bits only: the table is cleared before it grows (ISO 32000-1, 7.4.4)."""
    bits = ""
    for start in range(0, len(data), 200):
        bits += f"{256:09b}" + "".join(f"{byte:09b}" for byte in data[start:start + 200])
    bits += f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def sound():
    for base, profiles in (("reading", "ua1,a2u"), ("reading", "a2b"), ("attached", "a3u,ua1,a3b"), ("x4", "x4"), ("x1a", "x1a")):
        data = BASES[base]().write()
        assert findings(data, profiles) == [], (base, findings(data, profiles))
        path = FOLDER / "sound.pdf"
        path.write_bytes(data)
        assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0
    claimed = json.loads(preflight(BASES["x1a"]().write()).stdout)[0]
    assert claimed["profiles"] == "PDF/X-1a:2001" and claimed["pages"] == 1, claimed
    claimed = json.loads(preflight(BASES["attached"]().write()).stdout)[0]
    assert claimed["profiles"] == "PDF/UA-1, PDF/A-3u", claimed
    print("4 sound files pass 7 profiles")


def faulty():
    wrong = []
    for profiles in sorted({case[2] for case in CASES}):
        files, cases = [], [case for case in CASES if case[2] == profiles]
        for _, base, _, edit in cases:
            pdf = BASES[base]()
            edit(pdf)
            files.append(pdf.write())
        run = preflight_all(files, profiles)
        assert run.returncode == 1, (run.returncode, run.stderr)
        results = json.loads(run.stdout)
        assert len(results) == len(cases)
        for (rule, base, _, _), result in zip(cases, results):
            found = sorted({one["id"] for one in result["findings"]})
            if found != [rule]:
                wrong.append(f"{rule} ({base}): found {found}")
    table = (ROOT / "pipeline/preflight/rule_table.h").read_text()
    rules = set(re.findall(r'^RULE\("([\w-]+)"', table, re.M))
    # These are met in hostile(): each of them breaks others with it.
    elsewhere = {"syntax", "encrypted", "object-streams", "blending-space", "metadata", "structure", "shared-form"}
    wrong += [f"no file breaks {rule}" for rule in sorted(rules - {case[0] for case in CASES} - elsewhere)]
    wrong += [f"there is no rule {rule}" for rule in sorted({case[0] for case in CASES} - rules)]
    print("\n".join(wrong) or f"{len(CASES)} faulty files, each reported by its own rule alone, of {len(rules)} rules")
    return bool(wrong)


def ids(data, profiles):
    return {one["id"] for one in findings(data, profiles)}


def hostile():
    good = BASES["reading"]().write()
    # Rules that come with others.
    cut = good[:good.rindex(b"xref")]
    assert "syntax" in ids(cut, READING), ids(cut, READING)
    packed = FOLDER / "packed.pdf"
    (FOLDER / "x1a.pdf").write_bytes(BASES["x1a"]().write())
    subprocess.run(["qpdf", "--object-streams=generate", FOLDER / "x1a.pdf", packed], check=True)
    assert "object-streams" in ids(packed.read_bytes(), "x1a")
    plain = make.reading_pdf()
    plain.change(1, "/OutputIntents [5 0 R]", "")
    assert {"blending-space", "output-intent"} <= ids(plain.write(), "a2u")
    for key, rule in (("/Metadata 4 0 R", "metadata"), ("/StructTreeRoot 30 0 R", "structure")):
        plain = make.reading_pdf()
        plain.change(1, key, "")
        assert rule in ids(plain.write(), READING)
    plain = make.reading_pdf()
    form("", b"/P << /MCID 3 >> BDC EMC", 2)(plain)
    assert "shared-form" in ids(plain.write(), READING)
    # Encrypted: with the empty password it is read, with another it can't be.
    (FOLDER / "good.pdf").write_bytes(good)
    locked = FOLDER / "locked.pdf"
    subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--accessibility=n", "--", FOLDER / "good.pdf", locked])
    assert "encrypted" in ids(locked.read_bytes(), "a2u")
    subprocess.run(["qpdf", "--encrypt", "user", "owner", "256", "--", FOLDER / "good.pdf", locked], check=True)
    run = preflight(locked.read_bytes())
    assert run.returncode == 3 and "password" in run.stderr, run
    # No PDF at all.
    for data in (b"", b"%PDF-", b"hello", b"\0" * 1000, b"%PDF-1.7\n", b"%PDF-1.7\ntrailer << /Root 9 0 R >>"):
        run = preflight(data)
        assert run.returncode == 3 and run.stderr and not run.stderr.count("Sanitizer"), (data, run)
    bombs()
    circles(good)
    usage()
    torn(good)


def bombs():
    """Streams that would fill the memory are named and left alone."""
    once = zlib.compress(bytes(300 << 20), 9)
    for filters, data in (("/FlateDecode", once), ("[/FlateDecode /FlateDecode]", zlib.compress(once, 9))):
        pdf = make.reading_pdf()
        pdf.objects[11] = (f"<< /Filter {filters} >>", data)
        assert len(data) < 1 << 20
        found = findings(pdf.write(), READING)
        assert any("more than 256 MB" in one["message"] for one in found), found


def circles(good):
    """Trees that bite their own tail."""
    files = []

    def broken(edit):
        pdf = make.reading_pdf()
        edit(pdf)
        files.append(pdf.write())
    broken(change(2, "[10 0 R]", "[10 0 R 2 0 R]"))
    broken(change(33, "/K 34 0 R", "/K 31 0 R"))
    broken(form("/Resources << /XObject << /X 62 0 R >> >>", b"/X Do"))
    broken(change(30, "/K 31", "/RoleMap << /A /B /B /A >> /K 31"))
    broken(change(32, "/S /H1", "/S /A"))
    broken(change(10, "/Parent 2 0 R", "/Parent 10 0 R"))
    broken(content("/G gs", "[" * 5000))
    broken(content("/G gs", "<<" * 5000))
    broken(change(10, "/Annots [12 0 R]", "/Annots [12 0 R 99 0 R (x) null 5]"))
    broken(change(20, "[21 0 R]", "[20 0 R]"))
    broken(change(13, "/DeviceRGB", "[/Indexed [/Indexed [/Separation /A 13 0 R]]]"))
    broken(change(12, "/S /URI", "/Next 12 0 R /S /URI"))
    preflight_safely(files)


def preflight_safely(files):
    """All at once; one by one where that fails, so that the file is known."""
    run = preflight_all(files, "ua1,a2u,a3u,x4,x1a")
    if run.returncode in (0, 1, 3) and "Sanitizer" not in run.stderr and "runtime error" not in run.stderr:
        return
    for index, data in enumerate(files if len(files) > 1 else ()):
        print("file", index)
        preflight_safely([data])
    raise AssertionError(run)


def usage():
    for words in (["preflight"], ["preflight", "--profile", "x9", "a.pdf"], ["preflight", "--format", "xml", "a.pdf"]):
        run = subprocess.run([BEYT, *words], capture_output=True, text=True)
        assert run.returncode == 2 and run.stderr, run
    run = subprocess.run([BEYT, "preflight", FOLDER / "none.pdf"], capture_output=True, text=True)
    assert run.returncode == 3, run
    text = subprocess.run([BEYT, "preflight", "--profile", "ua1", FOLDER / "good.pdf"], capture_output=True, text=True)
    assert text.returncode == 0 and "no fault by" in text.stdout, text


def torn(good):
    """Truncated, and with bytes changed: as many as time allows, the same on every run."""
    dice = random.Random(1404)
    runs = int(os.environ.get("RUNS", "60"))
    for base in (good, BASES["attached"]().write(), BASES["x4"]().write()):
        files = []
        for _ in range(runs // 3):
            data = bytearray(base)
            for _ in range(dice.randrange(1, 12)):
                at = dice.randrange(len(data))
                data[at] = dice.choice((0, 32, 40, 41, 47, 60, 62, 91, 93, 48, 57, 255, dice.randrange(256)))
            if dice.random() < 0.4:
                data = data[:dice.randrange(len(data))]
            files.append(bytes(data))
        preflight_safely(files)
    print(f"hostile files: {runs} torn ones and the known ones")


if __name__ == "__main__":
    sys.exit({"sound": sound, "faulty": faulty, "hostile": hostile}[sys.argv[1]]())
