#include "print/pdf_names.h"

#include <string.h>

#include "print/pdf_text.h"

typedef struct {
  GString *bytes; // as a reader of the file compares them
  char *object;
  guint number; // of adding
} Name;

struct PdfNames {
  GArray *names; // of Name
};

static void clear_name(gpointer data) {
  Name *name = data;
  g_string_free(name->bytes, TRUE);
  g_free(name->object);
}

PdfNames *pdf_names_new(void) {
  PdfNames *names = g_new0(PdfNames, 1);
  names->names = g_array_new(FALSE, FALSE, sizeof(Name));
  g_array_set_clear_func(names->names, clear_name);
  return names;
}

void pdf_names_free(PdfNames *names) {
  if (!names) return;
  g_array_unref(names->names);
  g_free(names);
}

void pdf_names_add(PdfNames *names, const char *utf8, const char *object) {
  const Name name = {pdf_text_bytes(utf8), g_strdup(object), names->names->len};
  g_array_append_val(names->names, name);
}

static gint compare_names(gconstpointer a, gconstpointer b) {
  const Name *left = a, *right = b;
  gsize shared = MIN(left->bytes->len, right->bytes->len);
  int order = memcmp(left->bytes->str, right->bytes->str, shared);
  if (order) return order;
  if (left->bytes->len != right->bytes->len) return left->bytes->len < right->bytes->len ? -1 : 1;
  return left->number < right->number ? -1 : 1;
}

gboolean pdf_names_append(PdfNames *names, GString *out) {
  if (!names->names->len) return FALSE;
  g_array_sort(names->names, compare_names);
  const Name *last = NULL;
  g_string_append(out, "<< /Names [");
  for (guint i = 0; i < names->names->len; i++) {
    const Name *name = &g_array_index(names->names, Name, i);
    if (last && g_string_equal(last->bytes, name->bytes)) continue;
    last = name;
    pdf_append_string(out, name->bytes->str, name->bytes->len);
    g_string_append(out, name->object);
  }
  g_string_append(out, "] >>");
  return TRUE;
}
