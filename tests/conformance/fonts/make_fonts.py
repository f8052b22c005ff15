#!/usr/bin/python3
"""make_fonts.py OUT VAZIRMATN.ttf VARIABLE.woff2: one typeface in every format that a publisher may have.

Variable.ttf   gvar: the axis wght from 100 to 900
Variable.otf   CFF2, of the same masters
Plain.ttf, Heavy.ttf, Middling.ttf   what fontTools makes of Variable.ttf at 400, 700 and 550
Cubic.otf      CFF, of the same outlines as VAZIRMATN.ttf

Needs python3-fonttools and python3-brotli: the only tools of Debian that write such files.
"""
import pathlib
import sys

from fontTools import varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont


def with_cubic_outlines(font, name):
    """The quadratic curves of `font` as the cubic ones that are the same curves."""
    glyphs, outlines = font.getGlyphSet(), {}
    for glyph in font.getGlyphOrder():
        pen = T2CharStringPen(font["hmtx"][glyph][0], glyphs, roundTolerance=0)
        glyphs[glyph].draw(pen)
        outlines[glyph] = pen.getCharString()
    for table in ("glyf", "loca", "gvar", "prep", "fpgm", "cvt ", "gasp"):
        if table in font:
            del font[table]
    maxp = font["maxp"]
    for key in set(vars(maxp)) - {"tableTag", "tableVersion", "numGlyphs"}:
        delattr(maxp, key)
    maxp.tableVersion = 0x00005000
    font["post"].formatType = 3.0
    font.sfntVersion = "OTTO"
    builder = FontBuilder(font=font)
    builder.isTTF = False
    builder.setupCFF(name, {"FullName": name}, outlines, {})
    return font


def instance(file, weight):
    return instantiateVariableFont(TTFont(file), {"wght": weight}, overlap=False)


def with_cff2(file, out):
    space = DesignSpaceDocument()
    axis = AxisDescriptor()
    axis.name, axis.tag, axis.minimum, axis.default, axis.maximum = "Weight", "wght", 100, 400, 900
    space.addAxis(axis)
    for weight in (100, 400, 900):
        source = SourceDescriptor()
        source.font, source.name = with_cubic_outlines(instance(file, weight), "BeytTest"), str(weight)
        source.location, source.copyInfo = {"Weight": weight}, weight == 400
        space.addSource(source)
    varLib.build(space, exclude=["STAT", "MVAR"])[0].save(out)


out, vazirmatn, packed = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
out.mkdir(parents=True, exist_ok=True)
font = TTFont(packed)
font.flavor = None
font.save(out / "Variable.ttf")
for weight, name in ((400, "Plain"), (700, "Heavy"), (550, "Middling")):
    instance(out / "Variable.ttf", weight).save(out / f"{name}.ttf")
with_cff2(out / "Variable.ttf", out / "Variable.otf")
with_cubic_outlines(TTFont(vazirmatn), "BeytCubic").save(out / "Cubic.otf")
