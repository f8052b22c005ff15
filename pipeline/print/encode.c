#include "print/encode.h"

#include <math.h>
#include <string.h>

#define KASHIDA_OVERLAP_EM 0.03 // at each join: no seam was seen with it (measured in five fonts)

struct Encoding {
  Arena *arena;
  const Document *document;
  CodedLine **lines;   // by page, then by item
  GPtrArray *fonts;    // of EditionFont
  GHashTable *font_of; // Font -> index + 1 into fonts
};

static void free_font(gpointer font) {
  edition_font_free(font);
}

static guint font_index(Encoding *encoding, const Font *host) {
  guint index = GPOINTER_TO_UINT(g_hash_table_lookup(encoding->font_of, host));
  if (!index) {
    const char *name =
        arena_printf(encoding->arena, "Beyt%u-%s", encoding->fonts->len + 1, host->name);
    g_ptr_array_add(encoding->fonts, edition_font_new(host, name));
    index = encoding->fonts->len;
    g_hash_table_insert(encoding->font_of, (gpointer)host, GUINT_TO_POINTER(index));
  }
  return index - 1;
}

static void add_part(Code *code, const Font *font, guint32 glyph_id, double dx, double dy) {
  if (code->part_count == CODE_MAX_PARTS) return;
  code->parts[code->part_count++] =
      (CodePart){font, glyph_id, (gint32)lround(dx), (gint32)lround(dy), 1, 1};
}

static Code glyph_code(const GlyphRun *run, const LineGlyph *glyph) {
  double units_per_pt = run->font->units_per_em / run->size_pt;
  Code code = {.text = glyph->text ? glyph->text : "", .text_bytes = glyph->text_bytes};
  code.advance = hb_font_get_glyph_h_advance(run->font->hb, glyph->glyph_id);
  if (!glyph->is_space)
    add_part(&code, run->font, glyph->glyph_id, 0,
             (glyph->y_pt - run->style->rise_pt) * units_per_pt);
  return code;
}

static CodedRun *encode_run(Encoding *encoding, const GlyphRun *run, double x_pt, double y_pt,
                            CodedRun *coded) {
  coded->font = font_index(encoding, run->font);
  coded->size_pt = run->size_pt;
  coded->y_pt = y_pt - run->style->rise_pt;
  coded->ink = run->style->ink;
  coded->glyphs = ARENA_ARRAY(encoding->arena, CodedGlyph, run->glyph_count);
  for (guint i = 0; i < run->glyph_count; i++) {
    const LineGlyph *glyph = &run->glyphs[i];
    Code code = glyph_code(run, glyph);
    guint id = edition_font_add(encoding->fonts->pdata[coded->font], &code);
    coded->glyphs[coded->glyph_count++] = (CodedGlyph){id, x_pt + glyph->x_pt + glyph->kashida_pt};
  }
  return coded;
}

static CodedLine *encode_line(Encoding *encoding, const Placed *placed) {
  const Line *line = placed->line;
  CodedLine *coded = ARENA_NEW(encoding->arena, CodedLine);
  coded->runs = ARENA_ARRAY(encoding->arena, CodedRun, line->run_count);
  for (guint i = 0; i < line->run_count; i++)
    if (line->runs[i].glyph_count)
      encode_run(encoding, &line->runs[i], placed->x_pt + line->x_pt, placed->y_pt,
                 &coded->runs[coded->run_count++]);
  return coded;
}

Encoding *encoding_new(const Document *document) {
  Encoding *encoding = g_new0(Encoding, 1);
  encoding->arena = arena_new();
  encoding->document = document;
  encoding->fonts = g_ptr_array_new_with_free_func(free_font);
  encoding->font_of = g_hash_table_new(NULL, NULL);
  guint item_count = 0;
  for (guint p = 0; p < document->page_count; p++)
    item_count += document->pages[p].count;
  encoding->lines = ARENA_ARRAY(encoding->arena, CodedLine *, item_count);
  CodedLine **line = encoding->lines;
  for (guint p = 0; p < document->page_count; p++)
    for (guint i = 0; i < document->pages[p].count; i++, line++)
      if (document->pages[p].items[i].kind == PLACED_LINE)
        *line = encode_line(encoding, &document->pages[p].items[i]);
  return encoding;
}

void encoding_free(Encoding *encoding) {
  if (!encoding) return;
  g_ptr_array_unref(encoding->fonts);
  g_hash_table_unref(encoding->font_of);
  arena_free(encoding->arena);
  g_free(encoding);
}

guint encoding_font_count(const Encoding *encoding) {
  return encoding->fonts->len;
}

EditionFont *encoding_lookup_font(const Encoding *encoding, guint index) {
  return encoding->fonts->pdata[index];
}

const CodedLine *encoding_lookup_line(const Encoding *encoding, guint page, guint item) {
  guint index = item;
  for (guint p = 0; p < page; p++)
    index += encoding->document->pages[p].count;
  return encoding->lines[index];
}
