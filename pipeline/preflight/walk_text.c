#include <string.h>

#include "preflight/walk.h"

#define CODES_MAX 70000 // of one font

static FontUse *font_use(Walker *walker, const PdfValue *font, int object) {
  GPtrArray *fonts = walker->walk->fonts;
  for (guint i = 0; i < fonts->len; i++) {
    FontUse *use = fonts->pdata[i];
    if (use->font == font) return use;
  }
  FontUse *use = g_new0(FontUse, 1);
  *use = (FontUse){font, walker->page, font->object ? font->object : object, FALSE,
                   g_hash_table_new(g_direct_hash, g_direct_equal)};
  g_ptr_array_add(fonts, use);
  return use;
}

// The drawing of a Type 3 font's glyphs is content too.
static void walk_glyphs(Walker *walker, const PdfValue *font) {
  if (!walk_first(walker, "glyphs %p", (const void *)font)) return;
  const PdfValue *glyphs = pdf_key(walker->file, font, "CharProcs");
  const PdfValue *resources = pdf_key(walker->file, font, "Resources");
  static const PdfValue gray = {.type = PDF_NAME, .bytes = "DeviceGray", .length_bytes = 10};
  for (guint i = 0; pdf_is(glyphs, PDF_DICT) && i < glyphs->count; i++) {
    const PdfValue *glyph = pdf_resolve(walker->file, glyphs->entries[i].value);
    if (pdf_is(glyph, PDF_STREAM))
      walk_stream(walker, pdf_file_data(walker->file, glyph), resources, glyph->object,
                  (WalkState){.fill = &gray, .stroke = &gray}, MARK_EXEMPT);
  }
}

void walk_text(Walker *walker, const WalkState *state, const PdfValue *string, int object) {
  if (!state->font) {
    walk_note(walker, SIGHT_MISSING_RESOURCE, object, "text without a font");
    return;
  }
  FontUse *use = font_use(walker, state->font, object);
  if (state->text_mode != 3) use->visible = TRUE;
  // Codes of two bytes: what Identity and nearly every CMap of a Type 0 font have.
  guint width = pdf_is_name(pdf_key(walker->file, state->font, "Subtype"), "Type0") ? 2 : 1;
  for (gsize i = 0; i + width <= string->length_bytes; i += width) {
    guint code = (guint8)string->bytes[i];
    if (width == 2) code = code << 8 | (guint8)string->bytes[i + 1];
    if (g_hash_table_size(use->codes) < CODES_MAX)
      g_hash_table_add(use->codes, GUINT_TO_POINTER(width << 24 | code));
  }
  if (pdf_is_name(pdf_key(walker->file, state->font, "Subtype"), "Type3"))
    walk_glyphs(walker, state->font);
}
