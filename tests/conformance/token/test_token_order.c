// Rows BD-4 … BD-13, LB-3 … LB-5, NU-4, NU-8 and NU-10 of the requirements: the order that a reader
// sees, for each kind of token, wherever it stands: at a paragraph's start (or alone in a cell),
// after a Persian word, after a Latin word, before more text.
#include "cases.h"
#include "visual.h"

// The row that is asked for; NULL = all.
static const char *only;

static gboolean is_asked(const Case *test) {
  return !only || g_str_equal(test->row, only);
}

static Locale *locale_of(Arena *arena, const char *code) {
  return locale_load(arena, NULL, code, (SourceSpan){0}, NULL);
}

static void test_order_everywhere(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  const Locale *fa = locale_of(arena, "fa");
  guint failed = 0;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS(places) && is_asked(&cases[i]); k++) {
      g_autofree char *text = g_strconcat(places[k].before, cases[i].text, places[k].after, NULL);
      g_autofree char *seen = visual(fa, text);
      if (strstr(seen, cases[i].seen)) continue;
      print_error("%s: «%s» is seen as «%s», without «%s»\n", cases[i].row, text, seen,
                  cases[i].seen);
      failed++;
    }
  assert_int_equal(failed, 0);
}

static const Case sentences[] = {
    // BD-5: a list keeps the order of the text around it.
    {"BD-5", "Google، Apple و IBM", "IBM و Apple ،Google"},
    {"BD-5", "شرکت‌های Google، Apple و IBM", "IBM و Apple ،Google یاه‌تکرش"},
    {"BD-5", "C++ و C#", "C# و C++"},
    {"BD-5", "۱۰،۱۵،۲۰", "۲۰،۱۵،۱۰"},
    // BD-2: a Latin word at the start does not turn the paragraph.
    {"BD-2", "Linux یک هسته است.", ".تسا هتسه کی Linux"},
    {"BD-4", "من عاشق Linux!", "!Linux قشاع نم"},
    {"BD-4", "او گفت Hello, world! و رفت.", ".تفر و Hello, world! تفگ وا"},
    {"BD-4", "Windows 10 و iPhone 15 Pro", "iPhone 15 Pro و Windows 10"},
    {"BD-4", "J. K. Rowling نوشت.", ".تشون J. K. Rowling"},
    {"BD-11", "در Google ۵۰٪ رشد", "دشر ٪۵۰ Google رد"},
    {"BD-12", "نشانی https://example.com/ است.", ".تسا https://example.com/ یناشن"},
    {"BD-13", "متن (فارسی) و (HTML)", "(HTML) و (یسراف) نتم"},
    {"BD-16", "«او گفت ‹سلام›»", "«‹مالس› تفگ وا»"},
};

static void test_sentences(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  const Locale *fa = locale_of(arena, "fa");
  for (guint i = 0; i < G_N_ELEMENTS(sentences); i++) {
    if (!is_asked(&sentences[i])) continue;
    g_autofree char *seen = visual(fa, sentences[i].text);
    assert_string_equal(seen, sentences[i].seen);
  }
}

// A left-to-right text: only phrases of the other direction are isolated, in their own order.
static const Case english[] = {
    {"BD-5", "The cities تهران, اصفهان and شیراز are big.",
     "The cities نارهت, ناهفصا and زاریش are big."},
    {"BD-4", "The word سلام 5 times.", "The word مالس 5 times."},
    {"BD-4", "He said سلام دنیا، خوبی؟ and left.", "He said ؟یبوخ ،ایند مالس and left."},
    {"BD-4", "Divan (دیوان), 1368.", "Divan (ناوید), 1368."},
    {"BD-8", "On 2024-08-02, 10–15 km at −5 °C.", "On 2024-08-02, 10–15 km at −5 °C."},
};

static void test_english(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  const Locale *en = locale_of(arena, "en");
  for (guint i = 0; i < G_N_ELEMENTS(english); i++) {
    g_autofree char *seen = visual(en, english[i].text);
    assert_string_equal(seen, english[i].seen);
  }
}

// LB-3 … LB-5, NU-4: what must stay on one line, in both languages.
static const struct {
  const char *locale, *text, *whole;
} unbroken[] = {
    {"fa", "صفحهٔ ۱۲–۱۵ را", "۱۲–۱۵"},
    {"fa", "رشد ۱۰ ٪ بود", "۱۰ ٪"},
    {"fa", "۵ کیلوگرم سیب", "۵ کیلوگرم"},
    {"fa", "بها ۱٬۲۳۴ ریال", "۱٬۲۳۴ ریال"},
    {"fa", "دما −۵ بود", "−۵"},
    {"fa", "روز ۱۴۰۵/۱/۲۴ بود", "۱۴۰۵/۱/۲۴"},
    {"fa", "۱۲٫۵٪", "۱۲٫۵٪"},
    {"fa", "+98 21 1234 5678", "+98 21 1234 5678"},
    {"fa", "با -v بزن", "-v"},
    {"en", "Pages 12–15 only", "12–15"},
    {"en", "about 5 percent", "5 percent"},
    {"en", "about 5 km away", "5 km"},
    {"en", "call +98 21 1234 5678", "+98 21 1234 5678"},
};

static void test_no_break(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  for (guint i = 0; i < G_N_ELEMENTS(unbroken); i++) {
    const char *text = unbroken[i].text, *at = strstr(text, unbroken[i].whole);
    const guint start = (guint)(at - text), end = start + (guint)strlen(unbroken[i].whole);
    GArray *tokens = token_scan(locale_of(arena, unbroken[i].locale), text, strlen(text));
    gboolean found = FALSE;
    for (guint k = 0; k < tokens->len; k++) {
      const Token *token = &g_array_index(tokens, Token, k);
      found |= token->no_break && token->start <= start && token->end >= end;
    }
    g_array_unref(tokens);
    if (!found) print_error("«%s» may break in «%s»\n", unbroken[i].whole, text);
    assert_true(found);
  }
}

static void test_letters(void **state) {
  (void)state;
  assert_int_equal(token_letters("Hello 5", 7), TOKEN_HAS_LTR);
  assert_int_equal(token_letters("سلام", strlen("سلام")), TOKEN_HAS_RTL);
  assert_int_equal(token_letters("12 (3)", 6), 0);
  assert_false(token_text_is_foreign(DIRECTION_RTL, "Apple، ۵۰٪", strlen("Apple، ۵۰٪")));
  assert_false(token_text_is_foreign(DIRECTION_LTR, "۵۰٪", strlen("۵۰٪")));
  assert_true(token_text_is_foreign(DIRECTION_LTR, "سلام ۵", strlen("سلام ۵")));
  assert_true(token_text_is_foreign(DIRECTION_RTL, "Hello.", 6));
  assert_false(token_text_is_foreign(DIRECTION_LTR, "Hello.", 6));
  assert_false(token_text_is_foreign(DIRECTION_RTL, "12", 2));
}

// Fails where no case has the row, so that a row's test is never empty.
static void test_row_has_cases(void **state) {
  (void)state;
  guint count = 0;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    count += is_asked(&cases[i]);
  for (guint i = 0; i < G_N_ELEMENTS(sentences); i++)
    count += is_asked(&sentences[i]);
  assert_true(count > 0);
}

int main(int argc, char **argv) {
  only = argc > 1 ? argv[1] : NULL;
  const struct CMUnitTest row[] = {
      cmocka_unit_test(test_row_has_cases),
      cmocka_unit_test(test_order_everywhere),
      cmocka_unit_test(test_sentences),
  };
  if (only) return cmocka_run_group_tests(row, NULL, NULL);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_order_everywhere), cmocka_unit_test(test_sentences),
      cmocka_unit_test(test_english),          cmocka_unit_test(test_no_break),
      cmocka_unit_test(test_letters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
