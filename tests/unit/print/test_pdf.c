// PDF files written object by object and read again, by qpdf and by the reader of our own.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "print/pdf_names.h"
#include "print/pdf_source.h"
#include "print/pdf_text.h"
#include "print/pdf_writer.h"

#define MANY 500 // more than one object stream holds

// A file of two pages, with MANY numbers in objects of their own.
static GBytes *write_file(gboolean packed) {
  g_autoptr(Deflate) deflate = deflate_new();
  g_autoptr(PdfWriter) writer = pdf_writer_new(packed ? "1.7" : "1.3", packed, 7, deflate);
  g_autoptr(GString) out = g_string_new("<< /Type /Catalog /Pages 3 0 R /Numbers [");
  for (guint i = 0; i < MANY; i++) {
    g_autoptr(GString) number = g_string_new(NULL);
    pdf_append_integer(number, i);
    pdf_append_reference(out, pdf_writer_add(writer, number));
  }
  g_string_append(out, "] /Title ");
  pdf_append_text(out, "کتاب (۱) 😀\r\n");
  g_string_append(out, " >>");
  guint content = pdf_writer_add_stream(writer, "/Note (x)", "0 0 m % R 0 R", 13);
  pdf_writer_put(writer, 1, out);
  g_string_assign(out, "<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>");
  pdf_writer_put(writer, 3, out);
  g_string_printf(out, "<< /Type /Page /Parent 3 0 R /Contents %u 0 R >>", content);
  pdf_writer_put(writer, 5, out);
  pdf_writer_put(writer, 4, out);
  g_string_assign(out, "<< /Creator (me) >>");
  guint info = pdf_writer_add(writer, out);
  return pdf_writer_finish(writer, 1, info);
}

static void test_qpdf_reads_it(void **state) {
  (void)state;
  for (gboolean packed = FALSE; packed <= TRUE; packed++) {
    g_autoptr(GBytes) file = write_file(packed), again = write_file(packed);
    assert_true(g_bytes_equal(file, again));
    gsize size;
    const char *bytes = g_bytes_get_data(file, &size);
    qpdf_data pdf = qpdf_init();
    assert_int_equal(qpdf_read_memory(pdf, "test", bytes, size, NULL), QPDF_SUCCESS);
    assert_int_equal(qpdf_check_pdf(pdf), QPDF_SUCCESS);
    assert_int_equal(qpdf_get_num_pages(pdf), 2);
    qpdf_oh root = qpdf_get_root(pdf), numbers = qpdf_oh_get_key(pdf, root, "/Numbers");
    for (int i = 0; i < MANY; i++)
      assert_int_equal(qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_array_item(pdf, numbers, i)),
                       i);
    qpdf_oh title = qpdf_oh_get_key(pdf, root, "/Title");
    assert_string_equal(qpdf_oh_get_utf8_value(pdf, title), "کتاب (۱) 😀\r\n");
    unsigned char *data = NULL;
    size_t length = 0;
    qpdf_oh_get_page_content_data(pdf, qpdf_get_page_n(pdf, 1), &data, &length);
    assert_true(length >= 13 && memcmp(data, "0 0 m % R 0 R", 13) == 0);
    free(data);
    assert_false(qpdf_more_warnings(pdf));
    qpdf_cleanup(&pdf);
  }
}

static void test_source(void **state) {
  (void)state;
  g_autoptr(GBytes) file = write_file(FALSE);
  g_autoptr(PdfSource) source = pdf_source_open(file);
  g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
  pdf_source_pages(source, pages);
  assert_int_equal(pages->len, 2);
  assert_int_equal(g_array_index(pages, guint, 1), 5);
  assert_int_equal(pdf_source_root(source), 1);
  assert_int_equal(pdf_source_object(source, 2).value.length_bytes, 0); // free
  Operand page = pdf_source_object(source, 5).value, content, number, numbers;
  assert_true(pdf_source_entry_is_name(&page, "Type", "Page"));
  assert_true(pdf_source_entry(&page, "Contents", &content));
  assert_false(pdf_source_entry(&page, "Content", &content));
  PdfObject stream = pdf_source_object(source, pdf_source_reference(&content));
  g_autoptr(Deflate) deflate = deflate_new();
  g_autoptr(GByteArray) data = g_byte_array_new();
  assert_true(deflate_unpack(deflate, stream.stream, stream.stream_bytes, data));
  assert_int_equal(data->len, 13);
  assert_false(deflate_unpack(deflate, stream.stream, stream.stream_bytes / 2, data));
  Operand catalog = pdf_source_object(source, 1).value;
  numbers = pdf_source_entry_resolved(source, &catalog, "Numbers");
  gsize at = 0;
  guint count = 0;
  for (; pdf_source_item_next(&numbers, &at, &number); count++) {
    Operand value = pdf_source_resolve(source, &number);
    assert_int_equal((guint)content_number(&value), count);
  }
  assert_int_equal(count, MANY);
}

// What is random unpacks to more than the usual; what is long has several rooms.
static void test_deflate(void **state) {
  (void)state;
  g_autoptr(Deflate) deflate = deflate_new();
  g_autoptr(GByteArray) packed = g_byte_array_new();
  g_autoptr(GByteArray) out = g_byte_array_new();
  g_autofree guint8 *zeros = g_malloc0(1 << 20);
  deflate_pack(deflate, zeros, 1 << 20, packed);
  assert_true(packed->len < 1 << 12);
  assert_true(deflate_unpack(deflate, packed->data, packed->len, out));
  assert_int_equal(out->len, 1 << 20);
  assert_memory_equal(out->data, zeros, 1 << 20);
  guint start = packed->len;
  deflate_pack(deflate, "", 0, packed); // appends
  assert_true(deflate_unpack(deflate, packed->data + start, packed->len - start, out));
  assert_int_equal(out->len, 0);
}

static void test_names(void **state) {
  (void)state;
  g_autoptr(PdfNames) names = pdf_names_new();
  g_autoptr(GString) out = g_string_new(NULL);
  assert_false(pdf_names_append(names, out));
  assert_int_equal(out->len, 0);
  pdf_names_add(names, "b(", " 1 0 R");
  pdf_names_add(names, "b", " 2 0 R");
  pdf_names_add(names, "a", " 3 0 R");
  pdf_names_add(names, "b", " 4 0 R");
  assert_true(pdf_names_append(names, out));
  assert_string_equal(out->str, "<< /Names [(a) 3 0 R(b) 2 0 R(b\\() 1 0 R] >>");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_qpdf_reads_it),
      cmocka_unit_test(test_source),
      cmocka_unit_test(test_deflate),
      cmocka_unit_test(test_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
