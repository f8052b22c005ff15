"""What quality.py cannot see in our PDFs, read from the embedded fonts.

Our PDFs hide two things from a reader of advances: part of a wide space lies in the advance of the letter
at its left (pdf.js would cut the line there), and a kashida lies inside the advance of its letter. Here
the ink is asked: `honest(quality)` makes quality.py count the whole space, `kashidas` gives
the widths of all kashidas.
"""
import re
import struct
import subprocess

SIDE_EM = 0.05  # a usual side bearing
PAD_EM = 0.1    # a larger one before a space holds part of that space


class Font:
    def __init__(self, data):
        count = struct.unpack(">H", data[4:6])[0]
        at = {data[12 + 16 * i:16 + 16 * i]: struct.unpack(">II", data[20 + 16 * i:28 + 16 * i]) for i in range(count)}
        table = {tag: data[offset:offset + size] for tag, (offset, size) in at.items()}
        self.em = struct.unpack(">H", table[b"head"][18:20])[0]
        long = struct.unpack(">h", table[b"head"][50:52])[0]
        glyphs = struct.unpack(">H", table[b"maxp"][4:6])[0]
        loca = struct.unpack(f">{glyphs + 1}{'I' if long else 'H'}", table[b"loca"][:(glyphs + 1) * (4 if long else 2)])
        self.loca = [x if long else 2 * x for x in loca]
        self.glyf = table[b"glyf"]

    def outline(self, gid):
        return self.glyf[self.loca[gid]:self.loca[gid + 1]] if gid + 1 < len(self.loca) else b""

    def box(self, gid):
        """Left, bottom, right, top of the ink in em; None without ink."""
        data = self.outline(gid)
        return tuple(v / self.em for v in struct.unpack(">hhhh", data[2:10])) if data else None

    def x_max(self, gid):
        data = self.outline(gid)
        return struct.unpack(">h", data[6:8])[0] / self.em if data else None

    def kashida(self, gid):
        """Em of the kashida in a composite: a part scaled in width only, then the letter moved by its length."""
        data = self.outline(gid)
        if not data or struct.unpack(">h", data[:2])[0] >= 0:
            return 0
        flags = struct.unpack(">H", data[10:12])[0]
        if not flags & 0x40 or not flags & 0x20:
            return 0
        words = flags & 1
        scale = struct.unpack(">hh", data[16 + 2 * words:20 + 2 * words])
        rest = data[20 + 2 * words:]
        if abs(scale[0] - scale[1]) < 2:
            return 0
        return struct.unpack(">h" if struct.unpack(">H", rest[:2])[0] & 1 else ">b", rest[4:6] if rest[1] & 1 else rest[4:5])[0] / self.em


def fonts(pdf):
    """Fonts of a PDF by the name that mutool's trace gives them."""
    shown = subprocess.run(["mutool", "show", pdf, "grep"], capture_output=True).stdout.decode("utf-8", "replace")
    found = {}
    for line in shown.splitlines():
        name, file = re.search(r"/FontName\s*/([^/\s<>]+)", line), re.search(r"/FontFile2\s+(\d+) 0 R", line)
        if name and file:
            found[name[1][:31]] = Font(subprocess.run(["mutool", "show", "-b", pdf, file[1]], capture_output=True).stdout)
    return found


def honest(quality):
    """quality.glyphs, with each letter before a space cut back to its ink."""
    plain = quality.glyphs

    def glyphs(pdf):
        known = fonts(pdf)
        for page in plain(pdf):
            for i, before in enumerate(page[:-1]):
                if " " not in page[i + 1][4] or abs(page[i + 1][2] - before[2]) > 0.1:
                    continue
                while i and page[i][6] is None:  # a further letter of one code
                    i -= 1
                x0, x1, y, size, text, font, gid = page[i]
                ink = known[font].x_max(int(gid)) if font in known and gid is not None else None
                if ink is not None and (x1 - x0) / size - ink > PAD_EM:
                    page[i] = (x0, x0 + (ink + SIDE_EM) * size, y, size, text, font, gid)
            yield page
    quality.glyphs = glyphs
    return plain


def kashidas(quality_glyphs, pdf, body_pt):
    """The widths of all kashidas, in em of the body's type."""
    known = fonts(pdf)
    found = [(known[g[5]].kashida(int(g[6])), g[3]) for page in quality_glyphs(pdf) for g in page if g[5] in known and g[6]]
    return [width * size / body_pt for width, size in found if width > 0]
