// The text of every code. Cairo numbers the codes of a font 1, 2, 3 … by first use, and encode.c
// gave glyph ids in that same order; the widths in the file prove it.
#include <math.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "print/finish_parts.h"

#define SUBSET_PREFIX_BYTES 7   // "ABCDEF+"
#define BFCHAR_MAX          100 // entries of one block (Adobe technical note 5014)

static void append_unit(GString *out, guint unit) {
  static const char digits[] = "0123456789ABCDEF";
  const char text[4] = {digits[unit >> 12], digits[unit >> 8 & 15], digits[unit >> 4 & 15],
                        digits[unit & 15]};
  g_string_append_len(out, text, sizeof text);
}

static void append_utf16(GString *out, const char *text, guint length_bytes) {
  for (gint32 i = 0; i < (gint32)length_bytes;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text, i, (gint32)length_bytes, c);
    append_unit(out, U_IS_BMP(c) ? (guint)c : (guint)U16_LEAD(c));
    if (!U_IS_BMP(c)) append_unit(out, (guint)U16_TRAIL(c));
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
      g_string_append_c(out, '<');
      append_unit(out, id);
      g_string_append(out, "> <");
      append_utf16(out, code->text, code->text_bytes);
      g_string_append(out, ">\n");
    }
    g_string_append(out, "endbfchar\n");
  }
  g_string_append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  return out;
}

EditionFont *finish_font_named(const Finish *finish, const Operand *name) {
  if (name->kind != OPERAND_NAME || name->length_bytes <= 1 + SUBSET_PREFIX_BYTES) return NULL;
  const char *own = name->text + 1 + SUBSET_PREFIX_BYTES;
  gsize length = name->length_bytes - 1 - SUBSET_PREFIX_BYTES;
  for (guint i = 0; i < encoding_font_count(finish->encoding); i++) {
    EditionFont *font = encoding_lookup_font(finish->encoding, i);
    const char *known = edition_font_name(font);
    if (strlen(known) == length && memcmp(known, own, length) == 0) return font;
  }
  return NULL;
}

// /W [0 [width …]] of the only descendant.
static Operand font_widths(const Finish *finish, const Operand *dictionary) {
  Operand family = pdf_source_entry_resolved(finish->source, dictionary, "DescendantFonts"), item;
  gsize at = 0;
  if (!pdf_source_item_next(&family, &at, &item)) return (Operand){0};
  Operand cid_font = pdf_source_resolve(finish->source, &item);
  Operand table = pdf_source_entry_resolved(finish->source, &cid_font, "W");
  at = 0;
  while (pdf_source_item_next(&table, &at, &item))
    if (item.kind == OPERAND_ARRAY) return item;
  return (Operand){0};
}

static void check_widths(const Finish *finish, const Operand *dictionary, const EditionFont *font) {
  Operand widths = font_widths(finish, dictionary), item;
  guint count = edition_font_count(font), id = 0;
  double scale = 1000.0 / edition_font_host(font)->units_per_em;
  for (gsize at = 0; pdf_source_item_next(&widths, &at, &item) && id <= count; id++) {
    const Code *code = id ? edition_font_code(font, id) : NULL;
    double width = content_number(&item);
    if (code && fabs(width - code->advance * scale) > 1)
      g_error("font %s: code %u is another one in Cairo's file (%g for %g, '%.*s')",
              edition_font_name(font), id, width, code->advance * scale, (int)code->text_bytes,
              code->text);
  }
  if (id <= count)
    g_error("font %s: Cairo left out codes: %u of %u", edition_font_name(font), id, count + 1);
}

gboolean finish_font_entries(Finish *finish, const Operand *dictionary, GString *out) {
  Operand name;
  // Cairo leaves this out, which PDF/A, PDF/UA and PDF/X forbid: a code is its glyph.
  if (pdf_source_entry_is_name(dictionary, "Subtype", "CIDFontType2"))
    g_string_append(out, "/CIDToGIDMap /Identity\n");
  if (!pdf_source_entry_is_name(dictionary, "Subtype", "Type0") ||
      !pdf_source_entry(dictionary, "BaseFont", &name))
    return FALSE;
  const EditionFont *font = finish_font_named(finish, &name);
  if (!font) return FALSE; // of a text inside an SVG image, which librsvg sets
  check_widths(finish, dictionary, font);
  g_autoptr(GString) map = to_unicode(font);
  guint stream = pdf_writer_add_stream(finish->writer, "", map->str, map->len);
  pdf_append_reference_entry(out, "/ToUnicode", stream);
  g_string_append_c(out, '\n');
  return TRUE;
}
