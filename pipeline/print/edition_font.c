#include "print/edition_font.h"

#include <math.h>
#include <string.h>

#include "print/edition_tables.h"
#include "print/sfnt.h"

#define MAX_GLYPHS   65535 // glyph ids are 16 bits wide
#define BEHIND_CODES 0x100000u

struct EditionFont {
  const Font *host;
  char *name;
  Arena *arena;
  GPtrArray *codes;        // of Code; [0] = NULL
  GHashTable *ids;         // Code -> id
  GPtrArray *sources;      // of OutlineSource by Font.file_index
  GArray *outlines;        // of OutlineKey: glyphs after the codes, which composites refer to
  GHashTable *outline_ids; // OutlineKey -> code id, or BEHIND_CODES + index into outlines
};

typedef struct {
  const Font *font;
  guint32 glyph_id;
  guint times; // a composite can't enlarge twofold or more: such parts have an outline made larger
} OutlineKey;

typedef struct {
  GByteArray *glyf, *loca, *hmtx;
  GlyphMeasures measures; // gathered while writing
} GlyphTables;

static guint code_hash(gconstpointer data) {
  const Code *code = data;
  guint hash = (guint)code->advance * 31 + code->part_count;
  for (guint i = 0; i < code->part_count; i++) {
    const CodePart *part = &code->parts[i];
    hash = hash * 33 + part->glyph_id;
    hash = hash * 33 + part->font->file_index;
    hash = hash * 33 + (guint)part->dx;
    hash = hash * 33 + (guint)part->dy;
    hash = hash * 33 + (guint)(gint)(part->scale_x * 4096);
  }
  for (guint i = 0; i < code->text_bytes; i++)
    hash = hash * 33 + (guint8)code->text[i];
  return hash;
}

static gboolean part_equal(const CodePart *a, const CodePart *b) {
  return a->font->file_index == b->font->file_index && a->glyph_id == b->glyph_id &&
         a->dx == b->dx && a->dy == b->dy && a->scale_x == b->scale_x && a->scale_y == b->scale_y;
}

static gboolean code_equal(gconstpointer a_data, gconstpointer b_data) {
  const Code *a = a_data, *b = b_data;
  if (a->advance != b->advance || a->part_count != b->part_count ||
      a->text_bytes != b->text_bytes || memcmp(a->text, b->text, a->text_bytes) != 0)
    return FALSE;
  for (guint i = 0; i < a->part_count; i++)
    if (!part_equal(&a->parts[i], &b->parts[i])) return FALSE;
  return TRUE;
}

static guint outline_key_hash(gconstpointer data) {
  const OutlineKey *key = data;
  return (key->glyph_id * 64 + key->font->file_index) * 8 + key->times;
}

static gboolean outline_key_equal(gconstpointer a_data, gconstpointer b_data) {
  const OutlineKey *a = a_data, *b = b_data;
  return a->font->file_index == b->font->file_index && a->glyph_id == b->glyph_id &&
         a->times == b->times;
}

static void free_source(gpointer source) {
  outline_source_free(source);
}

EditionFont *edition_font_new(const Font *host, const char *name) {
  EditionFont *font = g_new0(EditionFont, 1);
  font->host = host;
  font->name = g_strdup(name);
  font->arena = arena_new();
  font->codes = g_ptr_array_new();
  g_ptr_array_add(font->codes, NULL);
  font->ids = g_hash_table_new(code_hash, code_equal);
  font->sources = g_ptr_array_new_with_free_func(free_source);
  font->outlines = g_array_new(FALSE, FALSE, sizeof(OutlineKey));
  font->outline_ids = g_hash_table_new_full(outline_key_hash, outline_key_equal, g_free, NULL);
  return font;
}

void edition_font_free(EditionFont *font) {
  if (!font) return;
  g_free(font->name);
  g_ptr_array_unref(font->codes);
  g_hash_table_unref(font->ids);
  g_ptr_array_unref(font->sources);
  g_array_unref(font->outlines);
  g_hash_table_unref(font->outline_ids);
  arena_free(font->arena);
  g_free(font);
}

// Just one outline as it is: its glyph can hold the outline itself, and composites can refer to it.
static gboolean code_is_plain(const Code *code) {
  const CodePart *part = code->parts;
  return code->part_count == 1 && part->dx == 0 && part->dy == 0 && part->scale_x == 1 &&
         part->scale_y == 1;
}

static guint part_times(const CodePart *part) {
  guint times = 1;
  while (MAX(part->scale_x, part->scale_y) / times >= 2 && times < CODE_MAX_SCALE)
    times *= 2;
  return times;
}

static OutlineKey part_key(const CodePart *part) {
  return (OutlineKey){part->font, part->glyph_id, part_times(part)};
}

// Where the outline of each part will be: in the glyph of code `id` if that is nothing else, or
// behind the codes, whose number is not yet known.
static void place_outlines(EditionFont *font, const Code *code, guint id) {
  for (guint i = 0; i < code->part_count; i++) {
    OutlineKey key = part_key(&code->parts[i]);
    if (g_hash_table_contains(font->outline_ids, &key)) continue;
    guint place = code_is_plain(code) ? id : BEHIND_CODES + font->outlines->len;
    if (!code_is_plain(code)) g_array_append_val(font->outlines, key);
    g_hash_table_insert(font->outline_ids, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(place));
  }
}

static guint outline_id(EditionFont *font, const CodePart *part) {
  OutlineKey key = part_key(part);
  guint place = GPOINTER_TO_UINT(g_hash_table_lookup(font->outline_ids, &key));
  return place < BEHIND_CODES ? place : place - BEHIND_CODES + font->codes->len;
}

// 0 where the font is full.
static guint add_code(EditionFont *font, const Code *code) {
  if (font->codes->len + font->outlines->len + code->part_count >= MAX_GLYPHS) return 0;
  Code *copy = arena_copy(font->arena, code, sizeof *code);
  copy->parts = arena_copy(font->arena, code->parts, code->part_count * sizeof *code->parts);
  copy->text = arena_strndup(font->arena, code->text, code->text_bytes);
  guint id = font->codes->len;
  g_ptr_array_add(font->codes, copy);
  g_hash_table_insert(font->ids, copy, GUINT_TO_POINTER(id));
  place_outlines(font, code, id);
  return id;
}

guint edition_font_add(EditionFont *font, const Code *code) {
  guint id = GPOINTER_TO_UINT(g_hash_table_lookup(font->ids, code));
  return id ? id : add_code(font, code);
}

const char *edition_font_name(const EditionFont *font) {
  return font->name;
}

const Font *edition_font_host(const EditionFont *font) {
  return font->host;
}

guint edition_font_count(const EditionFont *font) {
  return font->codes->len - 1;
}

const Code *edition_font_code(const EditionFont *font, guint id) {
  return font->codes->pdata[id];
}

static OutlineSource *outline_source_of(EditionFont *font, const Font *of) {
  if (of->file_index >= font->sources->len)
    g_ptr_array_set_size(font->sources, (gint)of->file_index + 1);
  if (!font->sources->pdata[of->file_index])
    font->sources->pdata[of->file_index] = outline_source_new(of);
  return font->sources->pdata[of->file_index];
}

static void box_join(OutlineBox *box, const OutlineBox *other) {
  if (!other->has_ink) return;
  if (!box->has_ink) {
    *box = *other;
    return;
  }
  box->x_min = MIN(box->x_min, other->x_min);
  box->y_min = MIN(box->y_min, other->y_min);
  box->x_max = MAX(box->x_max, other->x_max);
  box->y_max = MAX(box->y_max, other->y_max);
}

enum {
  PART_WORDS = 0x0001,
  PART_XY_VALUES = 0x0002,
  PART_MORE = 0x0020,
  PART_SCALE_XY = 0x0040,
  PART_OVERLAP =
      0x0400, // of the first part: renderers then don't paint edges darker where parts meet
};

static void put_part(GByteArray *out, const CodePart *part, guint id, guint flags) {
  gboolean scaled = part->scale_x != 1 || part->scale_y != 1;
  double unit = 16384.0 / part_times(part); // F2Dot14
  sfnt_put_u16(out, PART_WORDS | PART_XY_VALUES | flags | (scaled ? PART_SCALE_XY : 0u));
  sfnt_put_u16(out, id);
  sfnt_put_u16(out, (guint)part->dx);
  sfnt_put_u16(out, (guint)part->dy);
  if (scaled) {
    sfnt_put_u16(out, (guint)lround(part->scale_x * unit));
    sfnt_put_u16(out, (guint)lround(part->scale_y * unit));
  }
}

// The box of a code, exact to a unit outside: renderers use it only to clip and to allot memory,
// but its left side must be the left side bearing that hmtx tells.
static OutlineBox part_box(EditionFont *font, const CodePart *part) {
  OutlineBox box = outline_box(outline_source_of(font, part->font), part->glyph_id);
  if (!box.has_ink) return box;
  box.x_min = (gint)floor(box.x_min * part->scale_x) + part->dx;
  box.x_max = (gint)ceil(box.x_max * part->scale_x) + part->dx;
  box.y_min = (gint)floor(box.y_min * part->scale_y) + part->dy;
  box.y_max = (gint)ceil(box.y_max * part->scale_y) + part->dy;
  return box;
}

static OutlineBox put_composite(EditionFont *font, const Code *code, GlyphTables *tables) {
  OutlineBox box = {0};
  guint ids[CODE_MAX_PARTS], inked = 0;
  const CodePart *parts[CODE_MAX_PARTS];
  for (guint i = 0; i < code->part_count; i++) {
    OutlineBox part = part_box(font, &code->parts[i]);
    if (!part.has_ink) continue;
    box_join(&box, &part);
    parts[inked] = &code->parts[i];
    ids[inked++] = outline_id(font, &code->parts[i]);
  }
  if (!inked) return box;
  sfnt_put_u16(tables->glyf, (guint)-1);
  sfnt_put_u16(tables->glyf, (guint)box.x_min);
  sfnt_put_u16(tables->glyf, (guint)box.y_min);
  sfnt_put_u16(tables->glyf, (guint)box.x_max);
  sfnt_put_u16(tables->glyf, (guint)box.y_max);
  for (guint i = 0; i < inked; i++)
    put_part(tables->glyf, parts[i], ids[i],
             (i + 1 < inked ? PART_MORE : 0u) | (i == 0 && inked > 1 ? PART_OVERLAP : 0u));
  tables->measures.max_parts = MAX(tables->measures.max_parts, inked);
  return box;
}

static void end_glyph(GlyphTables *tables, gint advance, const OutlineBox *box) {
  static const guint8 zeros[4] = {0};
  g_byte_array_append(tables->glyf, zeros, (4 - tables->glyf->len % 4) % 4);
  sfnt_put_u32(tables->loca, tables->glyf->len);
  sfnt_put_u16(tables->hmtx, (guint)advance);
  sfnt_put_u16(tables->hmtx, (guint)box->x_min);
  tables->measures.max_advance = MAX(tables->measures.max_advance, advance);
  box_join(&tables->measures.box, box);
}

static void box_enlarge(OutlineBox *box, guint times) {
  box->x_min *= (gint)times;
  box->y_min *= (gint)times;
  box->x_max *= (gint)times;
  box->y_max *= (gint)times;
}

static void put_outline(EditionFont *font, const OutlineKey *key, gint advance,
                        GlyphTables *tables) {
  OutlineSource *source = outline_source_of(font, key->font);
  guint points = 0, contours = 0;
  outline_write(source, key->glyph_id, key->times, tables->glyf, &points, &contours);
  OutlineBox box = outline_box(source, key->glyph_id);
  box_enlarge(&box, key->times);
  tables->measures.max_points = MAX(tables->measures.max_points, points);
  tables->measures.max_contours = MAX(tables->measures.max_contours, contours);
  end_glyph(tables, advance, &box);
}

static void put_notdef(GlyphTables *tables) {
  OutlineBox empty = {0};
  sfnt_put_u32(tables->loca, 0);
  end_glyph(tables, 0, &empty);
}

static void put_glyphs(EditionFont *font, GlyphTables *tables) {
  put_notdef(tables);
  for (guint i = 1; i < font->codes->len; i++) {
    const Code *code = font->codes->pdata[i];
    if (code_is_plain(code) && outline_id(font, code->parts) == i) {
      OutlineKey key = part_key(code->parts);
      put_outline(font, &key, code->advance, tables);
      continue;
    }
    OutlineBox box = put_composite(font, code, tables);
    end_glyph(tables, code->advance, &box);
  }
  for (guint i = 0; i < font->outlines->len; i++)
    put_outline(font, &g_array_index(font->outlines, OutlineKey, i), 0, tables);
}

static void put_rectangle(const OutlineBox *box, GlyphTables *tables) {
  static const guint8 on_curve[4] = {1, 1, 1, 1};
  GByteArray *out = tables->glyf;
  sfnt_put_u16(out, 1); // contour
  sfnt_put_u16(out, (guint)box->x_min);
  sfnt_put_u16(out, (guint)box->y_min);
  sfnt_put_u16(out, (guint)box->x_max);
  sfnt_put_u16(out, (guint)box->y_max);
  sfnt_put_u16(out, 3); // last point
  sfnt_put_u16(out, 0); // instructions
  g_byte_array_append(out, on_curve, sizeof on_curve);
  const gint width = box->x_max - box->x_min, height = box->y_max - box->y_min;
  const gint across[4] = {box->x_min, width, 0, -width}, up[4] = {box->y_min, 0, height, 0};
  for (guint i = 0; i < 4; i++)
    sfnt_put_u16(out, (guint)across[i]);
  for (guint i = 0; i < 4; i++)
    sfnt_put_u16(out, (guint)up[i]);
  tables->measures.max_points = 4;
  tables->measures.max_contours = 1;
}

static void put_rectangles(EditionFont *font, GlyphTables *tables) {
  put_notdef(tables);
  for (guint i = 1; i < font->codes->len; i++) {
    const Code *code = font->codes->pdata[i];
    OutlineBox box = {0};
    for (guint k = 0; k < code->part_count; k++) {
      OutlineBox part = part_box(font, &code->parts[k]);
      box_join(&box, &part);
    }
    if (box.has_ink) put_rectangle(&box, tables);
    end_glyph(tables, code->advance, &box);
  }
}

static GBytes *write_tables(const EditionFont *font, GlyphTables *tables) {
  tables->measures.glyph_count = tables->loca->len / 4 - 1;
  if (!tables->glyf->len) sfnt_put_u32(tables->glyf, 0); // FreeType wants a table that has bytes
  SfntTable sfnt[] = {
      {"glyf", tables->glyf},
      {"head", edition_head_table(font->host, &tables->measures)},
      {"hhea", edition_hhea_table(font->host, &tables->measures)},
      {"hmtx", tables->hmtx},
      {"loca", tables->loca},
      {"maxp", edition_maxp_table(&tables->measures)},
      {"name", sfnt_name_table(font->name)},
  };
  GBytes *bytes = sfnt_write(sfnt, G_N_ELEMENTS(sfnt));
  for (guint i = 0; i < G_N_ELEMENTS(sfnt); i++)
    g_byte_array_unref(sfnt[i].data);
  return bytes;
}

static GlyphTables tables_new(void) {
  return (GlyphTables){
      .glyf = g_byte_array_new(), .loca = g_byte_array_new(), .hmtx = g_byte_array_new()};
}

GBytes *edition_font_write(EditionFont *font) {
  GlyphTables tables = tables_new();
  put_glyphs(font, &tables);
  return write_tables(font, &tables);
}

GBytes *edition_font_write_boxes(EditionFont *font) {
  GlyphTables tables = tables_new();
  put_rectangles(font, &tables);
  return write_tables(font, &tables);
}
