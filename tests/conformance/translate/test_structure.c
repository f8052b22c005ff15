// What one side of a pair has and the other lacks, each with its line and its counterpart.
#include "written.h"

static void equal_structure_has_no_fault(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a",
               "## One\n\nText with a [link](https://example.org/a) and a note[^1].\n\n"
               "* x\n* y\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n");
  written_post(written, "fa", "a",
               "## یک\n\nمتنی با [پیوند](https://example.org/a) و پانویس[^1].\n\n"
               "* الف\n* ب\n\n| آ | ب |\n|---|---|\n| ۱ | ۲ |\n\n[^1]: یادداشت.\n");
  written_expect(written, "");
}

static void a_missing_section_is_one_fault(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(
      written, "en", "a",
      "## One\n\nThe first text of some length.\n\n## Two\n\nThe second text.\n\n* an item\n\n"
      "## Three\n\nThe third text, which is also of some length.\n");
  written_post(
      written, "fa", "a",
      "## یک\n\nنخستین متن که کمی دراز است.\n\n## سه\n\nمتن سوم که آن نیز کمی دراز است.\n");
  written_expect(
      written,
      "fa/a.md:10:28 block-missing: 'en' has a heading, a paragraph and a list item after this, missing here > en/a.md:11:1\n");
}

static void what_the_source_lacks_is_told_too(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a", "One text of 25 words.\n\nAnother text of 30 words.\n");
  written_post(written, "fa", "a",
               "یک متن از ۲۵ واژه.\n\n```\ncode\n```\n\nمتنی دیگر از ۳۰ واژه.\n");
  written_expect(
      written, "fa/a.md:10:1 block-extra: a block of code here, missing in 'en' > en/a.md:7:22\n");
}

static void list_items_and_table_rows(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(
      written, "en", "a",
      "* Ada 1815\n* Grace 1906\n* Katherine 1918\n\n| who | year |\n|---|---|\n| Ada | 1815 |\n| Grace | 1906 |\n");
  written_post(written, "fa", "a",
               "* آدا ۱۸۱۵\n* کاترین ۱۹۱۸\n\n| که | سال |\n|---|---|\n| گریس | ۱۹۰۶ |\n");
  written_expect(
      written,
      "fa/a.md:8:11 block-missing: 'en' has a list item after this, missing here > en/a.md:8:3\n"
      "fa/a.md:11:13 block-missing: 'en' has a table row after this, missing here > en/a.md:13:1\n");
}

static void a_paragraph_in_two_is_no_fault(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(
      written, "en", "a",
      "## One\n\nA garden needs water before it needs anything else. It also needs somebody who looks at it every day and sees what has changed since yesterday.\n\n## Two\n\nEnd of 1906.\n");
  written_post(
      written, "fa", "a",
      "## یک\n\nباغ پیش از هر چیز دیگری آب می‌خواهد و بی آن هیچ نیست.\n\nکسی هم باید باشد که هر روز به آن نگاه کند و ببیند از دیروز چه دگرگون شده است.\n\n## دو\n\nپایان ۱۹۰۶.\n");
  written_expect(written, "");
}

static void heading_levels_and_kinds(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a",
               "## One\n\nText 1906.\n\n### Two\n\n1. first\n2. second\n\n> Quoted 1815.\n");
  written_post(written, "fa", "a", "## یک\n\nمتن ۱۹۰۶.\n\n## دو\n\n* نخست\n* دوم\n\nنقل ۱۸۱۵.\n");
  written_expect(
      written,
      "fa/a.md:12:1 heading-level: this heading is of level 2, but of level 3 in 'en' > en/a.md:11:1\n"
      "fa/a.md:14:3 list-kind: this list is not numbered, but numbered in 'en' > en/a.md:13:4\n"
      "fa/a.md:17:1 block-kind: this is a paragraph, but a quoted paragraph in 'en' > en/a.md:16:3\n");
}

static void table_columns(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a", "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n");
  written_post(written, "fa", "a", "| آ | ب |\n|---|---|\n| ۱ | ۲ |\n");
  written_expect(
      written,
      "fa/a.md:8:1 table-columns: this table has 2 columns, but 3 in 'en' > en/a.md:7:1\n");
}

static void declared_ids_tie_blocks_together(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a", "One. {#b:first}\n\nTwo. {#b:second}\n\nThree. {#b:third}\n");
  written_post(written, "fa", "a", "دو. {#b:second}\n\nیک. {#b:first}\n\nچهار. {#b:fourth}\n");
  written_check(written);
  const Diagnostic *order = written_find(written, "block-order");
  assert_string_equal(order->message, "the block 'first' stands in another order than in 'en'");
  assert_int_equal(order->span.line, 10);
  assert_int_equal(order->counterpart.line, 7);
  g_autofree char *faults = written_faults(written);
  assert_non_null(
      strstr(faults, "en/a.md:11:1 lone-block-id: the block id 'third' is not declared in 'fa'"));
  assert_non_null(
      strstr(faults, "fa/a.md:12:1 lone-block-id: the block id 'fourth' is not declared in 'en'"));
}

static void links_images_and_notes(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_file(written, "images/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
  written_post(written, "en", "a",
               "Read [this](https://example.org/1) and ![a leaf](../images/a.svg) in 1906.\n\n"
               "## Then\n\nThen 1815 came[^n].\n\n[^n]: Note.\n");
  written_post(
      written, "fa", "a",
      "این را در ۱۹۰۶ بخوانید[^n].\n\n## سپس\n\nسپس ۱۸۱۵ [آمد](https://example.org/2)[^n].\n\n[^n]: یادداشت.\n");
  written_expect(
      written,
      "fa/a.md:8:1 link-mismatch: the link to 'https://example.org/1' in 'en' is missing here > en/a.md:7:6\n"
      "fa/a.md:8:1 image-mismatch: the image '../images/a.svg' in 'en' is missing here > en/a.md:7:40\n"
      "fa/a.md:8:23 note-mismatch: the footnote mark 'n' is missing in 'en' > en/a.md:7:1\n"
      "fa/a.md:12:10 link-mismatch: the link to 'https://example.org/2' is missing in 'en' > en/a.md:11:1\n");
}

// Terms are words of their language: they are counted, where both sides mark any.
static void marks_for_the_index(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a",
               "The [qanat]{.index} of 1906.\n\n## Then\n\nThe [well]{.index} of 1815.\n");
  written_post(written, "fa", "a", "کاریز ۱۹۰۶.\n\n## سپس\n\n[چاه]{.index} ۱۸۱۵.\n");
  written_post(written, "en", "b", "The [qanat]{.index} of 1906.\n");
  written_post(written, "fa", "b", "کاریز ۱۹۰۶.\n");
  written_expect(
      written,
      "fa/a.md:8:1 index-mismatch: the index mark of 'qanat' in 'en' is missing here > en/a.md:7:5\n");
}

static void a_link_may_move_or_lead_to_its_own_language(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(
      written, "en", "a",
      "One [a](https://example.org/x) 1906.\n\nTwo [b](https://example.org/en/page/) 1815.\n\n## Head\n\n"
      "See [below](#head).\n");
  written_post(
      written, "fa", "a",
      "یک ۱۹۰۶.\n\nدو [آ](https://example.org/x) و [ب](http://example.org/fa/page) ۱۸۱۵.\n\n## سر\n\n"
      "[پایین](#سر) را ببینید.\n");
  written_expect(written, "");
}

static void a_changed_address_is_a_note(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a", "See [it](https://example.org/tea) in 1906.\n");
  written_post(written, "fa", "a",
               "[آن](https://example.org/%DA%86%D8%A7%DB%8C) را در ۱۹۰۶ ببینید.\n");
  written_check(written);
  const Diagnostic *fault = written_find(written, "link-changed");
  assert_int_equal(fault->severity, SEVERITY_NOTE);
  assert_int_equal(diagnostic_list_length(written->diagnostics), 1);
}

// A poem stays in its own language; who can't read it finds its sense in a quote behind it.
static void a_poem_and_its_sense(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(
      written, "en", "a",
      "Before it.\n\n``` verse\nتو کز محنت دیگران بی‌غمی / نشاید که نامت نهند آدمی\n```\n\n"
      "> Its sense.\n>\n> — somebody\n\nAfter it.\n");
  written_post(
      written, "fa", "a",
      "پیش از آن.\n\n``` verse\nتو کز محنت دیگران بی‌غمی / نشاید که نامت نهند آدمی\n```\n\nپس از آن.\n");
  written_expect(written, "");
}

static void an_empty_translation_lacks_everything(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a", "## One\n\nText.\n");
  written_post(written, "fa", "a", "");
  written_expect(
      written,
      "fa/a.md:5:8 block-missing: 'en' has a heading and a paragraph after this, missing here > en/a.md:7:1\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_structure_has_no_fault),
      cmocka_unit_test(a_missing_section_is_one_fault),
      cmocka_unit_test(what_the_source_lacks_is_told_too),
      cmocka_unit_test(list_items_and_table_rows),
      cmocka_unit_test(a_paragraph_in_two_is_no_fault),
      cmocka_unit_test(heading_levels_and_kinds),
      cmocka_unit_test(table_columns),
      cmocka_unit_test(declared_ids_tie_blocks_together),
      cmocka_unit_test(links_images_and_notes),
      cmocka_unit_test(marks_for_the_index),
      cmocka_unit_test(a_link_may_move_or_lead_to_its_own_language),
      cmocka_unit_test(a_changed_address_is_a_note),
      cmocka_unit_test(a_poem_and_its_sense),
      cmocka_unit_test(an_empty_translation_lacks_everything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
