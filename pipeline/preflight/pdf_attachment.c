#include "preflight/pdf_attachment.h"

#include <gio/gio.h>
#include <string.h>

#include "preflight/pdf_file.h"

#define DEPTH_MAX    32 // of the tree of names
#define FILES_MAX    100000
#define SIZE_MAX_ONE ((gint64)1 << 30)
#define SIZE_MAX_ALL ((gint64)4 << 30)

typedef struct {
  const PdfFile *file;
  AttachmentList *list;
  gint64 total_bytes;
} Reading;

static gboolean refuse(GError **error, const char *name, const char *fault) {
  g_set_error(error, PDF_ERROR, PDF_ERROR_UNREADABLE, "the file '%s' in it %s", name, fault);
  return FALSE;
}

// Unpacked by us, so that a few bytes can't grow beyond what the file says it is.
static GBytes *inflate(GBytes *packed, gsize size_bytes) {
  g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  gsize length, read = 0, written = 0, at = 0;
  const char *bytes = g_bytes_get_data(packed, &length);
  g_autofree char *out = g_try_malloc(size_bytes + 1);
  GConverterResult result = G_CONVERTER_CONVERTED;
  while (out && result == G_CONVERTER_CONVERTED && written <= size_bytes) {
    gsize made = 0;
    result =
        g_converter_convert(G_CONVERTER(zlib), bytes + at, length - at, out + written,
                            size_bytes + 1 - written, G_CONVERTER_INPUT_AT_END, &read, &made, NULL);
    if (result == G_CONVERTER_ERROR) return NULL;
    at += read;
    written += made;
  }
  if (!out || result != G_CONVERTER_FINISHED || written != size_bytes) return NULL;
  return g_bytes_new(out, written);
}

static GBytes *stream_bytes(Reading *reading, const PdfValue *stream, gint64 size) {
  const PdfValue *filter = pdf_key(reading->file, stream, "Filter");
  if (pdf_count(filter) == 1) filter = pdf_item(reading->file, filter, 0);
  g_autoptr(GBytes) raw = pdf_file_raw(reading->file, stream);
  if (pdf_is_name(filter, "FlateDecode")) return inflate(raw, (gsize)size);
  if (filter || (gint64)g_bytes_get_size(raw) != size) return NULL;
  return g_steal_pointer(&raw);
}

static gboolean add_file(Reading *reading, const PdfValue *specification, GError **error) {
  g_autoptr(Arena) arena = arena_new();
  const PdfFile *file = reading->file;
  const char *name = pdf_text(arena, pdf_key(file, specification, "UF"));
  if (!name) name = pdf_text(arena, pdf_key(file, specification, "F"));
  const PdfValue *stream = pdf_key(file, pdf_key(file, specification, "EF"), "F");
  if (!name || !pdf_is(stream, PDF_STREAM)) return TRUE; // it refers to a file elsewhere
  gint64 size = pdf_integer(pdf_key(file, pdf_key(file, stream, "Params"), "Size"), -1);
  if (size < 0) return refuse(error, name, "does not say how large it is");
  reading->total_bytes += size;
  if (size > SIZE_MAX_ONE || reading->total_bytes > SIZE_MAX_ALL ||
      reading->list->files->len >= FILES_MAX)
    return refuse(error, name, "is too large to be unpacked");
  GBytes *bytes = stream_bytes(reading, stream, size);
  if (!bytes) return refuse(error, name, "is not of the size that it says");
  attachment_list_take(reading->list, name, bytes);
  return TRUE;
}

static gboolean read_names(Reading *reading, const PdfValue *node, guint depth, GError **error) {
  const PdfValue *names = pdf_key(reading->file, node, "Names");
  for (guint i = 1; i < pdf_count(names); i += 2)
    if (!add_file(reading, pdf_item(reading->file, names, i), error)) return FALSE;
  const PdfValue *kids = pdf_key(reading->file, node, "Kids");
  for (guint i = 0; depth < DEPTH_MAX && i < pdf_count(kids); i++)
    if (!read_names(reading, pdf_item(reading->file, kids, i), depth + 1, error)) return FALSE;
  return TRUE;
}

AttachmentList *pdf_attachments_read(GBytes *pdf, GError **error) {
  g_autoptr(PdfFile) file = pdf_file_open(pdf, error);
  if (!file) return NULL;
  Reading reading = {file, attachment_list_new(), 0};
  const PdfValue *names = pdf_key(file, file->root, "Names");
  if (read_names(&reading, pdf_key(file, names, "EmbeddedFiles"), 0, error)) {
    attachment_list_sort(reading.list);
    return reading.list;
  }
  attachment_list_free(reading.list);
  return NULL;
}
