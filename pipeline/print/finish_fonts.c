// The text of every code. Cairo numbers the codes of a font 1, 2, 3 … by first use, and encode.c
// gave glyph ids in that same order; the widths in the file prove it.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "print/finish_parts.h"

#define SUBSET_PREFIX_BYTES 7   // "ABCDEF+"
#define BFCHAR_MAX          100 // entries of one block (Adobe technical note 5014)

static void append_utf16(GString *out, const char *text, guint length_bytes) {
  for (gint32 i = 0; i < (gint32)length_bytes;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text, i, (gint32)length_bytes, c);
    if (U_IS_BMP(c))
      g_string_append_printf(out, "%04X", (guint)c);
    else
      g_string_append_printf(out, "%04X%04X", (guint)U16_LEAD(c), (guint)U16_TRAIL(c));
  }
}

static GString *to_unicode(const EditionFont *font) {
  GString *out =
      g_string_new("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                   "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                   "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                   "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
  guint count = edition_font_count(font);
  for (guint start = 1; start <= count; start += BFCHAR_MAX) {
    guint end = MIN(start + BFCHAR_MAX, count + 1);
    g_string_append_printf(out, "%u beginbfchar\n", end - start);
    for (guint id = start; id < end; id++) {
      const Code *code = edition_font_code(font, id);
      g_string_append_printf(out, "<%04X> <", id);
      append_utf16(out, code->text, code->text_bytes);
      g_string_append(out, ">\n");
    }
    g_string_append(out, "endbfchar\n");
  }
  g_string_append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  return out;
}

static const EditionFont *font_by_name(Finish *finish, const char *base_font) {
  if (strlen(base_font) <= 1 + SUBSET_PREFIX_BYTES) return NULL;
  for (guint i = 0; i < encoding_font_count(finish->encoding); i++) {
    const EditionFont *font = encoding_lookup_font(finish->encoding, i);
    if (strcmp(base_font + 1 + SUBSET_PREFIX_BYTES, edition_font_name(font)) == 0) return font;
  }
  return NULL;
}

static void check_widths(Finish *finish, qpdf_oh dictionary, const EditionFont *font) {
  qpdf_oh family = qpdf_oh_get_key(finish->pdf, dictionary, "/DescendantFonts");
  qpdf_oh cid_font = qpdf_oh_get_array_item(finish->pdf, family, 0);
  qpdf_oh table = qpdf_oh_get_key(finish->pdf, cid_font, "/W");
  qpdf_oh widths = qpdf_oh_get_array_item(finish->pdf, table, 1);
  guint count = edition_font_count(font);
  if ((guint)qpdf_oh_get_array_n_items(finish->pdf, widths) < count + 1)
    g_error("font %s: Cairo left out codes: %d of %u", edition_font_name(font),
            qpdf_oh_get_array_n_items(finish->pdf, widths), count);
  double scale = 1000.0 / edition_font_host(font)->units_per_em;
  for (guint id = 1; id <= count; id++) {
    qpdf_oh item = qpdf_oh_get_array_item(finish->pdf, widths, (int)id);
    double width = qpdf_oh_get_numeric_value(finish->pdf, item);
    if (fabs(width - edition_font_code(font, id)->advance * scale) > 1)
      g_error("font %s: code %u is another one in Cairo's file (%g for %g, '%.*s')",
              edition_font_name(font), id, width, edition_font_code(font, id)->advance * scale,
              (int)edition_font_code(font, id)->text_bytes, edition_font_code(font, id)->text);
    qpdf_oh_release(finish->pdf, item);
  }
}

static void finish_font(Finish *finish, qpdf_oh dictionary) {
  qpdf_oh name = qpdf_oh_get_key(finish->pdf, dictionary, "/BaseFont");
  const EditionFont *font = font_by_name(finish, qpdf_oh_get_name(finish->pdf, name));
  if (!font) return; // of a text inside an SVG image, which librsvg sets
  check_widths(finish, dictionary, font);
  g_autoptr(GString) map = to_unicode(font);
  qpdf_oh stream = pdf_stream(finish, "<< >>", map->str, map->len);
  qpdf_oh_replace_key(finish->pdf, dictionary, "/ToUnicode", stream);
  // Cairo leaves this out, which PDF/A and PDF/UA forbid: a code is its glyph.
  qpdf_oh family = qpdf_oh_get_key(finish->pdf, dictionary, "/DescendantFonts");
  qpdf_oh cid_font = qpdf_oh_get_array_item(finish->pdf, family, 0);
  pdf_put(finish, cid_font, "/CIDToGIDMap", "/Identity");
}

void finish_fonts(Finish *finish) {
  qpdf_oh size = qpdf_oh_get_key(finish->pdf, qpdf_get_trailer(finish->pdf), "/Size");
  int count = qpdf_oh_get_int_value_as_int(finish->pdf, size);
  for (int id = 1; id < count; id++) {
    qpdf_oh object = qpdf_get_object_by_id(finish->pdf, id, 0);
    if (qpdf_oh_is_dictionary_of_type(finish->pdf, object, "/Font", "/Type0"))
      finish_font(finish, object);
    else
      qpdf_oh_release(finish->pdf, object);
  }
}
