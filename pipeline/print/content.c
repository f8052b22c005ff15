#include "print/content.h"

#include <math.h>
#include <string.h>

// Classes of characters (ISO 32000-1, 7.2.2).
enum { REGULAR, WHITE, DELIMITER };
static const guint8 classes[256] = {
    [0] = WHITE,       ['\t'] = WHITE,    ['\n'] = WHITE,    ['\f'] = WHITE,
    ['\r'] = WHITE,    [' '] = WHITE,     ['('] = DELIMITER, [')'] = DELIMITER,
    ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
    ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

static gboolean is_class(char c, guint8 class) {
  return classes[(guint8)c] == class;
}

static const char *skip_white(const char *at, const char *end) {
  while (at < end) {
    if (*at == '%')
      while (at < end && *at != '\n' && *at != '\r')
        at++;
    else if (is_class(*at, WHITE))
      at++;
    else
      break;
  }
  return at;
}

static const char *skip_regular(const char *at, const char *end) {
  while (at < end && is_class(*at, REGULAR))
    at++;
  return at;
}

// Behind the parenthesis that closes the one at `at`; NULL where none does.
static const char *skip_string(const char *at, const char *end) {
  gsize depth = 0;
  for (; at < end; at++) {
    if (*at == '\\') {
      at++;
    } else if (*at == '(') {
      depth++;
    } else if (*at == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return NULL;
}

static const char *skip_hex(const char *at, const char *end) {
  const char *close = memchr(at, '>', (gsize)(end - at));
  return close ? close + 1 : NULL;
}

// Behind the bracket or the ">>" that closes the one at `at`, whatever stands between; NULL where
// none does.
static const char *skip_container(const char *at, const char *end) {
  gsize depth = 0;
  while (at && at < end) {
    gboolean twin = at + 1 < end && at[0] == at[1];
    if (*at == '%') {
      at = skip_white(at, end);
    } else if (*at == '(') {
      at = skip_string(at, end);
    } else if (*at == '[' || (*at == '<' && twin)) {
      depth++;
      at += *at == '[' ? 1 : 2;
    } else if (*at == ']' || (*at == '>' && twin)) {
      at += *at == ']' ? 1 : 2;
      if (--depth == 0) return at;
    } else if (*at == '<') {
      at = skip_hex(at, end);
    } else {
      at++;
    }
  }
  return NULL;
}

static gboolean is_number(const char *at, const char *end) {
  if (at < end && (*at == '-' || *at == '+')) at++;
  guint digits = 0;
  for (; at < end; at++) {
    if (g_ascii_isdigit(*at))
      digits++;
    else if (*at != '.' && *at != '-')
      return FALSE;
  }
  return digits > 0;
}

// Reads one object at `at`, which is no white space. NULL: there is none, or it has no end.
static const char *read_object(const char *at, const char *end, Operand *operand) {
  const char *next;
  operand->text = at;
  switch (*at) {
  case '(':
    operand->kind = OPERAND_STRING;
    next = skip_string(at, end);
    break;
  case '[':
    operand->kind = OPERAND_ARRAY;
    next = skip_container(at, end);
    break;
  case '<':
    operand->kind = at + 1 < end && at[1] == '<' ? OPERAND_DICTIONARY : OPERAND_HEX;
    next = operand->kind == OPERAND_HEX ? skip_hex(at, end) : skip_container(at, end);
    break;
  case '/':
    operand->kind = OPERAND_NAME;
    next = skip_regular(at + 1, end);
    break;
  default:
    next = skip_regular(at, end);
    operand->kind = is_number(at, next) ? OPERAND_NUMBER : OPERAND_WORD;
    if (next == at) next = NULL;
  }
  operand->length_bytes = next ? (gsize)(next - at) : 0;
  return next;
}

const char *content_read_operand(const char *at, const char *end, Operand *operand) {
  at = skip_white(at, end);
  return at < end ? read_object(at, end, operand) : NULL;
}

static gboolean is_word(const Operand *operand, const char *word) {
  return operand->length_bytes == strlen(word) &&
         memcmp(operand->text, word, operand->length_bytes) == 0;
}

// The data of an inline image have no length: they end at EI between white spaces.
static const char *skip_inline_image(const char *at, const char *end) {
  for (const char *e = at; e + 2 < end; e++)
    if (is_class(e[0], WHITE) && e[1] == 'E' && e[2] == 'I' &&
        (e + 3 == end || is_class(e[3], WHITE)))
      return e + 3;
  return end;
}

static guint32 operator_of(const Operand *word) {
  if (word->length_bytes > 3) return OPERATOR_NONE;
  guint32 out = 0;
  for (gsize i = 0; i < 3; i++)
    out = out << 8 | (i < word->length_bytes ? (guint8)word->text[i] : 0);
  return out;
}

static gboolean finish_operation(ContentReader *reader, Operation *operation, guint32 operator,
                                 const char * end) {
  operation->operator= operator;
  operation->length_bytes = (gsize)(end - operation->text);
  reader->at = end;
  return TRUE;
}

gboolean content_next(ContentReader *reader, Operation *operation) {
  const char *at = reader->at, *end = reader->end;
  if (at >= end) return FALSE;
  gboolean overflow = FALSE;
  operation->text = at;
  operation->operand_count = 0;
  while ((at = skip_white(at, end)) < end) {
    Operand *operand =
        &operation->operands[MIN(operation->operand_count, CONTENT_MAX_OPERANDS - 1)];
    const char *next = read_object(at, end, operand);
    // A stray bracket is passed on alone, what has no end together with all that follows.
    if (!next)
      return finish_operation(reader, operation, OPERATOR_NONE,
                              strchr("([<", *at) && *at ? end : at + 1);
    at = next;
    gboolean value = operand->kind != OPERAND_WORD || is_word(operand, "true") ||
                     is_word(operand, "false") || is_word(operand, "null");
    if (!value) {
      guint32 operator= overflow ? OPERATOR_NONE : operator_of(operand);
      if (operator== OPERATOR_INLINE_IMAGE) at = skip_inline_image(at, end);
      return finish_operation(reader, operation, operator, at);
    }
    if (operation->operand_count < CONTENT_MAX_OPERANDS - 1)
      operation->operand_count++;
    else
      overflow = TRUE;
  }
  return finish_operation(reader, operation, OPERATOR_NONE, end);
}

gboolean content_array_next(const Operand *array, gsize *at_bytes, Operand *item) {
  if (array->kind != OPERAND_ARRAY || array->length_bytes < 2) return FALSE;
  const char *end = array->text + array->length_bytes - 1; // at the bracket
  const char *next = content_read_operand(array->text + MAX(*at_bytes, 1), end, item);
  if (!next) return FALSE;
  *at_bytes = (gsize)(next - array->text);
  return TRUE;
}

double content_number(const Operand *operand) {
  if (operand->kind != OPERAND_NUMBER || !operand->length_bytes) return 0;
  gboolean minus = operand->text[0] == '-', fraction = FALSE;
  gint64 digits = 0;
  double divisor = 1;
  for (gsize i = minus || operand->text[0] == '+'; i < operand->length_bytes; i++) {
    char c = operand->text[i];
    if (c == '-' || (c == '.' && fraction)) break;
    if (c == '.') {
      fraction = TRUE;
    } else if (digits < G_MAXINT64 / 100) {
      digits = digits * 10 + (c - '0');
      if (fraction) divisor *= 10;
    }
  }
  double value = (double)digits / divisor;
  return minus ? -value : value;
}

static void append_hex(const Operand *operand, GString *out) {
  gint high = -1;
  for (gsize i = 1; i < operand->length_bytes; i++) {
    gint digit = g_ascii_xdigit_value(operand->text[i]);
    if (digit < 0) continue;
    if (high >= 0) g_string_append_c(out, (char)(high << 4 | digit));
    high = high < 0 ? digit : -1;
  }
  if (high >= 0) g_string_append_c(out, (char)(high << 4));
}

static const char *append_escape(const char *at, const char *end, GString *out) {
  static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
  const char *known = *at ? strchr(from, *at) : NULL;
  if (*at >= '0' && *at <= '7') {
    guint code = 0;
    for (guint i = 0; i < 3 && at < end && *at >= '0' && *at <= '7'; i++)
      code = code * 8 + (guint)(*at++ - '0');
    g_string_append_c(out, (char)code);
    return at;
  }
  if (*at == '\r') return at + 1 < end && at[1] == '\n' ? at + 2 : at + 1; // a line goes on
  if (*at != '\n') g_string_append_c(out, known ? to[known - from] : *at);
  return at + 1;
}

void content_string(const Operand *operand, GString *out) {
  if (operand->kind == OPERAND_HEX) append_hex(operand, out);
  if (operand->kind != OPERAND_STRING) return;
  const char *at = operand->text + 1, *end = operand->text + operand->length_bytes - 1;
  while (at < end) {
    if (*at == '\\' && at + 1 < end)
      at = append_escape(at + 1, end, out);
    else
      g_string_append_c(out, *at++);
  }
}

gboolean content_is_name(const Operand *operand, const char *name) {
  gsize length = strlen(name);
  return operand->kind == OPERAND_NAME && operand->length_bytes == length + 1 &&
         memcmp(operand->text + 1, name, length) == 0;
}

void content_copy(const Operation *operation, GString *out) {
  g_string_append_len(out, operation->text, (gssize)operation->length_bytes);
}

void content_rewrite(const char *stream, gsize length_bytes, const ContentFilter *filters,
                     guint filter_count, GString *out) {
  ContentReader reader = {stream, stream + length_bytes};
  Operation operation;
  while (content_next(&reader, &operation)) {
    gboolean written = FALSE;
    for (guint i = 0; i < filter_count && !written; i++)
      written = filters[i].filter(filters[i].data, &operation, out);
    if (!written) content_copy(&operation, out);
  }
}

void content_append_number(GString *out, double value) {
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(buffer, sizeof buffer, "%.4f", isfinite(value) ? value : 0);
  char *end = buffer + strlen(buffer);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.') end[-1] = '\0';
  g_string_append(out, strcmp(buffer, "-0") == 0 ? "0" : buffer);
}
