// What a line tells the readers of a PDF, code by code. docs/pdf-text.md has the reasons.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include "hand_line.h"
#include "print/line_code.h"

#define ZWNJ "\342\200\214"

typedef struct {
  Arena *arena;
  Font **fonts;
  CodeCache *cache;
  TextStyle style;
} Shared;

static int set_up(void **state) {
  Shared *shared = g_new0(Shared, 1);
  shared->arena = arena_new();
  shared->fonts = ARENA_ARRAY(shared->arena, Font *, 3);
  shared->fonts[0] = hand_font(shared->arena, HAND_NASKH, 0);
  shared->fonts[1] = hand_font(shared->arena, HAND_GENTIUM, 1);
  shared->cache = code_cache_new();
  shared->style.size_pt = 10;
  *state = shared;
  return 0;
}

static int tear_down(void **state) {
  Shared *shared = *state;
  code_cache_free(shared->cache);
  arena_free(shared->arena);
  g_free(shared);
  return 0;
}

// The texts of the codes from left to right, parted by "|"; R, L and A stand for direction marks.
static char *codes_text(Shared *shared, Line *line, PageDirection page) {
  g_autoptr(GArray) unmarked = g_array_new(FALSE, FALSE, sizeof(LineCode));
  g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(LineCode));
  line_code_read(shared->arena, shared->cache, unmarked, line);
  line_code_suit_readers(shared->arena, unmarked, line->direction);
  line_code_mark_directions(shared->arena, unmarked, line->direction, &page, codes);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < codes->len; i++) {
    const Code *code = &g_array_index(codes, LineCode, i).code;
    if (i) g_string_append_c(out, '|');
    g_string_append_len(out, code->text, code->text_bytes);
  }
  g_string_replace(out, RIGHT_MARK, "R", 0);
  g_string_replace(out, LEFT_MARK, "L", 0);
  g_string_replace(out, ARABIC_MARK, "A", 0);
  g_string_replace(out, ZWNJ, "Z", 0);
  return g_string_free(out, FALSE);
}

// One string of the file: the x of its first code, its text.
typedef struct {
  double x_pt;
  gint32 advance;
  GString *text;
} FileString;

static gint compare_strings(gconstpointer a, gconstpointer b) {
  const FileString *left = a, *right = b;
  return left->x_pt < right->x_pt ? -1 : left->x_pt > right->x_pt;
}

static void append_string(GString *out, const FileString *string, const FileString *before) {
  if (out->len) g_string_append_c(out, '|');
  // What a string that begins as the one before it leaves of both in PDFium.
  gboolean silent = before && string->text->str[0] == ' ' && before->x_pt == string->x_pt &&
                    before->advance == string->advance;
  if (silent) g_string_truncate(out, out->len - strlen("  |"));
  g_string_append(out, string->text->str + silent);
}

// The strings of a line in the order in which PDFium takes them.
static char *strings_text(Shared *shared, Line *line) {
  g_autoptr(GArray) unmarked = g_array_new(FALSE, FALSE, sizeof(LineCode));
  g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(LineCode));
  g_autoptr(GArray) strings = g_array_new(FALSE, FALSE, sizeof(FileString));
  line_code_read(shared->arena, shared->cache, unmarked, line);
  line_code_suit_readers(shared->arena, unmarked, line->direction);
  line_code_mark_directions(shared->arena, unmarked, line->direction, &(PageDirection){0}, codes);
  line_code_order_phrases(codes);
  for (guint i = 0; i < codes->len; i++) {
    const LineCode *code = &g_array_index(codes, LineCode, i);
    if (i == 0 || code->starts_string) {
      FileString string = {code->x_pt, code->code.advance, g_string_new(NULL)};
      g_array_append_val(strings, string);
    }
    FileString *last = &g_array_index(strings, FileString, strings->len - 1);
    g_string_append_len(last->text, code->code.text, code->code.text_bytes);
  }
  g_array_sort(strings, compare_strings); // stable: GLib sorts arrays by merging
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < strings->len; i++) {
    FileString *string = &g_array_index(strings, FileString, i);
    append_string(out, string, i ? string - 1 : NULL);
  }
  for (guint i = 0; i < strings->len; i++)
    g_string_free(g_array_index(strings, FileString, i).text, TRUE);
  g_string_replace(out, RIGHT_MARK, "R", 0);
  g_string_replace(out, LEFT_MARK, "L", 0);
  return g_string_free(out, FALSE);
}

static void check_strings(void **state, const char *text, const char *wanted) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, text, DIRECTION_RTL);
  g_autofree char *found = strings_text(shared, line);
  assert_string_equal(found, wanted);
}

static void test_phrases_are_strings_in_reverse(void **state) {
  check_strings(state, "با Git بود", "دوب RGit اب");
  check_strings(state, "با Node.js بود", "دوب |js|.|RNode| اب");
  check_strings(state, "در با mailing list بودند", "دندوب |list| Rmailing| اب رد");
  check_strings(state, "urllib3", "3|urllib");
  // In brackets nothing parts the strings but what PDFium drops.
  check_strings(state, "با (Go 2) بودند", "دندوب R)L|2| RGo|R(L اب");
}

static void check(void **state, const char *text, Direction direction, const char *wanted) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, text, direction);
  g_autofree char *found = codes_text(shared, line, (PageDirection){0});
  assert_string_equal(found, wanted);
}

static void test_plain_text(void **state) {
  check(state, "no marks.", DIRECTION_LTR, "n|o| |m|a|r|k|s|.");
  check(state, "باد و آب", DIRECTION_RTL, "ب|آ| |و| |د|ا|ب");
}

static void test_joiner_goes_with_the_letter_before(void **state) {
  check(state, "می" ZWNJ "رود", DIRECTION_RTL, "د|و|ر|Zی|م");
}

static void test_punctuation_is_kept_from_numbers(void **state) {
  check(state, "باد، آب.", DIRECTION_RTL, ".|ب|آ| |R|،|د|ا|ب");
}

static void test_brackets_are_kept_from_mirroring(void **state) {
  check(state, "آب «رود» آب", DIRECTION_RTL, "ب|آ| |R|»|L|د|و|ر|R|«|L| |ب|آ");
}

static void test_numbers_and_names(void **state) {
  check(state, "در ۱۲ روز", DIRECTION_RTL, "ز|و|ر| |R|۱|۲| |ر|د");
  check(state, "از Go که", DIRECTION_RTL, "ه|ک| |R|G|o| |ز|ا");
}

// A mark is a code of its own, left of its letter; a space at its left has text that is more than a
// space.
static void test_marks(void **state) {
  check(state, "خانهٔ ما", DIRECTION_RTL, "ا|م|A |ٔ|ه|ن|ا|خ");
  check(state, "بعداً، رود", DIRECTION_RTL, "د|و|ر| |R|،|R|ً|ا|د|ع|ب");
}

// A line with a mark at its left end begins with a hair of a space.
static void test_mark_at_the_end(void **state) {
  check(state, "رود خانهٔ", DIRECTION_RTL, "A |ٔ|ه|ن|ا|خ| |د|و|ر");
}

// Few letters among digits: marks that count as letters make pdf.js read from the right.
static void test_digits_with_few_letters(void **state) {
  check(state, "۱۲۳۴۵۶۷۸۹ و", DIRECTION_RTL, "و|AAAA |R|۱|۲|۳|۴|۵|۶|۷|۸|۹");
}

static void test_english_with_farsi(void **state) {
  check(state, "the آب of", DIRECTION_LTR, "t|h|e| |ب|آ|L| |o|f");
}

static void test_mixed_page(void **state) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, "Why?", DIRECTION_LTR);
  g_autofree char *found = codes_text(shared, line, (PageDirection){.mixed = TRUE});
  assert_string_equal(found, "W|h|y|?|L");
}

// A page with more English on it: its Farsi lines weigh more, in one code.
static void test_weights(void **state) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, "آب", DIRECTION_RTL);
  PageDirection page = {.mixed = TRUE, .weights = 3};
  g_autofree char *found = codes_text(shared, line, page);
  assert_string_equal(found, "ب|آ|RRR");
}

static void test_hyphen_and_trailing_space(void **state) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, &shared->fonts[1], &shared->style, "a b-", DIRECTION_LTR);
  GlyphRun *run = &line->runs[0];
  run->glyphs[1].advance_pt = 0; // as at a line's end
  run->glyphs[3].is_hyphen = TRUE;
  run->glyphs[3].text_bytes = 0;
  g_autofree char *found = codes_text(shared, line, (PageDirection){0});
  assert_string_equal(found, "a|b|-");
}

static char *joined_text(Shared *shared, Line *line) {
  hand_join(line);
  return codes_text(shared, line, (PageDirection){0});
}

static void test_joined_letters_are_one_code(void **state) {
  Shared *shared = *state;
  const TextStyle *style = &shared->style;
  Line *line = hand_line(shared->arena, shared->fonts, style, "بشنو از ما", DIRECTION_RTL);
  g_autofree char *found = joined_text(shared, line);
  assert_string_equal(found, "ام| |ز|ا| |ونشب");
  line = hand_line(shared->arena, shared->fonts, style, "خانهٔ شب", DIRECTION_RTL);
  g_autofree char *marked = joined_text(shared, line);
  assert_string_equal(marked, "بش|A |ٔ|هن|اخ");
  line = hand_line(shared->arena, shared->fonts, style, "می" ZWNJ "شود", DIRECTION_RTL);
  g_autofree char *parted = joined_text(shared, line);
  assert_string_equal(parted, "د|وش|Zیم");
}

// A kashida has many lengths: the letter that has it stands alone, so that codes are few.
static void test_kashida_parts_joined_letters(void **state) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, "بشنوید", DIRECTION_RTL);
  line->runs[0].glyphs[4].kashida_pt = 2;
  line->runs[0].glyphs[4].advance_pt += 2;
  g_autofree char *found = joined_text(shared, line);
  assert_string_equal(found, "دی|ون|ش|ب");
}

// A word that goes on in the next line: what stands beside its first letter there is no part of it.
static void test_joined_letters_end_with_their_text(void **state) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, "شب", DIRECTION_RTL);
  line->runs[0].glyphs[0].joins_right = TRUE;
  line->runs[0].glyphs[0].text_offset = 3;
  line->runs[0].text = "ش ب"; // the space is at another place of the page
  g_autofree char *found = codes_text(shared, line, (PageDirection){0});
  assert_string_equal(found, "ب|ش");
}

// The same drawing with another text, the same text with another drawing.
static void test_codes_are_told_apart(void **state) {
  Shared *shared = *state;
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, "ببب", DIRECTION_RTL);
  g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(LineCode));
  line_code_read(shared->arena, shared->cache, codes, line);
  line->runs[0].text = "بيب";
  line_code_read(shared->arena, shared->cache, codes, line);
  line->runs[0].glyphs[1].glyph_id++;
  line_code_read(shared->arena, shared->cache, codes, line);
  assert_int_equal(codes->len, 9);
  const LineCode *all = (const LineCode *)(const void *)codes->data;
  assert_ptr_equal(all[0].known, all[3].known);
  assert_ptr_equal(all[2].known, all[8].known);
  assert_true(all[1].known != all[4].known && all[4].known != all[7].known);
  assert_true(line_code_is(&all[1], "ب") && line_code_is(&all[4], "ي"));
  assert_int_equal(all[7].code.parts[0].glyph_id, all[4].code.parts[0].glyph_id + 1);
}

static gboolean has_part_at(const LineCode *code, const LineGlyph *glyph) {
  double pt = code->host ? code->host->size_pt / code->host->font->units_per_em : 0;
  for (guint i = 0; i < code->code.part_count; i++) {
    const CodePart *part = &code->code.parts[i];
    double x = code->x_pt + part->dx * pt, y = part->dy * pt;
    if (part->glyph_id == glyph->glyph_id && fabs(x - glyph->x_pt) < 0.01 &&
        fabs(y - glyph->y_pt) < 0.01)
      return TRUE;
  }
  return FALSE;
}

// Nothing moves: whatever is cut and merged, each outline stays where the line had it.
static void check_places(void **state, gboolean joined) {
  Shared *shared = *state;
  const char *text = "بِشنو این نِی چون «شِکایَت» می" ZWNJ "کُنَد، Linux ۱۲۳";
  Line *line = hand_line(shared->arena, shared->fonts, &shared->style, text, DIRECTION_RTL);
  if (joined) hand_join(line);
  g_autoptr(GArray) unmarked = g_array_new(FALSE, FALSE, sizeof(LineCode));
  g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(LineCode));
  line_code_read(shared->arena, shared->cache, unmarked, line);
  line_code_suit_readers(shared->arena, unmarked, line->direction);
  PageDirection page = {.mixed = FALSE};
  line_code_mark_directions(shared->arena, unmarked, line->direction, &page, codes);
  guint matched = 0, inked = 0;
  for (guint r = 0; r < line->run_count; r++)
    for (guint g = 0; g < line->runs[r].glyph_count; g++) {
      const LineGlyph *glyph = &line->runs[r].glyphs[g];
      hb_glyph_extents_t extents;
      hb_font_get_glyph_extents(line->runs[r].font->hb, glyph->glyph_id, &extents);
      if (!extents.width) continue;
      inked++;
      gboolean found = FALSE;
      for (guint i = 0; i < codes->len && !found; i++)
        found = has_part_at(&g_array_index(codes, LineCode, i), glyph);
      matched += found;
    }
  assert_true(inked > 30);
  assert_int_equal(matched, inked);
}

static void test_places(void **state) {
  check_places(state, FALSE);
  check_places(state, TRUE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain_text),
      cmocka_unit_test(test_phrases_are_strings_in_reverse),
      cmocka_unit_test(test_joiner_goes_with_the_letter_before),
      cmocka_unit_test(test_punctuation_is_kept_from_numbers),
      cmocka_unit_test(test_brackets_are_kept_from_mirroring),
      cmocka_unit_test(test_numbers_and_names),
      cmocka_unit_test(test_marks),
      cmocka_unit_test(test_mark_at_the_end),
      cmocka_unit_test(test_digits_with_few_letters),
      cmocka_unit_test(test_english_with_farsi),
      cmocka_unit_test(test_mixed_page),
      cmocka_unit_test(test_weights),
      cmocka_unit_test(test_hyphen_and_trailing_space),
      cmocka_unit_test(test_joined_letters_are_one_code),
      cmocka_unit_test(test_kashida_parts_joined_letters),
      cmocka_unit_test(test_joined_letters_end_with_their_text),
      cmocka_unit_test(test_codes_are_told_apart),
      cmocka_unit_test(test_places),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
