// Content: content streams of a PDF (ISO 32000-1, 7.8.2), read operation by operation and written
// anew in one pass. Knows no library; the streams are Cairo's, yet any bytes are safe: what can't
// be read is carried over as it stands.
#pragma once
#include <glib.h>

#define CONTENT_MAX_OPERANDS 40 // an operation with more of them is passed on as OPERATOR_NONE

// An operator of one to three characters as a number, so that it can stand in a switch.
#define OPERATOR(a, b, c) ((guint32)(a) << 16 | (guint32)(b) << 8 | (guint32)(c))
enum {
  OPERATOR_NONE = 0, // not an operation: what is left at the end, or what can't be read
  OPERATOR_BMC = OPERATOR('B', 'M', 'C'),
  OPERATOR_BDC = OPERATOR('B', 'D', 'C'),
  OPERATOR_EMC = OPERATOR('E', 'M', 'C'),
  OPERATOR_BT = OPERATOR('B', 'T', 0),
  OPERATOR_ET = OPERATOR('E', 'T', 0),
  OPERATOR_TF = OPERATOR('T', 'f', 0),
  OPERATOR_TM = OPERATOR('T', 'm', 0),
  OPERATOR_SHOW = OPERATOR('T', 'j', 0),
  OPERATOR_SHOW_ARRAY = OPERATOR('T', 'J', 0),
  OPERATOR_SAVE = OPERATOR('q', 0, 0),
  OPERATOR_RESTORE = OPERATOR('Q', 0, 0),
  OPERATOR_PAINT_OBJECT = OPERATOR('D', 'o', 0),
  OPERATOR_STATE = OPERATOR('g', 's', 0), // a graphics state dictionary
  OPERATOR_SHADING = OPERATOR('s', 'h', 0),
  OPERATOR_FILL_RGB = OPERATOR('r', 'g', 0),
  OPERATOR_STROKE_RGB = OPERATOR('R', 'G', 0),
  OPERATOR_FILL_GRAY = OPERATOR('g', 0, 0),
  OPERATOR_STROKE_GRAY = OPERATOR('G', 0, 0),
  OPERATOR_FILL_CMYK = OPERATOR('k', 0, 0),
  OPERATOR_STROKE_CMYK = OPERATOR('K', 0, 0),
  OPERATOR_FILL_SPACE = OPERATOR('c', 's', 0),
  OPERATOR_STROKE_SPACE = OPERATOR('C', 'S', 0),
  OPERATOR_FILL_COLOR = OPERATOR('s', 'c', 'n'),
  OPERATOR_STROKE_COLOR = OPERATOR('S', 'C', 'N'),
  OPERATOR_LINE_WIDTH = OPERATOR('w', 0, 0),
  OPERATOR_MOVE = OPERATOR('m', 0, 0),
  OPERATOR_RECTANGLE = OPERATOR('r', 'e', 0),
  OPERATOR_INLINE_IMAGE = OPERATOR('B', 'I', 0), // BI … ID … EI as one operation without operands
};

typedef enum {
  OPERAND_NUMBER,
  OPERAND_NAME,       // text begins with '/'
  OPERAND_STRING,     // text begins with '('
  OPERAND_HEX,        // text begins with '<'
  OPERAND_ARRAY,      // text begins with '['; content_array_next() gives its items
  OPERAND_DICTIONARY, // text begins with "<<"
  OPERAND_WORD,       // true, false, null
} OperandKind;

// `text` borrows from the stream and is not zero-terminated.
typedef struct {
  OperandKind kind;
  const char *text;
  gsize length_bytes;
} Operand;

typedef struct {
  guint32 operator; // OPERATOR(…)
  Operand operands[CONTENT_MAX_OPERANDS];
  guint operand_count;
  // The whole operation as it stands, with the white space before it: all operations of a stream
  // one after the other are the stream.
  const char *text;
  gsize length_bytes;
} Operation;

typedef struct {
  const char *at, *end;
} ContentReader;

// The next operation; FALSE at the end.
gboolean content_next(ContentReader *reader, Operation *operation);
// The next value, or word, at or behind `at`; gives what stands behind it. NULL: there is none, or
// it has no end.
const char *content_read_operand(const char *at, const char *end, Operand *operand);
// The items of an array: begin with *at_bytes = 0. FALSE at the end.
gboolean content_array_next(const Operand *array, gsize *at_bytes, Operand *item);
// 0 for what is no number. Of at most 18 digits, in every locale.
double content_number(const Operand *operand);
// The bytes that a string stands for (OPERAND_STRING or OPERAND_HEX), appended to `out`.
void content_string(const Operand *operand, GString *out);
// Whether the operand is this name, given without its '/'. Escapes (#xx) are not undone.
gboolean content_is_name(const Operand *operand, const char *name);

// A filter sees each operation before it is written. TRUE: it wrote to `out` what stands in its
// place (or left it out), and no later filter sees it; FALSE: the next filter is asked, and behind
// the last one the operation is written as it stood. It may write something before or, with
// content_copy(), around the operation. What it writes begins with a white space.
typedef gboolean (*ContentFilterFunction)(gpointer data, const Operation *operation, GString *out);
typedef struct {
  ContentFilterFunction filter;
  gpointer data;
} ContentFilter;

// The stream through the filters, appended to `out`. Without a filter: the same bytes.
void content_rewrite(const char *stream, gsize length_bytes, const ContentFilter *filters,
                     guint filter_count, GString *out);
void content_copy(const Operation *operation, GString *out);
// A number as PDF files have it: independent of the locale, four decimals at most.
void content_append_number(GString *out, double value);
