"""A small PDF made by hand: every object is text that a test may change before the file is written."""
import struct

NAMES = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
         "xmp": "http://ns.adobe.com/xap/1.0/", "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
         "pdf": "http://ns.adobe.com/pdf/1.3/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
         "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfxid": "http://www.npes.org/pdfx/ns/id/"}
DATE, XMP_DATE = "D:20261124120000Z", "2026-11-24T12:00:00Z"
SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"><pdfaExtension:schemas><rdf:Bag><rdf:li
 rdf:parseType="Resource"><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def font_program(widths=(500, 600), upem=1000):
    """A TrueType font of two empty glyphs."""
    tables = {
        b"glyf": b"\0\0\0\0",
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, upem, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, 600, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in widths),
        b"loca": struct.pack(">HHH", 0, 0, 0),
        b"maxp": struct.pack(">IH", 0x5000, 2),
    }
    offset, directory, data = 12 + 16 * len(tables), b"", b""
    for tag, table in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, 0, offset + len(data), len(table))
        data += table + b"\0" * (-len(table) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0) + directory + data


def profile(space=b"RGB ", kind=b"mntr", version=2):
    header = bytearray(132)
    header[0:4] = struct.pack(">I", 132)
    header[8], header[12:16], header[16:20], header[20:24], header[36:40] = version, kind, space, b"XYZ ", b"acsp"
    return bytes(header)


def xmp(properties, schema=True, header='<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'):
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items() if prefix != "rdf")
    body = "".join(f"<{name}>{value}</{name}>" for name, value in properties.items())
    return (f'{header}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{NAMES["rdf"]}">'
            f'{SCHEMA if schema else ""}<rdf:Description rdf:about="" {spaces}>{body}</rdf:Description>'
            '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>').encode()


class Pdf:
    """`objects`: number -> text, or (dictionary text, bytes) for a stream. The trailer is text."""

    def __init__(self, version="1.7"):
        self.version, self.objects, self.trailer = version, {}, {}
        self.head, self.tail = b"%\xe2\xe3\xcf\xd3\n", b""

    def write(self):
        out = bytearray(f"%PDF-{self.version}\n".encode() + self.head)
        places = {}
        for number, value in sorted(self.objects.items()):
            places[number] = len(out)
            if isinstance(value, tuple):
                dictionary, data = value
                text = dictionary.rstrip()[:-2].encode("latin-1") + f"/Length {len(data)}>>\nstream\n".encode()
                out += f"{number} 0 obj\n".encode() + text + data + b"\nendstream\nendobj\n"
            else:
                out += f"{number} 0 obj\n{value}\nendobj\n".encode("latin-1")
        start, size = len(out), max(self.objects) + 1
        out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
        for number in range(1, size):
            out += (f"{places[number]:010} 00000 n \n" if number in places else "0000000000 00000 f \n").encode()
        entries = " ".join(f"/{key} {value}" for key, value in self.trailer.items())
        out += f"trailer\n<< /Size {size} /Root 1 0 R {entries} >>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
        return bytes(out) + self.tail

    def change(self, number, old, new):
        """Puts `new` in the place of `old`, which must be there, in an object or in a stream's dictionary and data."""
        value = self.objects[number]
        if isinstance(value, str):
            assert old in value, (number, old, value)
            self.objects[number] = value.replace(old, new, 1)
            return
        dictionary, data = value
        assert old in dictionary or old.encode() in data, (number, old, value)
        if old in dictionary:
            self.objects[number] = (dictionary.replace(old, new, 1), data)
        else:
            self.objects[number] = (dictionary, data.replace(old.encode(), new.encode(), 1))


TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def
1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <0062> endbfchar
endcmap end end"""


def font_objects(pdf):
    """Objects 20 to 25: a composite font with one visible glyph, code 1."""
    pdf.objects[20] = ("<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Tiny /Encoding /Identity-H"
                       " /DescendantFonts [21 0 R] /ToUnicode 24 0 R >>")
    pdf.objects[21] = ("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Tiny /CIDToGIDMap /Identity"
                       " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
                       " /FontDescriptor 22 0 R /DW 1000 /W [1 [600]] >>")
    pdf.objects[22] = ("<< /Type /FontDescriptor /FontName /ABCDEF+Tiny /Flags 4 /FontBBox [0 0 0 0] /ItalicAngle 0"
                       " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 23 0 R >>")
    pdf.objects[23] = ("<< /Length1 1 >>", font_program())
    pdf.objects[24] = ("<< >>", TO_UNICODE)


def info_text(extra=""):
    return (f"<< /Title (T) /Creator (hand) /Producer (hand) /CreationDate ({DATE}) /ModDate ({DATE}) {extra} >>")


def properties(**more):
    base = {"dc:title": '<rdf:Alt><rdf:li xml:lang="x-default">T</rdf:li></rdf:Alt>', "xmp:CreatorTool": "hand",
            "pdf:Producer": "hand", "xmp:CreateDate": XMP_DATE, "xmp:ModifyDate": XMP_DATE,
            "xmp:MetadataDate": XMP_DATE}
    return {**base, **{key.replace("__", ":"): value for key, value in more.items()}}


def reading_pdf():
    """PDF/UA-1, PDF/A-2u and PDF/A-3u at once but for pdfaid: a heading, a link, a table, a figure, a note."""
    pdf = Pdf()
    pdf.trailer = {"Info": "3 0 R", "ID": "[<00112233> <00112233>]"}
    pdf.objects[1] = ("<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /Lang (en) /MarkInfo << /Marked true >>"
                      " /StructTreeRoot 30 0 R /ViewerPreferences << /DisplayDocTitle true >>"
                      " /OutputIntents [5 0 R] >>")
    pdf.objects[2] = "<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    pdf.objects[3] = info_text()
    pdf.objects[4] = ("<< /Type /Metadata /Subtype /XML >>",
                      xmp(properties(pdfaid__part="2", pdfaid__conformance="U", pdfuaid__part="1")))
    pdf.objects[5] = ("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
                      " /DestOutputProfile 6 0 R >>")
    pdf.objects[6] = ("<< /N 3 >>", profile())
    pdf.objects[10] = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 11 0 R /StructParents 0"
                       " /Tabs /S /Annots [12 0 R] /Resources << /Font << /F 20 0 R >> /XObject << /I 13 0 R >>"
                       " /ExtGState << /G 14 0 R >> >> >>")
    content = ["/Artifact BMC 0 0 1 rg 0 0 400 1 re f EMC", "/G gs"]
    for mcid, tag in enumerate(("H1", "Link", "TH", "TD", "Figure", "Note")):
        paint = "q 10 0 0 10 0 0 cm /I Do Q" if tag == "Figure" else "BT /F 10 Tf 10 10 Td <0001> Tj ET"
        content.append(f"/{tag} << /MCID {mcid} >> BDC {paint} EMC")
    pdf.objects[11] = ("<< >>", "\n".join(content).encode())
    pdf.objects[12] = ("<< /Type /Annot /Subtype /Link /Rect [10 10 50 20] /F 4 /StructParent 1 /Contents (to x)"
                       " /Border [0 0 0] /A << /S /URI /URI (http://x.example) >> >>")
    pdf.objects[13] = ("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
                       " /ColorSpace /DeviceRGB >>", b"abc")
    pdf.objects[14] = "<< /Type /ExtGState /ca 0.5 /RI /Perceptual >>"
    font_objects(pdf)
    pdf.objects[30] = ("<< /Type /StructTreeRoot /K 31 0 R /ParentTreeNextKey 2 /ParentTree"
                       " << /Nums [0 [32 0 R 34 0 R 38 0 R 39 0 R 40 0 R 41 0 R] 1 34 0 R] >> >>")
    element = "<< /Type /StructElem /S /{} /P {} 0 R /Pg 10 0 R /K {} {} >>".format
    pdf.objects[31] = element("Document", 30, "[32 0 R 33 0 R 35 0 R 40 0 R 41 0 R]", "")
    pdf.objects[32] = element("H1", 31, "0", "")
    pdf.objects[33] = element("P", 31, "34 0 R", "")
    pdf.objects[34] = element("Link", 33, "[1 << /Type /OBJR /Obj 12 0 R /Pg 10 0 R >>]", "")
    pdf.objects[35] = element("Table", 31, "[36 0 R 37 0 R]", "")
    pdf.objects[36] = element("TR", 35, "[38 0 R]", "")
    pdf.objects[37] = element("TR", 35, "[39 0 R]", "")
    pdf.objects[38] = element("TH", 36, "2", "/A << /O /Table /Scope /Column >>")
    pdf.objects[39] = element("TD", 37, "3", "")
    pdf.objects[40] = element("Figure", 31, "4", "/Alt (a dot)")
    pdf.objects[41] = element("Note", 31, "5", "/ID (note1)")
    return pdf


def attached_pdf():
    """PDF/A-3u with a file attached."""
    pdf = reading_pdf()
    pdf.objects[4] = ("<< /Type /Metadata /Subtype /XML >>",
                      xmp(properties(pdfaid__part="3", pdfaid__conformance="U", pdfuaid__part="1")))
    pdf.change(1, "/Lang", "/AF [50 0 R] /Names << /EmbeddedFiles << /Names [(a.md) 50 0 R] >> >> /Lang")
    pdf.objects[50] = ("<< /Type /Filespec /F (a.md) /UF (a.md) /AFRelationship /Source"
                       " /EF << /F 51 0 R /UF 51 0 R >> >>")
    pdf.objects[51] = ("<< /Type /EmbeddedFile /Subtype /text#2Fmarkdown >>", b"# a\n")
    return pdf


def press_pdf(kind):
    """PDF/X-4 or PDF/X-1a: a page with bleed, text in black."""
    x4 = kind == "x4"
    pdf = Pdf("1.6" if x4 else "1.3")
    pdf.trailer = {"Info": "3 0 R", "ID": "[<00112233> <00112233>]"}
    pdf.objects[1] = "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /OutputIntents [5 0 R] >>"
    pdf.objects[2] = "<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    claim = "" if x4 else "/GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001)"
    pdf.objects[3] = info_text(f"/Trapped /False {claim}")
    pdf.objects[4] = ("<< /Type /Metadata /Subtype /XML >>",
                      xmp(properties(pdfxid__GTS_PDFXVersion="PDF/X-4", pdf__Trapped="False", xmpMM__DocumentID="uuid:1",
                                     xmpMM__VersionID="1", xmpMM__RenditionClass="default"), schema=False))
    if not x4:
        pdf.objects[4] = ("<< /Type /Metadata /Subtype /XML >>", xmp(properties(), schema=False))
    pdf.objects[5] = ("<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)"
                      " /RegistryName (http://www.color.org) /Info (coated) /DestOutputProfile 6 0 R >>")
    pdf.objects[6] = ("<< /N 4 >>", profile(b"CMYK", b"prtr"))
    pdf.objects[10] = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /BleedBox [10 10 390 390]"
                       " /TrimBox [20 20 380 380] /Contents 11 0 R /Resources << /Font << /F 20 0 R >>"
                       " /XObject << /I 13 0 R >> /ExtGState << /G 14 0 R >> >> >>")
    pdf.objects[11] = ("<< >>", b"/G gs 0 0 0 1 k BT /F 10 Tf 30 30 Td <0001> Tj ET q 10 0 0 10 0 0 cm /I Do Q")
    pdf.objects[13] = ("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
                       " /ColorSpace /DeviceCMYK >>", b"abcd")
    pdf.objects[14] = "<< /Type /ExtGState /OP true /OPM 1 >>"
    font_objects(pdf)
    return pdf
