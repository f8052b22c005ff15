#include "preflight/font_facts.h"

#include <string.h>

#include "preflight/scan.h"

static guint read_u16(const guint8 *at) {
  return (guint)at[0] << 8 | at[1];
}

static guint32 read_u32(const guint8 *at) {
  return (guint32)read_u16(at) << 16 | read_u16(at + 2);
}

// A table of the font's directory (OpenType 1.9, "Table Directory"); NULL where it is not whole.
static const guint8 *sfnt_table(const FontFacts *facts, const char *tag, gsize *length_bytes) {
  if (facts->sfnt_bytes < 12) return NULL;
  guint count = read_u16(facts->sfnt + 4);
  for (guint i = 0; i < count && 12 + 16 * ((gsize)i + 1) <= facts->sfnt_bytes; i++) {
    const guint8 *record = facts->sfnt + 12 + 16 * (gsize)i;
    guint32 offset = read_u32(record + 8), length = read_u32(record + 12);
    if (memcmp(record, tag, 4) != 0) continue;
    if (offset > facts->sfnt_bytes || length > facts->sfnt_bytes - offset) return NULL;
    *length_bytes = length;
    return facts->sfnt + offset;
  }
  return NULL;
}

static gboolean is_sfnt(const guint8 *bytes, gsize length) {
  return length >= 12 && (memcmp(bytes, "\0\1\0\0", 4) == 0 || memcmp(bytes, "true", 4) == 0 ||
                          memcmp(bytes, "OTTO", 4) == 0);
}

static void read_sfnt(FontFacts *facts) {
  gsize length;
  const guint8 *bytes = g_bytes_get_data(pdf_file_data(facts->file, facts->program), &length);
  if (!is_sfnt(bytes, length)) return;
  facts->sfnt = bytes;
  facts->sfnt_bytes = length;
  gsize size = 0;
  const guint8 *table = sfnt_table(facts, "head", &size);
  if (table && size >= 20) facts->units_per_em = read_u16(table + 18);
  table = sfnt_table(facts, "maxp", &size);
  if (table && size >= 6) facts->glyph_count = read_u16(table + 4);
  table = sfnt_table(facts, "hhea", &size);
  if (table && size >= 36) facts->metric_count = read_u16(table + 34);
  table = sfnt_table(facts, "hmtx", &size);
  if (!table) return;
  facts->metrics_at = (gsize)(table - bytes);
  facts->metrics_bytes = size;
}

static guint code_of(const PdfValue *string) {
  guint code = 0;
  for (gsize i = 0; i < string->length_bytes && i < 4; i++)
    code = code << 8 | (guint8)string->bytes[i];
  return code;
}

// UTF-16BE. U+0000, U+FEFF and U+FFFE are forbidden (ISO 19005-2, 6.2.11.7.2).
static UnicodeValue unicode_value(const PdfValue *string) {
  if (!pdf_is(string, PDF_STRING) || string->length_bytes == 0) return UNICODE_EMPTY;
  const guint8 *bytes = (const guint8 *)string->bytes;
  for (gsize i = 0; i + 1 < string->length_bytes; i += 2) {
    guint unit = read_u16(bytes + i);
    if (unit == 0 || unit == 0xfeff || unit == 0xfffe) return UNICODE_FORBIDDEN;
  }
  return UNICODE_GOOD;
}

static void read_range(FontFacts *facts, const Scan *scan, guint at) {
  const PdfValue *from = scan_operand(scan, at), *to = scan_operand(scan, at + 1),
                 *value = scan_operand(scan, at + 2);
  if (!pdf_is(from, PDF_STRING) || !pdf_is(to, PDF_STRING)) return;
  guint first = code_of(from), last = MIN(code_of(to), first + 0xffff);
  for (guint code = first; code <= last; code++) {
    guint index = code - first;
    UnicodeValue found = !pdf_is(value, PDF_ARRAY) ? unicode_value(value)
                         : index < value->count    ? unicode_value(value->items[index])
                                                   : UNICODE_ABSENT;
    g_hash_table_insert(facts->to_unicode, GUINT_TO_POINTER(code), GINT_TO_POINTER(found));
    if (code == G_MAXUINT) break;
  }
}

static void read_to_unicode(FontFacts *facts) {
  const PdfValue *map = pdf_key(facts->file, facts->use->font, "ToUnicode");
  if (!pdf_is(map, PDF_STREAM)) return;
  facts->to_unicode = g_hash_table_new(g_direct_hash, g_direct_equal);
  Scan scan;
  scan_begin(&scan, pdf_file_data(facts->file, map));
  while (scan_next(&scan)) {
    guint count = scan.operands->len;
    if (strcmp(scan.operator, "endbfchar") == 0)
      for (guint i = 0; i + 1 < count; i += 2) {
        const PdfValue *code = scan_operand(&scan, i);
        if (pdf_is(code, PDF_STRING))
          g_hash_table_insert(facts->to_unicode, GUINT_TO_POINTER(code_of(code)),
                              GINT_TO_POINTER(unicode_value(scan_operand(&scan, i + 1))));
      }
    if (strcmp(scan.operator, "endbfrange") == 0)
      for (guint i = 0; i + 2 < count; i += 3)
        read_range(facts, &scan, i);
  }
  scan_end(&scan);
}

void font_facts_read(FontFacts *facts, const PdfFile *file, const FontUse *use) {
  static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};
  memset(facts, 0, sizeof *facts);
  facts->file = file;
  facts->use = use;
  facts->subtype = pdf_name(pdf_key(file, use->font, "Subtype"));
  facts->name = pdf_name(pdf_key(file, use->font, "BaseFont"));
  if (!facts->name[0]) facts->name = "without a name";
  facts->cid_font = pdf_item(file, pdf_key(file, use->font, "DescendantFonts"), 0);
  facts->descriptor =
      pdf_key(file, facts->cid_font ? facts->cid_font : use->font, "FontDescriptor");
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    const PdfValue *program = pdf_key(file, facts->descriptor, keys[i]);
    if (!pdf_is(program, PDF_STREAM)) continue;
    facts->program = program;
    facts->program_key = keys[i];
  }
  if (facts->program) read_sfnt(facts);
  read_to_unicode(facts);
}

void font_facts_clear(FontFacts *facts) {
  if (facts->to_unicode) g_hash_table_unref(facts->to_unicode);
}

gboolean font_program_is_sound(const FontFacts *facts, const char **why) {
  gsize length;
  const guint8 *bytes = g_bytes_get_data(pdf_file_data(facts->file, facts->program), &length);
  *why = NULL;
  if (strcmp(facts->program_key, "FontFile2") == 0) {
    if (!facts->sfnt || memcmp(bytes, "OTTO", 4) == 0)
      *why = "is no TrueType font";
    else if (!facts->units_per_em || !facts->glyph_count || !facts->metric_count ||
             facts->metrics_bytes < 4 * (gsize)facts->metric_count)
      *why = "lacks the tables head, maxp, hhea or hmtx, or they are cut short";
  } else if (strcmp(facts->program_key, "FontFile3") == 0) {
    if (!facts->sfnt && (length < 4 || bytes[0] != 1)) *why = "is no CFF font";
  } else if (length < 2 || (memcmp(bytes, "%!", 2) != 0 && bytes[0] != 0x80)) {
    *why = "is no Type 1 font";
  }
  return *why == NULL;
}

// Names that no list of glyph names gives a character: g12, glyph7, cid00123. Without the whole
// list of ISO 32000-1, annex D, a name without digits is believed.
static gboolean glyph_name_is_known(const char *name) {
  if (strcmp(name, ".notdef") == 0) return FALSE;
  if (g_str_has_prefix(name, "uni") && strspn(name + 3, "0123456789ABCDEF") >= 4) return TRUE;
  if (name[0] == 'u' && strspn(name + 1, "0123456789ABCDEF") >= 4) return TRUE;
  return strcspn(name, "0123456789") == strlen(name);
}

static UnicodeValue simple_unicode(const FontFacts *facts, guint code) {
  const PdfFile *file = facts->file;
  const PdfValue *encoding = pdf_key(file, facts->use->font, "Encoding");
  const PdfValue *differences = pdf_key(file, encoding, "Differences");
  gint64 at = -1;
  for (guint i = 0; i < pdf_count(differences); i++) {
    const PdfValue *item = pdf_item(file, differences, i);
    if (pdf_is(item, PDF_INT))
      at = item->integer;
    else if (at++ == (gint64)code)
      return glyph_name_is_known(pdf_name(item)) ? UNICODE_GOOD : UNICODE_ABSENT;
  }
  const PdfValue *base =
      pdf_is(encoding, PDF_NAME) ? encoding : pdf_key(file, encoding, "BaseEncoding");
  if (g_str_has_suffix(pdf_name(base), "Encoding")) return UNICODE_GOOD;
  // Without an encoding that of the font program holds; for the standard fonts it is known.
  return strcmp(facts->subtype, "Type1") == 0 ? UNICODE_GOOD : UNICODE_ABSENT;
}

UnicodeValue font_unicode(const FontFacts *facts, guint code) {
  gpointer found = NULL;
  if (facts->to_unicode) found = g_hash_table_lookup(facts->to_unicode, GUINT_TO_POINTER(code));
  if (found) return (UnicodeValue)GPOINTER_TO_INT(found);
  if (!facts->cid_font) return simple_unicode(facts, code);
  static const char *const collections[] = {"GB1", "CNS1", "Japan1", "Korea1", "KR"};
  const PdfValue *ordering =
      pdf_key(facts->file, pdf_key(facts->file, facts->cid_font, "CIDSystemInfo"), "Ordering");
  for (guint i = 0; i < G_N_ELEMENTS(collections); i++)
    if (pdf_is(ordering, PDF_STRING) && strcmp(ordering->bytes, collections[i]) == 0)
      return UNICODE_GOOD;
  return UNICODE_ABSENT;
}

int font_glyph(const FontFacts *facts, guint code) {
  const PdfFile *file = facts->file;
  const PdfValue *encoding = pdf_key(file, facts->use->font, "Encoding");
  gboolean identity = pdf_is_name(encoding, "Identity-H") || pdf_is_name(encoding, "Identity-V");
  if (!facts->cid_font || !identity || !facts->sfnt || !facts->glyph_count) return -2;
  if (!pdf_is_name(pdf_key(file, facts->cid_font, "Subtype"), "CIDFontType2")) return -2;
  const PdfValue *map = pdf_key(file, facts->cid_font, "CIDToGIDMap");
  guint glyph = code;
  if (pdf_is(map, PDF_STREAM)) {
    gsize length;
    const guint8 *bytes = g_bytes_get_data(pdf_file_data(file, map), &length);
    glyph = 2 * (gsize)code + 2 <= length ? read_u16(bytes + 2 * (gsize)code) : 0;
  }
  return glyph < facts->glyph_count ? (int)glyph : -1;
}

// [c [w w …]] and [c c w] (ISO 32000-1, 9.7.4.3).
static double cid_width(const FontFacts *facts, guint code) {
  const PdfFile *file = facts->file;
  const PdfValue *widths = pdf_key(file, facts->cid_font, "W");
  for (guint i = 0; i + 1 < pdf_count(widths);) {
    gint64 first = pdf_integer(pdf_item(file, widths, i), -1);
    const PdfValue *next = pdf_item(file, widths, i + 1);
    if (pdf_is(next, PDF_ARRAY)) {
      if (first >= 0 && code >= first && code - first < next->count)
        return pdf_number(pdf_item(file, next, (guint)(code - first)), 0);
      i += 2;
    } else {
      if (first >= 0 && code >= first && code <= pdf_integer(next, -1))
        return pdf_number(pdf_item(file, widths, i + 2), 0);
      i += 3;
    }
  }
  return pdf_number(pdf_key(file, facts->cid_font, "DW"), 1000);
}

double font_declared_width(const FontFacts *facts, guint code) {
  if (facts->cid_font) return cid_width(facts, code);
  gint64 first = pdf_integer(pdf_key(facts->file, facts->use->font, "FirstChar"), 0);
  const PdfValue *widths = pdf_key(facts->file, facts->use->font, "Widths");
  if (code >= first && code - first < pdf_count(widths))
    return pdf_number(pdf_item(facts->file, widths, (guint)(code - first)), 0);
  return pdf_number(pdf_key(facts->file, facts->descriptor, "MissingWidth"), 0);
}

double font_glyph_width(const FontFacts *facts, int glyph) {
  if (glyph < 0 || !facts->metric_count || !facts->units_per_em) return -1;
  gsize row = MIN((gsize)glyph, (gsize)facts->metric_count - 1);
  if (4 * row + 2 > facts->metrics_bytes) return -1;
  return read_u16(facts->sfnt + facts->metrics_at + 4 * row) * 1000.0 / facts->units_per_em;
}
