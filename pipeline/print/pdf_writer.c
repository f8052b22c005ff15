#include "print/pdf_writer.h"

#include <string.h>

#include "print/pdf_text.h"

#define PACK_OBJECTS 200 // in one object stream: a reader unpacks all of them to see one
#define ROW_BYTES    7   // of a cross-reference stream: kind, offset, index

typedef enum { PLACE_FREE, PLACE_OFFSET, PLACE_PACKED } PlaceKind; // as the file numbers them

typedef struct {
  guint8 kind;
  guint16 index; // PLACE_PACKED: in its object stream
  guint32 at;    // offset in bytes, or the number of the object stream
} Place;

struct PdfWriter {
  Deflate *deflate;
  gboolean packed;
  GByteArray *out;
  GArray *places; // by object number
  // The object stream at work.
  guint pack_number, pack_count;
  GString *pack_index, *pack;
};

static void append(PdfWriter *writer, const char *text) {
  g_byte_array_append(writer->out, (const guint8 *)text, (guint)strlen(text));
}

static void append_string(PdfWriter *writer, const GString *text) {
  g_byte_array_append(writer->out, (const guint8 *)text->str, (guint)text->len);
}

PdfWriter *pdf_writer_new(const char *version, gboolean packed, guint first_number,
                          Deflate *deflate) {
  PdfWriter *writer = g_new0(PdfWriter, 1);
  writer->deflate = deflate;
  writer->packed = packed;
  writer->out = g_byte_array_new();
  writer->places = g_array_new(FALSE, TRUE, sizeof(Place));
  g_array_set_size(writer->places, MAX(first_number, 1));
  writer->pack_index = g_string_new(NULL);
  writer->pack = g_string_new(NULL);
  append(writer, "%PDF-");
  append(writer, version);
  append(writer, "\n%\277\367\242\376\n"); // four bytes above 127 say that it is no text
  return writer;
}

void pdf_writer_free(PdfWriter *writer) {
  if (!writer) return;
  if (writer->out) g_byte_array_unref(writer->out);
  g_array_unref(writer->places);
  g_string_free(writer->pack_index, TRUE);
  g_string_free(writer->pack, TRUE);
  g_free(writer);
}

guint pdf_writer_reserve(PdfWriter *writer) {
  guint number = writer->places->len;
  g_array_set_size(writer->places, number + 1);
  return number;
}

static void set_place(PdfWriter *writer, guint number, Place place) {
  Place *own = &g_array_index(writer->places, Place, number);
  g_assert(own->kind == PLACE_FREE);
  *own = place;
}

static void begin_object(PdfWriter *writer, guint number) {
  set_place(writer, number, (Place){.kind = PLACE_OFFSET, .at = writer->out->len});
  g_autoptr(GString) head = g_string_new(NULL);
  pdf_append_integer(head, number);
  g_string_append(head, " 0 obj\n");
  append_string(writer, head);
}

static void begin_stream(PdfWriter *writer, guint number, const char *entries, PdfData kind) {
  begin_object(writer, number);
  append(writer, "<< ");
  append(writer, entries);
  append(writer, kind == PDF_DATA_PACK ? " /Filter /FlateDecode /Length " : " /Length ");
}

// The length stands before the data, which are packed where they shall stand and move up behind it.
static void append_data(PdfWriter *writer, const void *data, gsize length_bytes, PdfData kind) {
  static const char head[] = " >>\nstream\n";
  g_autoptr(GString) length = g_string_new(NULL);
  guint start = writer->out->len;
  if (kind == PDF_DATA_PACK)
    deflate_pack(writer->deflate, data, length_bytes, writer->out);
  else
    g_byte_array_append(writer->out, data, (guint)length_bytes);
  guint size = writer->out->len - start;
  pdf_append_integer(length, size);
  g_string_append(length, head);
  g_byte_array_set_size(writer->out, start + size + (guint)length->len);
  memmove(writer->out->data + start + length->len, writer->out->data + start, size);
  memcpy(writer->out->data + start, length->str, length->len);
  append(writer, "\nendstream\nendobj\n");
}

void pdf_writer_put_stream(PdfWriter *writer, guint number, const char *entries, const void *data,
                           gsize length_bytes, PdfData kind) {
  begin_stream(writer, number, entries, kind);
  append_data(writer, data, length_bytes, kind);
}

static void end_pack(PdfWriter *writer) {
  if (!writer->pack_count) return;
  g_autofree char *entries = g_strdup_printf("/Type /ObjStm /N %u /First %" G_GSIZE_FORMAT,
                                             writer->pack_count, writer->pack_index->len);
  g_string_append_len(writer->pack_index, writer->pack->str, (gssize)writer->pack->len);
  pdf_writer_put_stream(writer, writer->pack_number, entries, writer->pack_index->str,
                        writer->pack_index->len, PDF_DATA_PACK);
  g_string_truncate(writer->pack_index, 0);
  g_string_truncate(writer->pack, 0);
  writer->pack_count = 0;
}

void pdf_writer_put(PdfWriter *writer, guint number, const GString *object) {
  if (!writer->packed) {
    begin_object(writer, number);
    append_string(writer, object);
    append(writer, "\nendobj\n");
    return;
  }
  if (writer->pack_count == PACK_OBJECTS) end_pack(writer);
  if (!writer->pack_count) writer->pack_number = pdf_writer_reserve(writer);
  set_place(writer, number,
            (Place){PLACE_PACKED, (guint16)writer->pack_count++, writer->pack_number});
  pdf_append_integer(writer->pack_index, number);
  g_string_append_c(writer->pack_index, ' ');
  pdf_append_integer(writer->pack_index, writer->pack->len);
  g_string_append_c(writer->pack_index, ' ');
  g_string_append_len(writer->pack, object->str, (gssize)object->len);
  g_string_append_c(writer->pack, '\n');
}

guint pdf_writer_add(PdfWriter *writer, const GString *object) {
  guint number = pdf_writer_reserve(writer);
  pdf_writer_put(writer, number, object);
  return number;
}

guint pdf_writer_add_stream(PdfWriter *writer, const char *entries, const void *data,
                            gsize length_bytes) {
  guint number = pdf_writer_reserve(writer);
  pdf_writer_put_stream(writer, number, entries, data, length_bytes, PDF_DATA_PACK);
  return number;
}

static char *trailer_entries(PdfWriter *writer, guint root, guint info) {
  g_autofree char *sum =
      g_compute_checksum_for_data(G_CHECKSUM_MD5, writer->out->data, writer->out->len);
  return g_strdup_printf("/Size %u /Root %u 0 R /Info %u 0 R /ID [<%s> <%s>]", writer->places->len,
                         root, info, sum, sum);
}

// Each row less the one above it, which packs better (the PNG predictor "Up").
static GByteArray *place_rows(const PdfWriter *writer) {
  GByteArray *out = g_byte_array_new();
  guint8 above[ROW_BYTES] = {0};
  for (guint i = 0; i < writer->places->len; i++) {
    const Place *place = &g_array_index(writer->places, Place, i);
    guint index =
        i ? place->index : G_MAXUINT16; // the head of the free objects is never used again
    const guint8 row[ROW_BYTES] = {place->kind,
                                   (guint8)(place->at >> 24),
                                   (guint8)(place->at >> 16),
                                   (guint8)(place->at >> 8),
                                   (guint8)place->at,
                                   (guint8)(index >> 8),
                                   (guint8)index};
    guint8 change[ROW_BYTES + 1] = {2};
    for (guint k = 0; k < ROW_BYTES; k++)
      change[k + 1] = (guint8)(row[k] - above[k]);
    memcpy(above, row, sizeof row);
    g_byte_array_append(out, change, sizeof change);
  }
  return out;
}

// A cross-reference stream (7.5.8), which is the trailer too.
static void put_packed_table(PdfWriter *writer, guint root, guint info) {
  guint number = pdf_writer_reserve(writer);
  g_autofree char *trailer = trailer_entries(writer, root, info);
  g_autofree char *entries = g_strdup_printf("/Type /XRef /W [1 4 2] /DecodeParms << /Predictor 12 "
                                             "/Columns %d >> %s",
                                             ROW_BYTES, trailer);
  begin_stream(writer, number, entries, PDF_DATA_PACK);
  g_autoptr(GByteArray) rows = place_rows(writer);
  append_data(writer, rows->data, rows->len, PDF_DATA_PACK);
}

static void put_table(PdfWriter *writer, guint root, guint info) {
  g_autoptr(GString) out = g_string_new(NULL);
  g_autofree char *trailer = trailer_entries(writer, root, info);
  g_string_append_printf(out, "xref\n0 %u\n", writer->places->len);
  for (guint i = 0; i < writer->places->len; i++) {
    const Place *place = &g_array_index(writer->places, Place, i);
    gboolean used = place->kind == PLACE_OFFSET;
    g_string_append_printf(out, "%010u %05u %c \n", place->at, used ? 0 : G_MAXUINT16,
                           used ? 'n' : 'f');
  }
  g_string_append_printf(out, "trailer\n<< %s >>\n", trailer);
  append_string(writer, out);
}

GBytes *pdf_writer_finish(PdfWriter *writer, guint root, guint info) {
  end_pack(writer);
  guint table = writer->out->len;
  if (writer->packed)
    put_packed_table(writer, root, info);
  else
    put_table(writer, root, info);
  g_autofree char *end = g_strdup_printf("startxref\n%u\n%%%%EOF\n", table);
  append(writer, end);
  GByteArray *out = writer->out;
  writer->out = NULL;
  return g_byte_array_free_to_bytes(out);
}
