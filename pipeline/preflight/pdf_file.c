#include "preflight/pdf_file.h"

#include <gio/gio.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define PAGES_DEPTH_MAX 64
#define PAGES_MAX       200000
#define UNPACKED_MAX    ((gsize)256 << 20) // bytes of one stream
#define PACKED_MAX      ((gsize)1 << 20)   // of one whose size can't be known beforehand
#define GROWTH_MAX      1032               // of DEFLATE: a byte becomes no more

G_DEFINE_QUARK(beyt - pdf - error, pdf_error)

typedef struct {
  PdfFile *file;
  qpdf_data pdf;
  GArray *waiting; // qpdf_oh of objects that are referred to and not read yet
} Reading;

static void convert(Reading *reading, qpdf_oh handle, PdfValue *value);

static char *copy_bytes(Reading *reading, const char *bytes, gsize length_bytes) {
  char *copy = arena_alloc(reading->file->arena, length_bytes + 1);
  memcpy(copy, bytes, length_bytes);
  return copy;
}

// A value inside an array or dictionary: a reference is noted, and its object read later.
static PdfValue *convert_child(Reading *reading, qpdf_oh handle) {
  PdfValue *value = ARENA_NEW(reading->file->arena, PdfValue);
  if (qpdf_oh_is_indirect(reading->pdf, handle)) {
    value->type = PDF_REF;
    value->object = qpdf_oh_get_object_id(reading->pdf, handle);
    if (!g_hash_table_contains(reading->file->table, GINT_TO_POINTER(value->object))) {
      g_hash_table_insert(reading->file->table, GINT_TO_POINTER(value->object), NULL);
      g_array_append_val(reading->waiting, handle);
      return value;
    }
  } else {
    convert(reading, handle, value);
  }
  qpdf_oh_release(reading->pdf, handle);
  return value;
}

static void convert_array(Reading *reading, qpdf_oh handle, PdfValue *value) {
  int count = qpdf_oh_get_array_n_items(reading->pdf, handle);
  const PdfValue **items = ARENA_ARRAY(reading->file->arena, const PdfValue *, MAX(count, 1));
  for (int i = 0; i < count; i++)
    items[i] = convert_child(reading, qpdf_oh_get_array_item(reading->pdf, handle, i));
  value->items = items;
  value->count = (guint)count;
}

// The keys first: qpdf has one iterator for all dictionaries.
static void convert_dictionary(Reading *reading, qpdf_oh handle, PdfValue *value) {
  g_autoptr(GPtrArray) keys = g_ptr_array_new();
  qpdf_oh_begin_dict_key_iter(reading->pdf, handle);
  while (qpdf_oh_dict_more_keys(reading->pdf))
    g_ptr_array_add(keys, arena_strdup(reading->file->arena, qpdf_oh_dict_next_key(reading->pdf)));
  PdfEntry *entries = ARENA_ARRAY(reading->file->arena, PdfEntry, MAX(keys->len, 1));
  for (guint i = 0; i < keys->len; i++) {
    const char *key = keys->pdata[i];
    entries[i].key = key[0] == '/' ? key + 1 : key;
    entries[i].value = convert_child(reading, qpdf_oh_get_key(reading->pdf, handle, key));
  }
  value->entries = entries;
  value->count = keys->len;
}

static void convert_string(Reading *reading, qpdf_oh handle, PdfValue *value) {
  size_t length = 0;
  const char *bytes = qpdf_oh_get_binary_string_value(reading->pdf, handle, &length);
  value->bytes = copy_bytes(reading, bytes ? bytes : "", bytes ? length : 0);
  value->length_bytes = bytes ? length : 0;
}

static void convert_name(Reading *reading, qpdf_oh handle, PdfValue *value) {
  const char *name = qpdf_oh_get_name(reading->pdf, handle);
  value->length_bytes = strlen(name) - (name[0] == '/');
  value->bytes = copy_bytes(reading, name + (name[0] == '/'), value->length_bytes);
}

static void convert_number(Reading *reading, qpdf_oh handle, PdfValue *value) {
  long long integer = 0;
  if (value->type == PDF_INT) qpdf_oh_get_value_as_longlong(reading->pdf, handle, &integer);
  value->integer = integer;
  value->number =
      value->type == PDF_INT ? (double)integer : qpdf_oh_get_numeric_value(reading->pdf, handle);
}

static void convert(Reading *reading, qpdf_oh handle, PdfValue *value) {
  qpdf_data pdf = reading->pdf;
  switch (qpdf_oh_get_type_code(pdf, handle)) {
  case ot_boolean:
    value->type = PDF_BOOL;
    value->integer = qpdf_oh_get_bool_value(pdf, handle);
    value->number = (double)value->integer;
    break;
  case ot_integer:
    value->type = PDF_INT;
    convert_number(reading, handle, value);
    break;
  case ot_real:
    value->type = PDF_REAL;
    convert_number(reading, handle, value);
    break;
  case ot_string:
    value->type = PDF_STRING;
    convert_string(reading, handle, value);
    break;
  case ot_name:
    value->type = PDF_NAME;
    convert_name(reading, handle, value);
    break;
  case ot_array:
    value->type = PDF_ARRAY;
    convert_array(reading, handle, value);
    break;
  case ot_dictionary:
    value->type = PDF_DICT;
    convert_dictionary(reading, handle, value);
    break;
  case ot_stream: {
    value->type = PDF_STREAM;
    value->stream = qpdf_oh_new_object(pdf, handle); // kept, so that its data can be asked for
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, handle);
    convert_dictionary(reading, dictionary, value);
    qpdf_oh_release(pdf, dictionary);
    break;
  }
  default: value->type = PDF_NULL;
  }
}

static gint compare_ints(gconstpointer a, gconstpointer b) {
  int left = *(const int *)a, right = *(const int *)b;
  return (left > right) - (left < right);
}

static void read_objects(Reading *reading) {
  PdfFile *file = reading->file;
  qpdf_oh trailer = qpdf_get_trailer(reading->pdf);
  PdfValue *value = ARENA_NEW(file->arena, PdfValue);
  convert(reading, trailer, value);
  file->trailer = value;
  for (guint i = 0; i < reading->waiting->len; i++) {
    qpdf_oh handle = g_array_index(reading->waiting, qpdf_oh, i);
    int object = qpdf_oh_get_object_id(reading->pdf, handle);
    value = ARENA_NEW(file->arena, PdfValue);
    convert(reading, handle, value);
    value->object = object;
    g_hash_table_insert(file->table, GINT_TO_POINTER(object), value);
    qpdf_oh_release(reading->pdf, handle);
    g_array_append_val(file->objects, object);
  }
  g_array_sort(file->objects, compare_ints);
  file->root = pdf_key(file, file->trailer, "Root");
}

static void read_page_tree(PdfFile *file, const PdfValue *node, GHashTable *seen, guint depth) {
  if (!pdf_is_dict(node) || depth > PAGES_DEPTH_MAX || file->pages->len >= PAGES_MAX) return;
  if (!g_hash_table_add(seen, (gpointer)node)) return;
  const PdfValue *kids = pdf_key(file, node, "Kids");
  if (!pdf_is(kids, PDF_ARRAY)) {
    g_ptr_array_add(file->pages, (gpointer)node);
    return;
  }
  for (guint i = 0; i < kids->count; i++)
    read_page_tree(file, pdf_item(file, kids, i), seen, depth + 1);
}

static void read_warnings(PdfFile *file, qpdf_data pdf) {
  while (qpdf_more_warnings(pdf)) {
    qpdf_error warning = qpdf_next_warning(pdf);
    g_ptr_array_add(file->warnings, g_strdup(qpdf_get_error_message_detail(pdf, warning)));
  }
}

static PdfFile *file_new(GBytes *bytes) {
  PdfFile *file = g_new0(PdfFile, 1);
  file->arena = arena_new();
  file->bytes = g_bytes_ref(bytes);
  file->objects = g_array_new(FALSE, FALSE, sizeof(int));
  file->pages = g_ptr_array_new();
  file->warnings = g_ptr_array_new_with_free_func(g_free);
  file->table = g_hash_table_new(g_direct_hash, g_direct_equal);
  file->streams =
      g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_bytes_unref);
  file->reader = qpdf_init();
  return file;
}

static gboolean read_failed(PdfFile *file, GError **error) {
  qpdf_data pdf = file->reader;
  qpdf_error fault = qpdf_get_error(pdf);
  gboolean password = fault && qpdf_get_error_code(pdf, fault) == qpdf_e_password;
  const char *detail = fault ? qpdf_get_error_message_detail(pdf, fault) : NULL;
  if (password)
    g_set_error(error, PDF_ERROR, PDF_ERROR_PASSWORD, "it is encrypted with a password");
  else
    g_set_error(error, PDF_ERROR, PDF_ERROR_UNREADABLE, "it is no PDF that can be read%s%s",
                detail ? ": " : "", detail ? detail : "");
  return FALSE;
}

static gboolean read_file(PdfFile *file, GError **error) {
  qpdf_data pdf = file->reader;
  gsize size;
  const char *data = g_bytes_get_data(file->bytes, &size);
  qpdf_silence_errors(pdf);
  qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
  // Without this mark qpdf builds a file out of anything that looks like an object.
  gboolean marked = size >= 8 && g_strstr_len(data, (gssize)MIN(size, 1024), "%PDF-");
  if (!marked || qpdf_read_memory(pdf, "file", data, size, NULL) & QPDF_ERRORS)
    return marked ? read_failed(file, error)
                  : (g_set_error(error, PDF_ERROR, PDF_ERROR_UNREADABLE, "it is no PDF"), FALSE);
  file->encrypted = qpdf_is_encrypted(pdf);
  Reading reading = {file, pdf, g_array_new(FALSE, FALSE, sizeof(qpdf_oh))};
  read_objects(&reading);
  g_array_free(reading.waiting, TRUE);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  read_page_tree(file, pdf_key(file, file->root, "Pages"), seen, 0);
  read_warnings(file, pdf);
  if (file->root) return TRUE;
  g_set_error(error, PDF_ERROR, PDF_ERROR_UNREADABLE, "it is no PDF that can be read: no catalog");
  return FALSE;
}

PdfFile *pdf_file_open(GBytes *bytes, GError **error) {
  PdfFile *file = file_new(bytes);
  if (read_file(file, error)) return file;
  pdf_file_free(file);
  return NULL;
}

void pdf_file_free(PdfFile *file) {
  if (!file) return;
  qpdf_data pdf = file->reader;
  qpdf_cleanup(&pdf);
  g_hash_table_unref(file->streams);
  g_hash_table_unref(file->table);
  g_ptr_array_unref(file->warnings);
  g_ptr_array_unref(file->pages);
  g_array_unref(file->objects);
  g_bytes_unref(file->bytes);
  arena_free(file->arena);
  g_free(file);
}

const PdfValue *pdf_file_lookup(const PdfFile *file, int object) {
  return g_hash_table_lookup(file->table, GINT_TO_POINTER(object));
}

// Whether the data unpacks to more than `limit` bytes; nothing is kept of them.
static gboolean inflates_beyond(GBytes *packed, gsize limit) {
  g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  static const gsize buffer_bytes = 1 << 16;
  g_autofree char *buffer = g_malloc(buffer_bytes);
  gsize length, at = 0, total = 0;
  const char *bytes = g_bytes_get_data(packed, &length);
  GConverterResult result = G_CONVERTER_CONVERTED;
  while (result == G_CONVERTER_CONVERTED && total <= limit) {
    gsize read = 0, made = 0;
    result = g_converter_convert(G_CONVERTER(zlib), bytes + at, length - at, buffer, buffer_bytes,
                                 G_CONVERTER_INPUT_AT_END, &read, &made, NULL);
    at += read;
    total += made;
  }
  return total > limit;
}

// A few bytes can be packed so that they fill the memory: such a stream is not unpacked.
static gboolean is_too_large(const PdfFile *file, const PdfValue *stream) {
  const PdfValue *filter = pdf_key(file, stream, "Filter");
  guint count = filter ? MAX(pdf_count(filter), 1) : 0, packing = 0;
  gboolean flate_first = FALSE;
  for (guint i = 0; i < count; i++) {
    const PdfValue *one = pdf_is(filter, PDF_ARRAY) ? pdf_item(file, filter, i) : filter;
    gboolean flate = pdf_is_name(one, "FlateDecode") || pdf_is_name(one, "Fl");
    if (i == 0) flate_first = flate;
    packing += flate || pdf_is_name(one, "LZWDecode") || pdf_is_name(one, "RunLengthDecode");
  }
  if (!packing) return FALSE;
  g_autoptr(GBytes) raw = pdf_file_raw(file, stream);
  gsize length = g_bytes_get_size(raw);
  if (packing > 1) return length > UNPACKED_MAX / GROWTH_MAX / GROWTH_MAX;
  if (!flate_first) return length > PACKED_MAX;
  return length > UNPACKED_MAX / GROWTH_MAX && inflates_beyond(raw, UNPACKED_MAX);
}

GBytes *pdf_file_data(const PdfFile *file, const PdfValue *stream) {
  gpointer key = GUINT_TO_POINTER(pdf_is(stream, PDF_STREAM) ? stream->stream : 0);
  GBytes *data = g_hash_table_lookup(file->streams, key);
  if (data) return data;
  if (key && is_too_large(file, stream)) {
    g_ptr_array_add(file->warnings,
                    g_strdup_printf("object %d: the stream may unpack to more than %u MB; it is "
                                    "not read",
                                    stream->object, (guint)(UNPACKED_MAX >> 20)));
    data = g_bytes_new(NULL, 0);
    g_hash_table_insert(file->streams, key, data);
    return data;
  }
  unsigned char *buffer = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  if (key && qpdf_oh_get_stream_data(file->reader, stream->stream, qpdf_dl_generalized, &filtered,
                                     &buffer, &length) &
                 QPDF_ERRORS) {
    free(buffer);
    buffer = NULL;
    length = 0;
  }
  read_warnings((PdfFile *)file, file->reader);
  data = buffer ? g_bytes_new_with_free_func(buffer, length, free, buffer) : g_bytes_new(NULL, 0);
  g_hash_table_insert(file->streams, key, data);
  return data;
}

GBytes *pdf_file_raw(const PdfFile *file, const PdfValue *stream) {
  unsigned char *buffer = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  qpdf_oh_get_stream_data(file->reader, stream->stream, qpdf_dl_none, &filtered, &buffer, &length);
  return buffer ? g_bytes_new_with_free_func(buffer, length, free, buffer) : g_bytes_new(NULL, 0);
}

const PdfValue *pdf_page_attribute(const PdfFile *file, const PdfValue *page, const char *key) {
  for (guint i = 0; i < PAGES_DEPTH_MAX && page; i++) {
    const PdfValue *value = pdf_key(file, page, key);
    if (value) return value;
    page = pdf_key(file, page, "Parent");
  }
  return NULL;
}

GBytes *pdf_page_content(const PdfFile *file, const PdfValue *page) {
  const PdfValue *contents = pdf_key(file, page, "Contents");
  if (pdf_is(contents, PDF_STREAM)) return g_bytes_ref(pdf_file_data(file, contents));
  GByteArray *out = g_byte_array_new();
  for (guint i = 0; i < pdf_count(contents); i++) {
    const PdfValue *part = pdf_item(file, contents, i);
    if (!pdf_is(part, PDF_STREAM)) continue;
    gsize length;
    const guint8 *bytes = g_bytes_get_data(pdf_file_data(file, part), &length);
    if (length) g_byte_array_append(out, bytes, (guint)length);
    g_byte_array_append(out, (const guint8 *)"\n", 1);
  }
  return g_byte_array_free_to_bytes(out);
}
