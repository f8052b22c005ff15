// Random texts in random pieces, from a fixed seed: what test_lines.c says must hold for them too.
#include <unicode/utf8.h>

#include "fixture.h"

#define TEXTS 1000

// xorshift: the same numbers on every machine.
static guint32 next_random(guint32 *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

static const guint32 pools[][2] = {
    {0x20, 0x20},         {0x20, 0x7E},       {0x61, 0x7A},       {0x600, 0x6FF},
    {0x620, 0x64A},       {0x64B, 0x65F},     {0x6F0, 0x6F9},     {0x200B, 0x200F},
    {0x2010, 0x2029},     {0x202A, 0x202E},   {0x2066, 0x2069},   {0x300, 0x36F},
    {0x5D0, 0x5EA},       {0x900, 0x97F},     {0x1100, 0x11FF},   {0xAC00, 0xAC80},
    {0x4E00, 0x4E80},     {0x1F1E6, 0x1F1FF}, {0x1F300, 0x1F64F}, {0xFB50, 0xFDFF},
    {0xFE00, 0xFE0F},     {0xFE70, 0xFEFF},   {0xE0000, 0xE01FF}, {0xE000, 0xE020},
    {0x10FFF0, 0x10FFFF}, {0x0, 0x1F},        {0x7F, 0xA0},       {0xAD, 0xAD},
    {0x61C, 0x61C},       {0x640, 0x640},
};

static char *random_text(guint32 *seed, guint length) {
  GString *text = g_string_new(NULL);
  guint pool = 0;
  for (guint i = 0; i < length; i++) {
    if (next_random(seed) % 3 == 0) pool = next_random(seed) % G_N_ELEMENTS(pools);
    guint32 span = pools[pool][1] - pools[pool][0] + 1;
    guint32 c = pools[pool][0] + next_random(seed) % span;
    if (c == 0 || next_random(seed) % 5 == 0) c = ' ';
    char utf8[U8_MAX_LENGTH];
    gint32 bytes = 0;
    U8_APPEND_UNSAFE(utf8, bytes, c);
    g_string_append_len(text, utf8, bytes);
  }
  return g_string_free(text, FALSE);
}

static TextPiece random_piece(Fixture *fixture, guint32 *seed, GString *all) {
  g_autofree char *text = random_text(seed, next_random(seed) % 60);
  g_string_append(all, text);
  static const char *const langs[] = {"fa", "en", "xx-Unknown", NULL};
  TextStyle style = {.role = next_random(seed) % ROLE_COUNT,
                     .weight = next_random(seed) % 2,
                     .italic = next_random(seed) % 2,
                     .size_pt = 6 + next_random(seed) % 20,
                     .rise_pt = next_random(seed) % 3,
                     .footnote = next_random(seed) % 5 == 0,
                     .lang = langs[next_random(seed) % 4],
                     .enters = next_random(seed) % 4 ? 0 : next_random(seed) % 3,
                     .leaves = next_random(seed) % 4 ? 0 : next_random(seed) % 3};
  char *kept = arena_strdup(fixture->arena, text);
  return (TextPiece){kept, strlen(kept), style, next_random(seed) % 4 == 0};
}

static void random_texts_come_out_whole(void **state) {
  Fixture *fixture = *state;
  guint32 seed = 20260321;
  for (guint i = 0; i < TEXTS; i++) {
    guint count = next_random(&seed) % 8;
    TextPiece *pieces = ARENA_ARRAY(fixture->arena, TextPiece, count);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint k = 0; k < count; k++)
      pieces[k] = random_piece(fixture, &seed, all);
    const Locale *locale = next_random(&seed) % 2 ? fixture->fa : fixture->en;
    Paragraph *paragraph = fixture_paragraph(fixture, locale, "", 0);
    paragraph->pieces = pieces;
    paragraph->piece_count = count;
    paragraph->direction = next_random(&seed) % 2 ? DIRECTION_RTL : DIRECTION_LTR;
    paragraph->align = next_random(&seed) % 4;
    paragraph->kashida = next_random(&seed) % 3;
    paragraph->indent_pt = next_random(&seed) % 30;
    paragraph->keep_whole_line = next_random(&seed) % 8 == 0;
    LineList lines = fixture_set(fixture, paragraph, 40 + next_random(&seed) % 300);
    g_autofree char *text = fixture_text(&lines);
    if (strcmp(text, all->str) != 0) fail_msg("text %u: [%s] became [%s]", i, all->str, text);
    double natural = paragraph_natural_width(fixture->typesetter, paragraph);
    assert_true(natural >= 0 && natural < 1e6);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(random_texts_come_out_whole)};
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
