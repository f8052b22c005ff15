"""The blocks of a post as plain text, from `beyt dump nodes`: what a reader of the PDF should find."""
import json
import re
import subprocess

HOLDS_TEXT = {"heading", "paragraph", "attribution", "cell", "caption", "hemistich"}
CUT_LEAST = 12  # characters of each part of a paragraph that is cut
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def inline_text(kind, rest, lang):
    quoted = re.search(r'text=("(?:[^"\\]|\\.)*")', rest)
    if kind in ("text", "code") and quoted:
        return json.loads(quoted[1])
    if kind.endswith("break"):
        return " "
    number = re.search(r"number=(\d+)", rest)
    if kind == "footnote_ref" and number:
        return number[1].translate(PERSIAN) if lang == "fa" else number[1]
    return ""


def read_blocks(beyt, folder, path, lang):
    dump = subprocess.run([beyt, "dump", "nodes", path], cwd=folder, capture_output=True).stdout.decode()
    blocks, open_depth = [], None
    for line in dump.split("\n"):
        match = re.match(r"( *)([a-z_]+)(.*)", line)
        if not match:
            continue
        depth, kind, rest = len(match[1]), match[2], match[3]
        if open_depth is not None and depth <= open_depth:
            open_depth = None
        if kind == "image":
            continue
        if kind in HOLDS_TEXT:
            open_depth = depth
            blocks.append([kind, ""])
        elif open_depth is not None:
            blocks[-1][1] += inline_text(kind, rest, lang)
    return [(kind, text) for kind, text in blocks if text.strip()]


def best_distance(needle, hay):
    """The smallest edit distance of `needle` to any part of `hay` (Sellers; bit vectors of Myers)."""
    if needle in hay:
        return 0
    places = {}
    for index, char in enumerate(needle):
        places[char] = places.get(char, 0) | 1 << index
    ones, top = (1 << len(needle)) - 1, 1 << (len(needle) - 1)
    plus, minus, distance, best = ones, 0, len(needle), len(needle)
    for char in hay:
        equal = places.get(char, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        rise = minus | ~(horizontal | plus) & ones
        fall = plus & horizontal
        distance += bool(rise & top) - bool(fall & top)
        best = min(best, distance)
        rise <<= 1
        fall <<= 1
        plus = (fall | ~(vertical | rise)) & ones
        minus = rise & vertical & ones
    return best


def longest_start(needle, hay):
    """How many characters of `needle`, from its start, stand together in `hay`."""
    low, high = 0, len(needle)
    while low < high:
        middle = (low + high + 1) // 2
        if needle[:middle] in hay:
            low = middle
        else:
            high = middle - 1
    return low


def cut_distance(needle, pages):
    """The smallest edit distance of `needle` cut in two, its first part to a part of one page and the rest to a part of
    that page or the next: a paragraph that goes on over a page or column has heads, feet and notes between, for
    every reader."""
    best = len(needle)
    for page, after in zip(pages, [*pages[1:], ""]):
        for rest in (after, page):
            first = longest_start(needle, page)
            last = longest_start(needle[::-1], rest[::-1])
            if first + last >= len(needle):
                return 0
            for cut in (first, len(needle) - last):
                if min(cut, len(needle) - cut) >= CUT_LEAST:
                    best = min(best, best_distance(needle[:cut], page) + best_distance(needle[cut:], rest))
    return best
