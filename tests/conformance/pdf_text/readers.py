"""What four PDF readers say that the text of a file is, and how far that is from the source."""
import json
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
CONTROLS = dict.fromkeys([0x200E, 0x200F, 0x061C, 0xFEFF, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9@#][A-Za-z0-9@#./:_+'’\- ]*[A-Za-z0-9]|[0-9۰-۹٠-٩]+(?:[.,:/٫٬][0-9۰-۹٠-٩]+)*")


def run(command):
    return subprocess.run(command, capture_output=True, check=True).stdout


def unreverse(text):
    """MuPDF 1.21 gives the glyphs from left to right: turn each line round, and what is read from
    left to right back."""
    return "\n".join(LEFT_TO_RIGHT.sub(lambda m: m.group(0)[::-1], line[::-1]) for line in text.split("\n"))


# Each reads a list of files, since node takes longer to start than to read.
def read_poppler(paths, rtl):
    return [run(["pdftotext", "-enc", "UTF-8", path, "-"]).decode() for path in paths]


def read_mupdf(paths, rtl):
    texts = [run(["mutool", "draw", "-q", "-F", "txt", path]).decode(errors="replace") for path in paths]
    return [unreverse(text) if rtl else text for text in texts]


def read_with_node(name):
    def read(paths, rtl):
        files = json.loads(run(["node", os.path.join(HERE, "extract.mjs"), name, *paths]))
        return ["\n\f".join(pages) for pages in files]
    return read


READERS = {"poppler": read_poppler, "pdfium": read_with_node("pdfium"), "pdfjs": read_with_node("pdfjs"),
           "mupdf": read_mupdf}


def fold(text):
    """NFC, without bidi controls, white space as one space."""
    text = unicodedata.normalize("NFC", text).translate(CONTROLS)
    return re.sub(r"\s+", " ", text).strip()


def rejoin(text):
    """Words that were hyphenated at a line's end; PDFium marks them by itself, with U+FFFE or U+0002."""
    text = re.sub("[\ufffe\u0002][\\s\f]*", "", text)
    return re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])", "", text)


def edit_distance(a, b):
    """Levenshtein's distance; bit vectors of Myers and Hyyrö in Python's long integers."""
    if not a or not b:
        return len(a) + len(b)
    places = {}
    for index, char in enumerate(a):
        places[char] = places.get(char, 0) | 1 << index
    ones, top = (1 << len(a)) - 1, 1 << (len(a) - 1)
    plus, minus, distance = ones, 0, len(a)
    for char in b:
        equal = places.get(char, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        rise = minus | ~(horizontal | plus) & ones
        fall = plus & horizontal
        distance += bool(rise & top) - bool(fall & top)
        rise = rise << 1 | 1
        fall <<= 1
        plus = (fall | ~(vertical | rise)) & ones
        minus = rise & vertical & ones
    return distance


def accuracy(source, extracted):
    """Percent of the source's characters that came out, both folded."""
    source, extracted = fold(source), fold(rejoin(extracted))
    return 100 * (1 - edit_distance(source, extracted) / max(1, len(source)))


if __name__ == "__main__":
    pdf, text, direction = sys.argv[1:4]
    with open(text, encoding="utf-8") as file:
        wanted = file.read()
    for name in sys.argv[4:] or READERS:
        got, = READERS[name]([pdf], direction == "rtl")
        print(f"{name:8} {accuracy(wanted, got):7.2f}")
