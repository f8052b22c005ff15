#!/usr/bin/env python3
"""tagged.py PUBLICATION: the structure tree of its digests. All content is tagged or an artifact; headings skip no
level; links have their annotation; tables are regular; and what the tree says is what the posts say, in logical order.

Environment: BEYT. Needs qpdf.
"""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "pdf_text"))
import blocks

BEYT = os.environ["BEYT"]
TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<<(?:[^<>]|<[^<>]*>)*>>|<[^>]*>|\[|\]|/[^\s/<>\[\]()]+|[^\s/<>\[\]()]+")
PAINTS = {b"Tj", b"TJ", b"f", b"f*", b"S", b"s", b"B", b"b", b"Do", b"sh"}
PARENTS = {"/TR": {"/Table"}, "/TH": {"/TR"}, "/TD": {"/TR"}, "/LI": {"/L"}, "/LBody": {"/LI"}, "/TOCI": {"/TOC"}}
CONTROLS = dict.fromkeys([0x200E, 0x200F, 0x061C, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
faults = []


def string(value):
    return value[2:] if isinstance(value, str) and value.startswith("u:") else value


def fold(text):
    return re.sub(r"\s+", " ", text.translate(CONTROLS)).strip()


class File:
    def __init__(self, path):
        self.name = os.path.basename(path)
        dump = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
                               "--decode-level=generalized", path], capture_output=True, check=True).stdout
        self.objects = json.loads(dump)["qpdf"][1]
        self.root = self.follow(self.objects["trailer"]["value"]["/Root"])
        self.pages = []
        self.read_pages(self.root["/Pages"])
        self.maps, self.marks = {}, {}
        for reference in self.pages:
            self.read_page(reference)
        self.claimed = set()
        self.headings = []

    def fault(self, text):
        faults.append(f"{self.name}: {text}")

    def follow(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.objects["obj:" + value]
            value = entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def data(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def read_pages(self, reference):
        node = self.follow(reference)
        for kid in node.get("/Kids", []):
            self.read_pages(kid)
        if node["/Type"] == "/Page":
            self.pages.append(reference)

    def unicode_map(self, font):
        if font not in self.maps:
            text = self.data(self.follow(font)["/ToUnicode"])
            pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]*)>\n", text)
            self.maps[font] = {int(code, 16): bytes.fromhex(value.decode()).decode("utf-16-be") for code, value in pairs}
        return self.maps[font]

    def read_page(self, reference):
        """(page, MCID) -> what its codes say; every paint stands in a mark or an artifact."""
        page = self.follow(reference)
        if page.get("/Tabs") != "/S":
            self.fault("a page without /Tabs /S")
        fonts = self.follow(self.follow(page["/Resources"]).get("/Font", {}))
        open_mark, operands, font = None, [], None
        for token in TOKEN.findall(self.data(page["/Contents"])):
            if token == b"BDC":
                if open_mark:
                    self.fault("marked content inside of marked content")
                number = re.search(rb"/MCID (\d+)", operands[-1])
                open_mark = ("artifact", None) if not number else (reference, int(number[1]))
                if number and open_mark in self.marks:
                    self.fault(f"MCID {open_mark} twice")
                if number:
                    self.marks[open_mark] = ""
            elif token == b"EMC":
                open_mark = None
            elif token == b"Tf":
                font = fonts[operands[-2].decode()]
            elif token in PAINTS:
                if not open_mark:
                    self.fault(f"{token.decode()} outside of any mark")
                elif open_mark[0] != "artifact" and token in (b"Tj", b"TJ"):
                    codes = b"".join(b"".join(item[1:-1].split()) for item in operands if item[:1] == b"<")
                    known = self.unicode_map(font)
                    self.marks[open_mark] += "".join(known[int(codes[i:i + 4], 16)] for i in range(0, len(codes), 4))
            if re.fullmatch(rb"[A-Za-z*'\"]+", token):
                operands = []
            else:
                operands.append(token)

    def text(self, reference, page=None, parent=None):
        """The text of an element, by ActualText where there is one; checks it on the way."""
        element = self.follow(reference)
        kind, page = element["/S"], element.get("/Pg", page)
        if kind in PARENTS and parent not in PARENTS[kind]:
            self.fault(f"{kind} in {parent}")
        self.check(element, kind)
        kids = element.get("/K", [])
        out = []
        for kid in kids if isinstance(kids, list) else [kids]:
            value = self.follow(kid)
            if isinstance(value, int):
                out.append(self.claim(page, value))
            elif value.get("/Type") == "/MCR":
                out.append(self.claim(value["/Pg"], value["/MCID"]))
            elif value.get("/Type") != "/OBJR":
                out.append(self.text(kid, page, kind))
        own = string(element.get("/ActualText"))
        inner = own if own is not None else "".join(out)
        if kind == "/Reference" and parent != "/TOCI":  # a note's mark, which the blocks leave out
            if not inner.strip():
                self.fault("a note's mark without text")
            return ""
        inline = kind in ("/Span", "/Link", "/Reference", "/Code")
        return inner if inline else f"\n{inner}\n"

    def claim(self, page, number):
        if (page, number) not in self.marks or (page, number) in self.claimed:
            self.fault(f"MCID {number} of {page} is not there, or belongs to two")
        self.claimed.add((page, number))
        return self.marks.get((page, number), "")

    def check(self, element, kind):
        kids = [self.follow(kid) for kid in element.get("/K", [])]
        if kind == "/Figure" and not string(element.get("/Alt")):
            self.fault("a Figure without Alt")
        if kind == "/Link":
            annotations = [self.follow(kid["/Obj"]) for kid in kids if isinstance(kid, dict) and kid.get("/Type") == "/OBJR"]
            if not annotations or not all(string(a.get("/Contents")) and "/StructParent" in a for a in annotations):
                self.fault("a Link without its annotation")
            if len(kids) == len(annotations):
                self.fault("a Link without contents")
        if kind == "/Table":
            rows = [len(row["/K"]) for row in kids]
            heads = [cell for cell in map(self.follow, kids[0]["/K"]) if cell["/S"] == "/TH"]
            if len(set(rows)) != 1 or len(heads) != rows[0] or not all(h["/A"]["/Scope"] == "/Column" for h in heads):
                self.fault(f"a table with rows of {rows} cells and {len(heads)} heads")
        if re.fullmatch("/H[1-6]", kind):
            self.headings.append(int(kind[2]))

    def check_tree(self):
        tree = self.follow(self.root["/StructTreeRoot"])
        text = self.text(tree["/K"])
        if self.claimed != set(self.marks):
            self.fault(f"{len(set(self.marks) - self.claimed)} marks belong to no element")
        for before, level in zip([0] + self.headings, self.headings):
            if level > before + 1:
                self.fault(f"H{level} after H{before}")
        numbers = self.follow(tree["/ParentTree"])["/Nums"]
        links = sum(len(self.follow(self.follow(p).get("/Annots", []))) for p in self.pages)
        if len(numbers) != 2 * (len(self.pages) + links):
            self.fault("the tree of parents lacks pages or annotations")
        if self.follow(self.root["/MarkInfo"]).get("/Marked") is not True or not self.root.get("/Lang"):
            self.fault("not marked, or without a language")
        return fold(text)


def check_digest(folder, name, lang, work):
    path = os.path.join(work, f"{name}.{lang}.pdf")
    subprocess.run([BEYT, "digest", "-C", folder, "-l", lang, "-o", path, name], check=True, capture_output=True)
    text = File(path).check_tree()
    found = 0
    for own in ("fa", "en") if lang == "both" else (lang,):
        for post in sorted(os.listdir(os.path.join(folder, own))):
            wanted = [fold(block) for _, block in blocks.read_blocks(BEYT, folder, f"{own}/{post}", own)]
            # Only of posts that the digest has.
            if not wanted or sum(block in text for block in wanted) < len(wanted) / 2:
                continue
            found += 1
            at = 0
            for block in wanted:
                place = text.find(block, at)
                if place < 0:
                    again = "out of order" if block in text else "missing"
                    faults.append(f"{name}.{lang}: {own}/{post}: {again}: {block[:90]}")
                else:
                    at = place + len(block)
    print(f"{name}.{lang}: {found} posts read from the tree", flush=True)
    if not found:
        faults.append(f"{name}.{lang}: no post is found in the tree")


def main():
    folder = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        for definition in sorted(os.listdir(os.path.join(folder, "digests"))):
            for lang in ("fa", "en", "both"):
                check_digest(folder, definition.removesuffix(".yaml"), lang, work)
    for fault in faults[:40]:
        print(fault)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
