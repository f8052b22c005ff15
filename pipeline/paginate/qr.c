#include "paginate/qr.h"

#include <qrencode.h>
#include <string.h>

#define SIZE_MOST 73 // modules a side: version 14, some 360 bytes

const CodeMatrix *qr_encode(Arena *arena, const char *text) {
  // Version 0: the smallest that holds the text. Bytes as they are, letters in either case.
  QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
  if (!code) return NULL;
  guint size = (guint)code->width;
  CodeMatrix *matrix = NULL;
  if (size <= SIZE_MOST) {
    matrix = ARENA_NEW(arena, CodeMatrix);
    guint8 *dark = ARENA_ARRAY(arena, guint8, size * size);
    for (guint i = 0; i < size * size; i++)
      dark[i] = code->data[i] & 1;
    matrix->size = size;
    matrix->dark = dark;
  }
  QRcode_free(code);
  return matrix;
}
