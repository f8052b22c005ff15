// Hostile font files: each is refused with a word on why, or shaped, drawn, embedded and cut for
// the web without a step outside its bytes and without end.
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "print/edition_font.h"
#include "print/outline.h"
#include "site/webfont.h"
#include "typeset/join.h"

#define ROUNDS  20 // of each font
#define SECONDS 5.0

static const char *const sources[] = {
    "fonts/vazirmatn/Vazirmatn-Regular.ttf",
    "/usr/share/fonts/opentype/urw-base35/P052-Roman.otf",
    "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf",
};

static const char *const tables[] = {"head", "maxp", "loca", "glyf", "hhea", "hmtx", "cmap",
                                     "GSUB", "GPOS", "GDEF", "CFF ", "OS/2", "name", "post"};

typedef struct {
  guint8 *bytes;
  gsize length;
} File;

static void put_u16(guint8 *at, guint value) {
  at[0] = (guint8)(value >> 8);
  at[1] = (guint8)value;
}

static guint32 read_u32(const guint8 *at) {
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static guint8 *find_entry(const File *file, const char *tag) {
  for (guint i = 0; i < file->bytes[5]; i++)
    if (memcmp(file->bytes + 12 + i * 16, tag, 4) == 0) return file->bytes + 12 + i * 16;
  return NULL;
}

static guint8 *find_table(const File *file, const char *tag, gsize *length) {
  const guint8 *entry = find_entry(file, tag);
  if (length) *length = entry ? read_u32(entry + 12) : 0;
  return entry ? file->bytes + read_u32(entry + 8) : NULL;
}

static void shape_words(const Font *font) {
  static const char *const words[] = {"سلام مدرَّسه می‌خواهم لله",
                                      "Affluent office", "۱۲۳۴"};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, words[i], -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font->hb, buffer, NULL, 0);
    hb_buffer_destroy(buffer);
  }
}

static void embed_glyphs(const Font *font) {
  EditionFont *edition = edition_font_new(font, "Test");
  for (guint32 glyph = 1; glyph < 120; glyph++) {
    CodePart parts[] = {{font, glyph, 0, 0, 1, 1}, {font, glyph + 200, 40, 0, 3, 1}};
    Code code = {parts, 1 + glyph % 2, 100, "x", 1};
    edition_font_add(edition, &code);
  }
  g_autoptr(GBytes) bytes = edition_font_write(edition);
  edition_font_free(edition);
}

static void cut_for_web(const char *path) {
  hb_set_t *characters = hb_set_create();
  hb_set_add_range(characters, 0x20, 0x6FF);
  WebFontFile file = {path, "x.woff2", characters, FALSE};
  g_autoptr(GBytes) bytes = web_font_cut(&file);
  hb_set_destroy(characters);
}

// What is said of the file; NULL where it was used.
static char *use_file(const File *file, const char *path) {
  if (!g_file_set_contents(path, (const char *)file->bytes, (gssize)file->length, NULL))
    g_error("%s cannot be written", path);
  g_autoptr(Arena) arena = arena_new();
  char *error = NULL;
  gint64 start = g_get_monotonic_time();
  Font *font = font_open(arena, path, TRUE, &error);
  if (!font && !error) g_error("a font is refused without a word");
  if (font) {
    font_measure_tatweel(font);
    shape_words(font);
    embed_glyphs(font);
  }
  cut_for_web(path);
  double seconds = (double)(g_get_monotonic_time() - start) / 1e6;
  if (seconds > SECONDS) g_error("a font of %zu bytes takes %.1f s", file->length, seconds);
  return error;
}

static void spoil(GRand *random, File *file) {
  for (guint i = (guint)g_rand_int_range(random, 1, 12); i > 0; i--) {
    gsize length;
    guint8 *table =
        find_table(file, tables[g_rand_int_range(random, 0, (gint)G_N_ELEMENTS(tables))], &length);
    if (!table || length == 0) continue;
    // Most counts and offsets stand at a table's beginning.
    gsize most = g_rand_int_range(random, 0, 3) ? MIN(length, 64) : length;
    table[g_rand_int_range(random, 0, (gint)most)] = (guint8)g_rand_int_range(random, 0, 256);
  }
  if (g_rand_int_range(random, 0, 4) == 0)
    file->bytes[g_rand_int_range(random, 0, 12 + 16 * file->bytes[5])] ^= 0x55;
  if (g_rand_int_range(random, 0, 4) == 0)
    file->length = (gsize)g_rand_int_range(random, 0, (gint)file->length);
}

static void spoil_em(File *file) {
  put_u16(find_table(file, "head", NULL) + 18, 0);
}

static void spoil_loca(File *file) {
  gsize length;
  guint8 *loca = find_table(file, "loca", &length);
  memset(loca, 0xFF, length);
}

static void spoil_outlines(File *file) {
  memcpy(find_entry(file, "glyf"), "EBDT", 4); // a font of bitmaps alone
}

static void spoil_licence(File *file) {
  put_u16(find_table(file, "OS/2", NULL) + 8, 2);
}

static void spoil_cmap(File *file) {
  memset(find_table(file, "cmap", NULL) + 2, 0, 2); // no subtable
}

// Every composite is made of itself, twice.
static void spoil_parts(File *file) {
  gsize length, loca_length;
  guint8 *glyf = find_table(file, "glyf", &length);
  const guint8 *loca = find_table(file, "loca", &loca_length);
  gboolean wide = find_table(file, "head", NULL)[51] == 1;
  for (guint id = 0; (id + 2) * (wide ? 4u : 2u) <= loca_length; id++) {
    gsize start = wide ? read_u32(loca + id * 4) : 2u * (loca[id * 2] << 8 | loca[id * 2 + 1]);
    gsize end =
        wide ? read_u32(loca + id * 4 + 4) : 2u * (loca[id * 2 + 2] << 8 | loca[id * 2 + 3]);
    if (end > length || start + 26 > end) continue;
    put_u16(glyf + start, 0xFFFF);
    put_u16(glyf + start + 10, 0x0022); // offsets of a byte each, and another part
    put_u16(glyf + start + 12, id);
    put_u16(glyf + start + 16, 0x0002);
    put_u16(glyf + start + 18, id);
  }
}

static const struct {
  void (*spoil)(File *file);
  const char *said;
} NAMED[] = {
    {spoil_em, "its em has 0 units"},  {spoil_loca, "letters have no outline"},
    {spoil_outlines, "no outlines"},   {spoil_licence, "does not allow"},
    {spoil_cmap, "it has no letters"}, {spoil_parts, "made of itself"},
};

static void check_named(const File *whole, const char *path) {
  for (guint i = 0; i < G_N_ELEMENTS(NAMED); i++) {
    File file = {g_memdup2(whole->bytes, whole->length), whole->length};
    NAMED[i].spoil(&file);
    g_autofree char *said = use_file(&file, path);
    if (!said || !strstr(said, NAMED[i].said))
      g_error("case %u: “%s”, not “%s”", i, said ? said : "taken", NAMED[i].said);
    g_free(file.bytes);
  }
}

int main(void) {
  g_autofree char *path = g_strdup_printf("%s/beyt-fuzz-%d.ttf", g_get_tmp_dir(), (gint)getpid());
  GRand *random = g_rand_new_with_seed(20260314);
  guint refused = 0;
  for (guint i = 0; i < G_N_ELEMENTS(sources); i++) {
    File whole;
    if (!g_file_get_contents(sources[i], (char **)&whole.bytes, &whole.length, NULL))
      g_error("%s is not here", sources[i]);
    if (use_file(&whole, path)) g_error("%s is refused", sources[i]);
    if (i == 0) check_named(&whole, path);
    for (guint round = 0; round < ROUNDS; round++) {
      File file = {g_memdup2(whole.bytes, whole.length), whole.length};
      spoil(random, &file);
      g_autofree char *said = use_file(&file, path);
      refused += said != NULL;
      g_free(file.bytes);
    }
    g_free(whole.bytes);
  }
  g_rand_free(random);
  g_remove(path);
  g_print("%u of %zu spoiled fonts refused\n", refused, ROUNDS * G_N_ELEMENTS(sources));
  return refused > 0 ? 0 : 1;
}
