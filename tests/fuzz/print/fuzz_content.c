// Hostile content streams: no byte is lost, nothing is read outside, the time grows with the
// length.
#include <string.h>

#include "print/content.h"

#define ROUNDS       20000
#define LONG_BYTES   100000
#define LONG_SECONDS 2.0

static const char *const pieces[] = {
    "BT",    " ET ", "[",   "]",    "<<",  ">>",  "<",     ">",       "(",      ")",        "\\",
    "{",     "}",    "/",   "/N ",  "%",   "\n",  "\r",    " ",       "0",      "-1.5 ",    "rg ",
    "TJ",    "Tj ",  "BI ", " ID ", " EI", "EI ", "BDC",   "EMC",     "<0001>", "(a\\)(b)", "true ",
    "1 1 1", "\xff", "--",  "..",   "q",   "Q",   "/P <<", "/MCID 3", "scn",    "null",     "\x01",
};

static GString *random_stream(GRand *random) {
  GString *out = g_string_new(NULL);
  for (guint i = (guint)g_rand_int_range(random, 0, 60); i > 0; i--) {
    gint choice = g_rand_int_range(random, 0, (gint)G_N_ELEMENTS(pieces) + 2);
    if (choice >= (gint)G_N_ELEMENTS(pieces))
      g_string_append_c(out, (char)g_rand_int_range(random, 0, 256)); // NUL as well
    else
      g_string_append(out, pieces[choice]);
  }
  return out;
}

static void read_array(const Operand *array, guint depth) {
  Operand item;
  gsize at = 0, last = 0;
  while (content_array_next(array, &at, &item)) {
    if (at <= last || item.text < array->text) g_error("an array that does not move on");
    last = at;
    if (item.kind == OPERAND_ARRAY && depth < 20) read_array(&item, depth + 1);
  }
}

// Reads all that a filter could ask for.
static gboolean ask_all(gpointer data, const Operation *operation, GString *out) {
  (void)data, (void)out;
  g_autoptr(GString) string = g_string_new(NULL);
  for (guint i = 0; i < operation->operand_count; i++) {
    const Operand *operand = &operation->operands[i];
    if (operand->text < operation->text ||
        operand->text + operand->length_bytes > operation->text + operation->length_bytes)
      g_error("an operand outside its operation");
    content_number(operand);
    content_string(operand, string);
    content_is_name(operand, "N");
    read_array(operand, 0);
  }
  return FALSE;
}

static void check_stream(const char *bytes, gsize length) {
  char *exact = g_memdup2(bytes, length); // so that the sanitizer sees a step beyond the end
  g_autoptr(GString) out = g_string_new(NULL);
  const ContentFilter filter = {ask_all, NULL};
  content_rewrite(exact, length, &filter, 1, out);
  if (out->len != length || memcmp(out->str, bytes, length) != 0)
    g_error("bytes are lost in: %.*s", (int)length, bytes);
  g_free(exact);
}

static void check_long(const char *piece) {
  g_autoptr(GString) text = g_string_new(NULL);
  while (text->len < LONG_BYTES)
    g_string_append(text, piece);
  gint64 start = g_get_monotonic_time();
  check_stream(text->str, text->len);
  double seconds = (double)(g_get_monotonic_time() - start) / 1e6;
  if (seconds > LONG_SECONDS) g_error("“%s” takes %.1f s", piece, seconds);
}

int main(void) {
  GRand *random = g_rand_new_with_seed(20260314);
  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr(GString) stream = random_stream(random);
    check_stream(stream->str, stream->len);
  }
  g_rand_free(random);
  for (guint i = 0; i < G_N_ELEMENTS(pieces); i++)
    check_long(pieces[i]);
  check_long("BI ID ");
  check_long("[ ");
  check_long("1 ");
  return 0;
}
