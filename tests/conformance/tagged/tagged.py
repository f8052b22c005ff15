#!/usr/bin/env python3
"""tagged.py PUBLICATION [CORPUS]: the structure tree of its digests, and of one of a few pairs of a corpus where it is
there. All content is tagged or an artifact; headings skip no level; links have their annotation; tables are regular; each
element holds the glyphs of its own text; and every block of every post stands in the tree once, in logical order, word
for word, with its note marks.

Environment: BEYT. Needs qpdf.
"""
import base64
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "pdf_text"), os.path.join(HERE, "..", "..", "bench")]
import blocks
import run

BEYT = os.environ["BEYT"]
TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<<(?:[^<>]|<[^<>]*>)*>>|<[^>]*>|\[|\]|/[^\s/<>\[\]()]+|[^\s/<>\[\]()]+")
PAINTS = {b"Tj", b"TJ", b"f", b"f*", b"S", b"s", b"B", b"b", b"Do", b"sh"}
PARENTS = {"/TR": {"/Table"}, "/TH": {"/TR"}, "/TD": {"/TR"}, "/LI": {"/L"}, "/LBody": {"/LI"}, "/TOCI": {"/TOC"}}
INLINE = {"/Span", "/Link", "/Reference", "/Code"}
CORPUS_PAIRS = 2
CONTROLS = dict.fromkeys([0x200E, 0x200F, 0x061C, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
faults = []


PDF_DOC = dict(zip(range(0x80, 0x90), "•†‡…—–ƒ⁄‹›−‰„“”‘"))


def string(value):
    if isinstance(value, str) and value.startswith("b:"):
        return "".join(PDF_DOC.get(byte, chr(byte)) for byte in bytes.fromhex(value[2:]))
    return value[2:] if isinstance(value, str) and value.startswith("u:") else value


def fold(text):
    return re.sub(r"\s+", " ", text.translate(CONTROLS)).strip()


def string_bytes(item):
    """What a string of a content stream stands for, in either of its two forms."""
    if item[:1] == b"<":
        return bytes.fromhex(item[1:-1].decode())
    return re.sub(rb"\\(.)", lambda found: b"\r" if found[1] == b"r" else found[1], item[1:-1], flags=re.S)


class File:
    def __init__(self, path):
        self.name = os.path.basename(path)
        dump = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
                               "--decode-level=generalized", path], capture_output=True, check=True).stdout
        self.objects = json.loads(dump)["qpdf"][1]
        self.root = self.follow(self.objects["trailer"]["value"]["/Root"])
        self.pages = []
        self.read_pages(self.root["/Pages"])
        self.maps, self.marks, self.artifacts = {}, {}, collections.Counter()
        for reference in self.pages:
            self.read_page(reference)
        self.claimed = set()
        self.headings = []
        self.articles = []  # each a list of (kind, text): the leaves of the tree in its order

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
                if not number:
                    self.artifacts[operands[-1]] += 1
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
                    codes = b"".join(string_bytes(item) for item in operands if item[:1] in b"<(")
                    known = self.unicode_map(font)
                    self.marks[open_mark] += "".join(known[codes[i] << 8 | codes[i + 1]] for i in range(0, len(codes), 2))
            if re.fullmatch(rb"[A-Za-z*'\"]+", token):
                operands = []
            else:
                operands.append(token)

    def text(self, reference, page=None, parent=None):
        """(text, codes) of an element: the text by ActualText where there is one. Checks it on the way, and keeps
        what stands in blocks."""
        element = self.follow(reference)
        kind, page = element["/S"], element.get("/Pg", page)
        if kind in PARENTS and parent not in PARENTS[kind]:
            self.fault(f"{kind} in {parent}")
        self.check(element, kind)
        if kind == "/Sect":
            self.articles.append([])
        kids = element.get("/K", [])
        words, codes = "", ""
        for kid in kids if isinstance(kids, list) else [kids]:
            value = self.follow(kid)
            if isinstance(value, int):
                inner = 2 * (self.claim(page, value),)
            elif value.get("/Type") == "/MCR":
                inner = 2 * (self.claim(value["/Pg"], value["/MCID"]),)
            else:
                inner = ("", "") if value.get("/Type") == "/OBJR" else self.text(kid, page, kind)
            words, codes = words + inner[0], codes + inner[1]
        words = string(element.get("/ActualText", words))
        self.compare(kind, words, codes)
        if kind in INLINE:
            return words, codes
        if words.strip() and self.articles:
            self.articles[-1].append((kind, fold(words)))
        return "", ""

    def compare(self, kind, words, codes):
        """An element holds the letters and digits that it says, whatever their order on the page."""
        said, shown = ("".join(sorted(c for c in text if c.isalnum())) for text in (words, codes))
        if said != shown:
            self.fault(f"{kind} says {fold(words)[:60]!r} and shows {fold(codes)[:60]!r}")

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
        if kind == "/L":
            self.check_list(element, kids[0])
        if re.fullmatch("/H[1-6]", kind):
            self.headings.append(int(kind[2]))

    def check_list(self, element, item):
        label = self.follow(item["/K"][0])
        if label["/S"] != "/Lbl":  # of an index: entries without marks
            if element["/A"]["/ListNumbering"] != "/None":
                self.fault("a list without labels that is said to have them")
            return
        first = fold(string(label.get("/ActualText", "")) or self.claimed_text(label))[:1]
        numbering = element["/A"]["/ListNumbering"]
        wanted = {"/Decimal"} if first.isdigit() else {"/LowerAlpha", "/LowerRoman"} if first.isalpha() else {"/Disc"}
        if numbering not in wanted:
            self.fault(f"a list that counts from {first!r} is {numbering}")

    def claimed_text(self, element):
        kids = element.get("/K", [])
        marks = [self.follow(kid) for kid in (kids if isinstance(kids, list) else [kids])]
        pairs = [(mark["/Pg"], mark["/MCID"]) if isinstance(mark, dict) and "/MCID" in mark else (element.get("/Pg"), mark)
                 for mark in marks]
        return "".join(self.marks.get(pair, "") for pair in pairs if not isinstance(pair[1], dict))

    def check_margins(self):
        """Running heads say what they are, on every page but the first."""
        heads = sum(count for kind, count in self.artifacts.items() if re.search(rb"/Pagination/Subtype/(Header|Footer)", kind))
        if len(self.pages) > 1 and heads < len(self.pages) - 1:
            self.fault(f"{heads} running heads on {len(self.pages)} pages: {dict(self.artifacts)}")

    def check_tree(self):
        tree = self.follow(self.root["/StructTreeRoot"])
        self.text(tree["/K"])
        self.check_margins()
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


def post_title(path):
    with open(path, encoding="utf-8") as file:
        found = re.search(r"^title: *(.*)$", file.read(), re.M)
    return fold(found[1].strip("\"'")) if found else ""


def wanted_blocks(folder, post, lang):
    """The halves of a couplet are one paragraph of the tree."""
    return [(kind, fold(text)) for kind, text in blocks.read_blocks(BEYT, folder, post, lang)]


def holds(kind, text, leaf):
    """Word for word; a pull quote has marks of ours, and a couplet is one leaf."""
    return text in (leaf, leaf.strip("“”«»")) or (
        kind == "hemistich" and (leaf.startswith(text + " ") or leaf.endswith(" " + text)))


def check_post(name, post, wanted, leaves):
    """Each block is a leaf, after the one before it, and none is there once more."""
    texts = [text for kind, text in leaves if kind != "/Lbl"]
    at, start = 0, None
    for kind, text in wanted:
        same = kind == "hemistich" and at > 0  # of the couplet before
        place = next((i for i in range(at - same, len(texts)) if holds(kind, text, texts[i])), None)
        if place is None:
            again = "out of order" if any(holds(kind, text, leaf) for leaf in texts) else "missing"
            faults.append(f"{name}: {post}: {again}: {kind} {text[:90]}")
            continue
        at, start = place + 1, place if start is None else start
    counts = collections.Counter(texts[start:])
    for text, count in collections.Counter(text for kind, text in wanted if kind != "hemistich").items():
        if counts[text] > count:
            faults.append(f"{name}: {post}: {counts[text]} times and not {count}: {text[:90]}")


def check_digest(folder, name, lang, work):
    path = os.path.join(work, f"{name}.{lang}.pdf")
    subprocess.run([BEYT, "digest", "-C", folder, "-l", lang, "-o", path, name], check=False, capture_output=True)
    file = File(path)
    file.check_tree()
    everything = " ".join(text for article in file.articles for _, text in article)
    colophon = set(re.findall(r"\b((?:fa|en)/[\w-]+) · [0-9a-f]{12}", everything))
    carried = set()
    for own in ("fa", "en") if lang == "both" else (lang,):
        for source in sorted(os.listdir(os.path.join(folder, own))):
            title = ("/H1", post_title(os.path.join(folder, own, source)))
            found = [article for article in file.articles if title in article]
            carried |= {f"{own}/{source.removesuffix('.md')}"} if found else set()
            if len(found) > 1:
                faults.append(f"{name}.{lang}: {len(found)} articles have the title {title[1]}")
            for article in found:
                check_post(f"{name}.{lang}", f"{own}/{source}", wanted_blocks(folder, f"{own}/{source}", own), article)
    if not carried or (colophon and colophon != carried):
        faults.append(f"{name}.{lang}: the tree has {sorted(carried)}, the colophon {sorted(colophon)}")
    print(f"{name}.{lang}: {len(carried)} posts read from the tree", flush=True)


def check_corpus(corpus, work):
    folder = os.path.join(work, "corpus")
    run.make(pathlib.Path(corpus), pathlib.Path(folder), CORPUS_PAIRS)
    for number, path in enumerate(sorted(pathlib.Path(folder).glob("*/*.md"))):  # parts of one guide have one title
        path.write_text(re.sub(r"(?m)^title: .*", f"title: Guide {number}", path.read_text(), count=1))
    for lang in ("fa", "both"):
        check_digest(folder, "all", lang, work)


def main():
    folder = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        for definition in sorted(os.listdir(os.path.join(folder, "digests"))):
            for lang in ("fa", "en", "both"):
                check_digest(folder, definition.removesuffix(".yaml"), lang, work)
        if len(sys.argv) > 2 and os.path.isdir(sys.argv[2]):
            check_corpus(sys.argv[2], work)
    for fault in faults[:40]:
        print(fault)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
