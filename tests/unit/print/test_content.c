// Content streams read operation by operation.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include <math.h>
#include <string.h>

#include "print/content.h"

static ContentReader reader_of(const char *text) {
  return (ContentReader){text, text + strlen(text)};
}

static void assert_operand(const Operand *operand, OperandKind kind, const char *text) {
  assert_int_equal(operand->kind, kind);
  assert_int_equal(operand->length_bytes, strlen(text));
  assert_memory_equal(operand->text, text, strlen(text));
}

static void test_operations(void **state) {
  (void)state;
  ContentReader reader = reader_of("0.38 -.5 0 rg BT\n/f-0-1 1 Tf [<0001>-19(a\\)(b))]TJ ET");
  Operation operation;
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_FILL_RGB);
  assert_int_equal(operation.operand_count, 3);
  assert_operand(&operation.operands[1], OPERAND_NUMBER, "-.5");
  assert_float_equal(content_number(&operation.operands[1]), -0.5, 1e-12);
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_BT);
  assert_int_equal(operation.operand_count, 0);
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_TF);
  assert_true(content_is_name(&operation.operands[0], "f-0-1"));
  assert_false(content_is_name(&operation.operands[0], "f-0-"));
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_SHOW_ARRAY);
  assert_operand(&operation.operands[0], OPERAND_ARRAY, "[<0001>-19(a\\)(b))]");
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_ET);
  assert_false(content_next(&reader, &operation));
}

static void test_arrays(void **state) {
  (void)state;
  const char *text = "[ <00 01>-19%]\n(a\\)(b))/N[1 2] ]";
  Operand array = {OPERAND_ARRAY, text, strlen(text)}, item;
  static const OperandKind kinds[] = {OPERAND_HEX, OPERAND_NUMBER, OPERAND_STRING, OPERAND_NAME,
                                      OPERAND_ARRAY};
  static const char *const texts[] = {"<00 01>", "-19", "(a\\)(b))", "/N", "[1 2]"};
  gsize at = 0;
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    assert_true(content_array_next(&array, &at, &item));
    assert_operand(&item, kinds[i], texts[i]);
  }
  assert_false(content_array_next(&array, &at, &item));
}

static void test_strings(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"<4a 4B4>", "JK@"},
      {"(a\\)\\\\(b))", "a)\\(b)"},
      {"(\\101\\1014\\n\\q)", "AA4\nq"},
      {"(one\\\ntwo\\\r\nx)", "onetwox"},
      {"()", ""},
      {"<>", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *text = cases[i][0];
    Operand operand = {*text == '<' ? OPERAND_HEX : OPERAND_STRING, text, strlen(text)};
    g_autoptr(GString) out = g_string_new(NULL);
    content_string(&operand, out);
    assert_string_equal(out->str, cases[i][1]);
  }
}

static void test_dictionaries_and_images(void **state) {
  (void)state;
  ContentReader reader = reader_of("/Span <</Lang (f>>a) /K [<<>> <ab>]>> BDC "
                                   "BI /W 1 /H 1 ID \x01 EIx Q\x02 EI Q % last\n");
  Operation operation;
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_BDC);
  assert_int_equal(operation.operand_count, 2);
  assert_operand(&operation.operands[1], OPERAND_DICTIONARY, "<</Lang (f>>a) /K [<<>> <ab>]>>");
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_INLINE_IMAGE);
  assert_true(content_next(&reader, &operation));
  assert_int_equal(operation.operator, OPERATOR_RESTORE);
  assert_true(content_next(&reader, &operation)); // the comment is carried over
  assert_int_equal(operation.operator, OPERATOR_NONE);
  assert_false(content_next(&reader, &operation));
}

static void test_numbers(void **state) {
  (void)state;
  static const struct {
    const char *text;
    double value;
  } cases[] = {
      {"0", 0},      {"-17.25", -17.25}, {"+.5", 0.5},
      {"4.", 4},     {"--3", 0},         {"1.2.3", 1.2},
      {"00012", 12}, {"0.000001", 1e-6}, {"123456789012345678901", 123456789012345678.},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    Operand operand = {OPERAND_NUMBER, cases[i].text, strlen(cases[i].text)};
    assert_float_equal(content_number(&operand), cases[i].value, fabs(cases[i].value) * 1e-12);
  }
  g_autoptr(GString) out = g_string_new(NULL);
  content_append_number(out, -0.00001);
  content_append_number(out, 12.5);
  content_append_number(out, 1.0 / 3);
  assert_string_equal(out->str, "012.50.3333");
}

static gboolean black_as_gray(gpointer data, const Operation *operation, GString *out) {
  if (operation->operator!= OPERATOR_FILL_RGB) return FALSE;
  (*(guint *)data)++;
  g_string_append(out, " 0 g");
  return TRUE;
}

static gboolean mark_text(gpointer data, const Operation *operation, GString *out) {
  (void)data;
  if (operation->operator!= OPERATOR_BT) return FALSE;
  g_string_append(out, " /P <</MCID 0>> BDC");
  content_copy(operation, out);
  return TRUE;
}

static void test_filters(void **state) {
  (void)state;
  guint colors = 0;
  const char *text = "0 0 0 rg BT 1 w ET";
  const ContentFilter filters[] = {{mark_text, NULL}, {black_as_gray, &colors}};
  g_autoptr(GString) out = g_string_new(NULL);
  content_rewrite(text, strlen(text), filters, 2, out);
  assert_string_equal(out->str, " 0 g /P <</MCID 0>> BDC BT 1 w ET");
  assert_int_equal(colors, 1);
}

// More operands than any operator has: carried over, not cut.
static void test_overflow(void **state) {
  (void)state;
  g_autoptr(GString) text = g_string_new("q");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf(text, " %u", i);
  g_string_append(text, " rg Q");
  guint colors = 0;
  const ContentFilter filter = {black_as_gray, &colors};
  g_autoptr(GString) out = g_string_new(NULL);
  content_rewrite(text->str, text->len, &filter, 1, out);
  assert_string_equal(out->str, text->str);
  assert_int_equal(colors, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_operations), cmocka_unit_test(test_arrays),
      cmocka_unit_test(test_strings),    cmocka_unit_test(test_dictionaries_and_images),
      cmocka_unit_test(test_numbers),    cmocka_unit_test(test_filters),
      cmocka_unit_test(test_overflow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
