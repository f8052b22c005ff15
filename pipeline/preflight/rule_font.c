// Rules on fonts. Widths and glyphs are compared for TrueType programs of composite fonts, which
// is what writers of today embed; CFF and Type 1 programs are only looked at from outside.
#include <math.h>
#include <string.h>

#include "preflight/check.h"

#define WIDTH_TOLERANCE 1.0001 // 1/1000 em (ISO 19005-2, 6.2.11.5)

typedef void (*FontRule)(Check *check, const FontFacts *facts);

static void for_each_font(Check *check, FontRule rule) {
  for (guint i = 0; i < check->walk->fonts->len; i++) {
    FontFacts facts;
    font_facts_read(&facts, check->file, check->walk->fonts->pdata[i]);
    rule(check, &facts);
    font_facts_clear(&facts);
  }
}

static void report_font(Check *check, const FontFacts *facts, const char *fault) {
  check_report(check, facts->use->page, facts->use->object, "the font %s %s", facts->name, fault);
}

static gint compare_codes(gconstpointer a, gconstpointer b) {
  guint left = *(const guint *)a, right = *(const guint *)b;
  return (left > right) - (left < right);
}

// The codes of a font in order, without their width.
static GArray *sorted_codes(const FontUse *use) {
  GArray *codes = g_array_new(FALSE, FALSE, sizeof(guint));
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, use->codes);
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    guint code = GPOINTER_TO_UINT(key) & 0xffffff;
    g_array_append_val(codes, code);
  }
  g_array_sort(codes, compare_codes);
  return codes;
}

static gboolean is_type3(const FontFacts *facts) {
  return strcmp(facts->subtype, "Type3") == 0;
}

static void font_embedded(Check *check, const FontFacts *facts) {
  if (!facts->program && !is_type3(facts) && facts->use->visible)
    report_font(check, facts, "is not embedded");
}

void clause_font_embedded(Check *check) {
  for_each_font(check, font_embedded);
}

static void font_program(Check *check, const FontFacts *facts) {
  const char *why;
  if (facts->program && !font_program_is_sound(facts, &why)) report_font(check, facts, why);
}

void clause_font_program(Check *check) {
  for_each_font(check, font_program);
}

static void font_cid_map(Check *check, const FontFacts *facts) {
  if (!facts->program ||
      !pdf_is_name(pdf_key(check->file, facts->cid_font, "Subtype"), "CIDFontType2"))
    return;
  const PdfValue *map = pdf_key(check->file, facts->cid_font, "CIDToGIDMap");
  if (!pdf_is(map, PDF_STREAM) && !pdf_is_name(map, "Identity"))
    report_font(check, facts, "is embedded and has no CIDToGIDMap");
}

void clause_font_cid_map(Check *check) {
  for_each_font(check, font_cid_map);
}

static void font_cmap(Check *check, const FontFacts *facts) {
  if (!facts->cid_font) return;
  const PdfValue *encoding = pdf_key(check->file, facts->use->font, "Encoding");
  const char *name = pdf_name(encoding);
  if (!pdf_is(encoding, PDF_STREAM) && !g_str_has_suffix(name, "-H") &&
      !g_str_has_suffix(name, "-V"))
    report_font(check, facts, "has a CMap that is neither known nor embedded");
  if (!pdf_is(encoding, PDF_STREAM)) return;
  const PdfValue *map = pdf_key(check->file, encoding, "CIDSystemInfo"),
                 *font = pdf_key(check->file, facts->cid_font, "CIDSystemInfo");
  static const char *const keys[] = {"Registry", "Ordering"};
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    const PdfValue *left = pdf_key(check->file, map, keys[i]),
                   *right = pdf_key(check->file, font, keys[i]);
    if (!pdf_is(left, PDF_STRING) || !pdf_is(right, PDF_STRING) ||
        strcmp(left->bytes, right->bytes) != 0)
      report_font(check, facts, "has a CMap for another character collection");
  }
}

void clause_font_cmap(Check *check) {
  for_each_font(check, font_cmap);
}

// A CIDSet, where there is one, lists every CID that is used.
static void font_subset(Check *check, const FontFacts *facts) {
  const PdfValue *set = pdf_key(check->file, facts->descriptor, "CIDSet");
  if (!facts->cid_font || !pdf_is(set, PDF_STREAM)) return;
  gsize length;
  const guint8 *bytes = g_bytes_get_data(pdf_file_data(check->file, set), &length);
  g_autoptr(GArray) codes = sorted_codes(facts->use);
  for (guint i = 0; i < codes->len; i++) {
    guint code = g_array_index(codes, guint, i);
    if (code / 8 < length && bytes[code / 8] >> (7 - code % 8) & 1) continue;
    report_font(check, facts, "has a CIDSet that lacks codes which are used");
    return;
  }
}

void clause_font_subset(Check *check) {
  for_each_font(check, font_subset);
}

static void font_widths(Check *check, const FontFacts *facts) {
  if (!facts->program || !facts->use->visible) return;
  g_autoptr(GArray) codes = sorted_codes(facts->use);
  for (guint i = 0; i < codes->len; i++) {
    guint code = g_array_index(codes, guint, i);
    double real = font_glyph_width(facts, font_glyph(facts, code));
    double declared = font_declared_width(facts, code);
    if (real < 0 || fabs(real - declared) <= WIDTH_TOLERANCE) continue;
    check_report(check, facts->use->page, facts->use->object,
                 "the font %s has code %04X %g wide, and its program %g", facts->name, code,
                 declared, real);
  }
}

void clause_font_widths(Check *check) {
  for_each_font(check, font_widths);
}

static void font_encoding(Check *check, const FontFacts *facts) {
  if (strcmp(facts->subtype, "TrueType") != 0 || !facts->program) return;
  gint64 flags = pdf_integer(pdf_key(check->file, facts->descriptor, "Flags"), 0);
  const PdfValue *encoding = pdf_key(check->file, facts->use->font, "Encoding");
  const char *base = pdf_name(
      pdf_is(encoding, PDF_NAME) ? encoding : pdf_key(check->file, encoding, "BaseEncoding"));
  gboolean symbolic = flags & 4;
  if (symbolic == !!(flags & 32))
    report_font(check, facts, "must be marked as symbolic or as not symbolic, and not as both");
  else if (symbolic && encoding)
    report_font(check, facts, "is symbolic and has an Encoding");
  else if (!symbolic && strcmp(base, "WinAnsiEncoding") != 0 &&
           strcmp(base, "MacRomanEncoding") != 0)
    report_font(check, facts, "has an encoding that is neither WinAnsi nor MacRoman");
}

void clause_font_encoding(Check *check) {
  for_each_font(check, font_encoding);
}

static void font_unicode_map(Check *check, const FontFacts *facts) {
  g_autoptr(GArray) codes = sorted_codes(facts->use);
  for (guint i = 0; i < codes->len; i++) {
    guint code = g_array_index(codes, guint, i);
    UnicodeValue value = font_unicode(facts, code);
    if (value == UNICODE_GOOD || value == UNICODE_EMPTY) continue;
    check_report(check, facts->use->page, facts->use->object,
                 value == UNICODE_FORBIDDEN
                     ? "the font %s gives code %04X the text U+0000, U+FEFF or U+FFFE"
                     : "the font %s gives code %04X no text",
                 facts->name, code);
  }
}

void clause_font_unicode(Check *check) {
  gboolean archive = check->standard == STANDARD_A2 || check->standard == STANDARD_A3;
  if (!archive || check->unicode) for_each_font(check, font_unicode_map);
}

static void font_notdef(Check *check, const FontFacts *facts) {
  if (!facts->program || !facts->use->visible) return;
  g_autoptr(GArray) codes = sorted_codes(facts->use);
  for (guint i = 0; i < codes->len; i++) {
    guint code = g_array_index(codes, guint, i);
    int glyph = font_glyph(facts, code);
    if (glyph == 0 || glyph == -1)
      check_report(check, facts->use->page, facts->use->object,
                   "the font %s shows code %04X with no glyph of its own", facts->name, code);
  }
}

void clause_font_notdef(Check *check) {
  for_each_font(check, font_notdef);
}
