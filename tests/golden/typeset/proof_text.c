#include "proof_text.h"

#include <string.h>

typedef struct {
  Arena *arena;
  const Locale *locale;
  TextStyle base;
  GArray *pieces;
} Reader;

static void add(Reader *reader, const char *text, gsize length, const TextStyle *style,
                gboolean isolate) {
  if (length == 0) return;
  TextPiece piece = {arena_strndup(reader->arena, text, length), length, *style, isolate};
  g_array_append_val(reader->pieces, piece);
}

// One marked stretch at `at`, or 0 where there is none; else its length.
static gsize read_mark(Reader *reader, const char *at) {
  TextStyle style = reader->base;
  const char *end;
  if (strncmp(at, "**", 2) == 0 && (end = strstr(at + 2, "**"))) {
    style.weight = WEIGHT_BOLD;
    add(reader, at + 2, (gsize)(end - at - 2), &style, FALSE);
    return (gsize)(end + 2 - at);
  }
  if (*at == '*' && (end = strchr(at + 1, '*'))) {
    style.italic = TRUE;
    add(reader, at + 1, (gsize)(end - at - 1), &style, FALSE);
    return (gsize)(end + 1 - at);
  }
  if (*at == '`' && (end = strchr(at + 1, '`'))) {
    style.role = ROLE_CODE;
    add(reader, at + 1, (gsize)(end - at - 1), &style, TRUE);
    return (gsize)(end + 1 - at);
  }
  if (*at == '^' && (end = strchr(at + 1, '^'))) {
    g_autofree char *number = g_strndup(at + 1, (gsize)(end - at - 1));
    style.footnote = (guint)g_ascii_strtoull(number, NULL, 10);
    style.rise_pt = style.size_pt * 0.35;
    style.size_pt *= 0.65;
    char *digits = locale_digits(reader->arena, reader->locale, number);
    add(reader, digits, strlen(digits), &style, FALSE);
    return (gsize)(end + 1 - at);
  }
  if (*at == '[' && (end = strstr(at, "]{lang="))) {
    const char *close = strchr(end, '}');
    if (!close) return 0;
    style.lang = arena_strndup(reader->arena, end + 7, (gsize)(close - end - 7));
    add(reader, at + 1, (gsize)(end - at - 1), &style, TRUE);
    return (gsize)(close + 1 - at);
  }
  return 0;
}

static Paragraph read_paragraph(Reader *reader, const char *line, double leading_pt) {
  g_array_set_size(reader->pieces, 0);
  const char *start = line, *at = line;
  while (*at) {
    guint before = reader->pieces->len;
    gsize plain = (gsize)(at - start);
    gsize length = strchr("*`^[", *at) ? read_mark(reader, at) : 0;
    if (length == 0) {
      at++;
      continue;
    }
    if (plain > 0) { // the text before the mark comes first
      TextPiece piece = {arena_strndup(reader->arena, start, plain), plain, reader->base, FALSE};
      g_array_insert_val(reader->pieces, before, piece);
    }
    at += length;
    start = at;
  }
  add(reader, start, (gsize)(at - start), &reader->base, FALSE);
  return (Paragraph){.pieces = arena_copy(reader->arena, reader->pieces->data,
                                          sizeof(TextPiece) * reader->pieces->len),
                     .piece_count = reader->pieces->len,
                     .locale = reader->locale,
                     .direction = reader->locale->direction,
                     .align = TEXT_JUSTIFY,
                     .leading_pt = leading_pt,
                     .hyphenate = reader->locale->hyphenate};
}

ProofText proof_text_read(Arena *arena, const Locale *locale, const char *text, double size_pt,
                          double leading_pt) {
  g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
  g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(Paragraph));
  Reader reader = {.arena = arena,
                   .locale = locale,
                   .base = {.size_pt = size_pt, .lang = locale->code},
                   .pieces = pieces};
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (!*lines[i] || *lines[i] == '#') continue;
    Paragraph paragraph = read_paragraph(&reader, lines[i], leading_pt);
    g_array_append_val(paragraphs, paragraph);
  }
  return (ProofText){arena_copy(arena, paragraphs->data, sizeof(Paragraph) * paragraphs->len),
                     paragraphs->len};
}
