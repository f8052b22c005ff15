#include "typeset/font_check.h"

#include <hb-ot.h>
#include <string.h>
#include <unicode/uchar.h>

// OS/2 fsType (OpenType 1.9): the usage bits hold the most that is allowed.
#define FSTYPE_AT         8
#define FSTYPE_RESTRICTED 0x0002
#define FSTYPE_PREVIEW    0x0004
#define FSTYPE_EDITABLE   0x0008
#define FSTYPE_WHOLE_ONLY 0x0100 // no subsetting, and a PDF of ours holds what it uses and no more
#define FSTYPE_BITMAPS    0x0200

#define EM_AT          18 // in head
#define LOCA_FORMAT_AT 50
#define EM_LEAST       16
#define EM_MOST        16384
#define PARTS_MOST     4096 // of a glyph, all levels together
#define DEPTH_MOST     16
#define LETTERS_ASKED  200

typedef struct {
  hb_blob_t *blob;
  const guint8 *bytes;
  guint length;
} Table;

static Table open_table(hb_face_t *face, const char *tag) {
  Table table = {.blob = hb_face_reference_table(face, hb_tag_from_string(tag, 4))};
  table.bytes = (const guint8 *)hb_blob_get_data(table.blob, &table.length);
  return table;
}

static gboolean has_table(hb_face_t *face, const char *tag) {
  Table table = open_table(face, tag);
  hb_blob_destroy(table.blob);
  return table.length > 0;
}

static guint read_u16(const guint8 *bytes) {
  return (guint)bytes[0] << 8 | bytes[1];
}

static gsize read_u32(const guint8 *bytes) {
  return (gsize)read_u16(bytes) << 16 | read_u16(bytes + 2);
}

// HarfBuzz takes a table that is cut off for one that is not there: letters would be left out
// without a word.
static char *find_cut(const guint8 *bytes, gsize length, guint index) {
  gsize start = 0; // of the face's list of tables
  if (length >= 16 + index * 4 && memcmp(bytes, "ttcf", 4) == 0)
    start = read_u32(bytes + 12 + index * 4);
  if (start + 12 > length) return NULL; // no font
  guint count = read_u16(bytes + start + 4);
  for (guint i = 0; i < count; i++) {
    if (start + 12 + (i + 1) * 16 > length)
      return g_strdup("it is cut off within its list of tables");
    const guint8 *entry = bytes + start + 12 + i * 16;
    if (read_u32(entry + 8) + read_u32(entry + 12) > length)
      return g_strdup_printf("it is cut off: its table '%.4s' ends behind the file's end", entry);
  }
  return NULL;
}

static char *find_ban(hb_face_t *face) {
  Table table = open_table(face, "OS/2");
  guint bits = table.length >= FSTYPE_AT + 2 ? read_u16(table.bytes + FSTYPE_AT) : 0;
  hb_blob_destroy(table.blob);
  const char *ban = NULL;
  if (bits & FSTYPE_RESTRICTED && !(bits & (FSTYPE_PREVIEW | FSTYPE_EDITABLE)))
    ban = "it to be embedded";
  else if (bits & FSTYPE_WHOLE_ONLY)
    ban = "a part of it to be embedded";
  else if (bits & FSTYPE_BITMAPS)
    ban = "its outlines to be embedded";
  return ban ? g_strdup_printf("its maker does not allow %s (OS/2 fsType 0x%04X)", ban, bits)
             : NULL;
}

static char *find_format(hb_face_t *face) {
  if (!has_table(face, "glyf") && !has_table(face, "CFF ") && !has_table(face, "CFF2"))
    return g_strdup("it has no outlines, only pictures of its letters");
  Table head = open_table(face, "head");
  guint em = head.length >= EM_AT + 2 ? read_u16(head.bytes + EM_AT) : 0;
  hb_blob_destroy(head.blob);
  if (em < EM_LEAST || em > EM_MOST) return g_strdup_printf("its em has %u units", em);
  return NULL;
}

// The glyphs of a glyf table, and how many parts each has.
typedef struct {
  Table glyf, loca;
  gboolean long_loca;
  guint count;
  guint *parts; // of each glyph, once it is known; 0 = not yet
} Glyphs;

static Table glyph_entry(const Glyphs *glyphs, guint id) {
  Table none = {0};
  gsize width = glyphs->long_loca ? 4 : 2;
  if (id >= glyphs->count || (id + 2) * width > glyphs->loca.length) return none;
  const guint8 *at = glyphs->loca.bytes + id * width;
  gsize start = glyphs->long_loca ? read_u32(at) : 2 * (gsize)read_u16(at);
  gsize end = glyphs->long_loca ? read_u32(at + 4) : 2 * (gsize)read_u16(at + 2);
  if (start + 10 > end || end > glyphs->glyf.length) return none;
  return (Table){NULL, glyphs->glyf.bytes + start, (guint)(end - start)};
}

// OpenType, glyf: a part is followed by the place, the scale, and the next part.
static guint part_length(guint flags) {
  guint scale = flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
  return 4 + (flags & 0x01 ? 4 : 2) + scale;
}

// More than PARTS_MOST where the glyph is a part of itself, or its parts are without end.
static guint count_parts(Glyphs *glyphs, guint id, guint depth) {
  Table entry = glyph_entry(glyphs, id);
  if (!entry.length || !(entry.bytes[0] & 0x80)) return 1;
  if (glyphs->parts[id]) return glyphs->parts[id];
  if (depth > DEPTH_MOST) return PARTS_MOST + 1;
  guint total = 1, at = 10, flags = 0x20;
  while (flags & 0x20 && at + 4 <= entry.length && total <= PARTS_MOST) {
    flags = read_u16(entry.bytes + at);
    total += count_parts(glyphs, read_u16(entry.bytes + at + 2), depth + 1);
    at += part_length(flags);
  }
  if (total <= PARTS_MOST) glyphs->parts[id] = total;
  return total;
}

// A few glyphs that name each other twice each are a billion parts.
static char *find_endless(hb_face_t *face) {
  Glyphs glyphs = {.glyf = open_table(face, "glyf"),
                   .loca = open_table(face, "loca"),
                   .count = hb_face_get_glyph_count(face)};
  Table head = open_table(face, "head");
  glyphs.long_loca = head.length > LOCA_FORMAT_AT + 1 && head.bytes[LOCA_FORMAT_AT + 1] == 1;
  glyphs.parts = g_new0(guint, glyphs.count + 1);
  char *fault = NULL;
  for (guint id = 0; id < glyphs.count && !fault; id++)
    if (count_parts(&glyphs, id, 0) > PARTS_MOST)
      fault = g_strdup_printf("its glyph %u is made of itself, or of parts without end", id);
  g_free(glyphs.parts);
  hb_blob_destroy(glyphs.glyf.blob);
  hb_blob_destroy(glyphs.loca.blob);
  hb_blob_destroy(head.blob);
  return fault;
}

// Letters that are in the list of characters, and have no ink or no place in Unicode.
static char *find_blank(hb_face_t *face) {
  hb_set_t *coverage = hb_set_create();
  hb_font_t *font = hb_font_create(face);
  guint letters = 0, inked = 0;
  hb_face_collect_unicodes(face, coverage);
  for (hb_codepoint_t c = HB_SET_VALUE_INVALID;
       hb_set_next(coverage, &c) && letters < LETTERS_ASKED;) {
    hb_codepoint_t glyph;
    hb_glyph_extents_t ink;
    if (!u_isalpha((UChar32)c) || !hb_font_get_nominal_glyph(font, c, &glyph)) continue;
    letters++;
    inked += hb_font_get_glyph_extents(font, glyph, &ink) && ink.width != 0;
  }
  gboolean symbols = hb_set_has(coverage, 0xF041) && letters == 0;
  gboolean empty = hb_set_is_empty(coverage);
  hb_set_destroy(coverage);
  hb_font_destroy(font);
  if (empty) return g_strdup("it has no letters");
  if (symbols) return g_strdup("its characters are symbols without a place in Unicode");
  if (inked * 2 < letters)
    return g_strdup_printf("%u of its %u letters have no outline", letters - inked, letters);
  return NULL;
}

static char *find_cut_in(hb_face_t *face) {
  hb_blob_t *blob = hb_face_reference_blob(face); // the whole file
  unsigned int length;
  const char *bytes = hb_blob_get_data(blob, &length);
  char *fault = find_cut((const guint8 *)bytes, length, hb_face_get_index(face));
  hb_blob_destroy(blob);
  return fault;
}

char *font_check(hb_face_t *face, gboolean own) {
  if (hb_face_get_glyph_count(face) == 0) return g_strdup("it is no TrueType or OpenType font");
  char *fault = find_cut_in(face);
  if (!fault) fault = find_ban(face);
  if (!fault) fault = find_format(face);
  if (!fault && own) fault = find_endless(face);
  return !fault && own ? find_blank(face) : fault;
}
