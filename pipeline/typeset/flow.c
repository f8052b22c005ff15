#include "typeset/flow.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

gboolean flow_stands_apart(const TextPiece *piece) {
  return piece->isolate || piece->style.footnote > 0;
}

// UAX#14 BK, CR, LF, NL: each is one forced break here.
static gboolean is_break_control(UChar32 c) {
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

typedef struct {
  Flow *flow;
  char *utf8;
  guint32 bytes, units; // gathered so far
} Gatherer;

static void copy_bytes(Gatherer *to, const char *text, gint32 length) {
  memcpy(to->utf8 + to->bytes, text, (gsize)length);
  to->bytes += (guint32)length;
}

static void gather_piece(Gatherer *to, const TextPiece *piece) {
  const char *bytes = piece->text;
  gint32 length = (gint32)piece->length_bytes, copied = 0;
  UChar *text = to->flow->text;
  guint32 *offsets = to->flow->offsets, units = to->units;
  for (gint32 at = 0, start = 0; at < length; start = at) {
    UChar32 c;
    U8_NEXT(bytes, at, length, c);
    guint32 offset = to->bytes + (guint32)(start - copied);
    if (c < 0) {
      copy_bytes(to, bytes + copied, start - copied);
      copy_bytes(to, "\uFFFD", 3);
      copied = at;
      c = 0xFFFD;
    }
    if (is_break_control(c)) c = 0x2028;
    offsets[units] = offset;
    if (c > 0xFFFF) offsets[units + 1] = offset;
    U16_APPEND_UNSAFE(text, units, c);
  }
  copy_bytes(to, bytes + copied, length - copied);
  to->units = units;
}

static void gather(Arena *arena, Arena *scratch, Flow *flow) {
  const Paragraph *paragraph = flow->paragraph;
  gsize total = 0;
  for (guint i = 0; i < paragraph->piece_count; i++)
    total += paragraph->pieces[i].length_bytes;
  g_assert(total < G_MAXUINT32 / 4);
  flow->text = ARENA_ROOM(scratch, UChar, total + 1);
  flow->offsets = ARENA_ROOM(scratch, guint32, total + 1);
  flow->piece_starts = ARENA_ROOM(scratch, guint32, paragraph->piece_count + 1);
  // A broken byte grows to the three of U+FFFD.
  Gatherer to = {flow, ARENA_ROOM(scratch, char, total * 3 + 1), 0, 0};
  for (guint i = 0; i < paragraph->piece_count; i++) {
    flow->piece_starts[i] = to.units;
    gather_piece(&to, &paragraph->pieces[i]);
  }
  flow->piece_starts[paragraph->piece_count] = flow->length = to.units;
  flow->offsets[to.units] = to.bytes;
  flow->text[to.units] = 0;
  flow->utf8 = arena_strndup(arena, to.utf8, to.bytes);
  flow->utf8_bytes = to.bytes;
}

guint flow_piece_at(const Flow *flow, guint32 at, guint hint) {
  guint count = flow->paragraph->piece_count;
  guint piece = hint < count ? hint : 0;
  while (piece > 0 && flow->piece_starts[piece] > at)
    piece--;
  while (piece + 1 < count && flow->piece_starts[piece + 1] <= at)
    piece++;
  return piece;
}

static void add_token(GArray *tokens, const Token *token, guint32 start, guint32 end) {
  FlowToken kept = {.start = start,
                    .end = end,
                    .no_break = token->no_break,
                    .is_url = token->kind == TOKEN_URL,
                    .treatment = token->treatment};
  if (start < end) g_array_append_val(tokens, kept);
}

// Moves `at` on to the unit that starts at or after `byte`; positions are asked for in order.
static guint32 advance_to_byte(const Flow *flow, guint32 at, guint32 byte) {
  while (at < flow->length && flow->offsets[at] < byte)
    at++;
  return at;
}

// A piece of its own direction is read on its own: only its break rules and URLs count.
static void scan_piece(const Flow *flow, guint piece, GArray *tokens) {
  guint32 at = flow->piece_starts[piece];
  guint32 start_bytes = flow->offsets[at];
  guint32 end_bytes = flow->offsets[flow->piece_starts[piece + 1]];
  g_autoptr(GArray) found = token_scan_as(flow->paragraph->locale, DIRECTION_LTR,
                                          flow->utf8 + start_bytes, end_bytes - start_bytes);
  for (guint i = 0; i < found->len; i++) {
    const Token *token = &g_array_index(found, Token, i);
    guint32 start = at = advance_to_byte(flow, at, start_bytes + token->start);
    guint32 end = at = advance_to_byte(flow, at, start_bytes + token->end);
    add_token(tokens, token, start, end);
  }
}

typedef struct {
  const Flow *flow;
  guint32 *scan_starts; // byte of the scanned text where each piece starts
  guint piece;
  guint32 at;
} ScanMap;

// The unit of a byte of the scanned text, in which U+FFFC stands for each piece that stands apart.
static guint32 unit_of_scanned(ScanMap *map, guint32 byte, gboolean is_end) {
  const Flow *flow = map->flow;
  guint count = flow->paragraph->piece_count;
  while (map->piece + 1 < count && map->scan_starts[map->piece + 1] <= byte)
    map->piece++;
  guint32 first = flow->piece_starts[map->piece];
  if (byte == map->scan_starts[map->piece]) return map->at = MAX(map->at, first);
  if (flow_stands_apart(&flow->paragraph->pieces[map->piece]))
    return is_end ? flow->piece_starts[map->piece + 1] : first;
  guint32 wanted = flow->offsets[first] + (byte - map->scan_starts[map->piece]);
  return map->at = advance_to_byte(flow, MAX(map->at, first), wanted);
}

// Whether the word is a web or mail address.
static gboolean is_address(const Flow *flow, guint32 start, guint32 end) {
  const UChar *text = flow->text;
  for (guint32 at = start + 1; at + 3 < end; at++) {
    if (text[at] == ':' && text[at + 1] == '/' && text[at + 2] == '/') return TRUE;
    if (text[at] == '@' && u_isalnum(text[at - 1]) && u_isalnum(text[at + 1])) return TRUE;
  }
  return end - start > 6 && text[start] == 'w' && text[start + 1] == 'w' &&
         text[start + 2] == 'w' && text[start + 3] == '.';
}

// Addresses inside a phrase of their own direction are no tokens of the scanner.
static void find_addresses(const Flow *flow, GArray *tokens) {
  for (guint32 start = 0, end; start < flow->length; start = end) {
    end = start + 1;
    if (flow->text[start] >= 0x80 || !g_ascii_isalpha((char)flow->text[start])) continue;
    while (end < flow->length && flow->text[end] > ' ' && flow->text[end] < 0x80)
      end++;
    guint32 last = end;
    while (last > start && strchr(".,;:!?)]}\"'", flow->text[last - 1]))
      last--;
    FlowToken address = {.start = start, .end = last, .is_url = TRUE, .treatment = TOKEN_KEEP};
    if (last - start > 6 && is_address(flow, start, last)) g_array_append_val(tokens, address);
  }
}

static int compare_starts(const void *left, const void *right) {
  const FlowToken *a = left, *b = right;
  return a->start < b->start ? -1 : a->start > b->start;
}

// The whole block is scanned at once, so that a token may cross a change of style.
static void scan_tokens(Arena *scratch, Flow *flow) {
  const Paragraph *paragraph = flow->paragraph;
  g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(FlowToken));
  g_autoptr(GArray) piece_tokens = g_array_new(FALSE, FALSE, sizeof(FlowToken));
  g_autoptr(GString) text = g_string_sized_new(flow->utf8_bytes + 1);
  ScanMap map = {.flow = flow,
                 .scan_starts = ARENA_ARRAY(scratch, guint32, paragraph->piece_count + 1)};
  for (guint i = 0; i < paragraph->piece_count; i++) {
    guint32 start = flow->offsets[flow->piece_starts[i]];
    guint32 end = flow->offsets[flow->piece_starts[i + 1]];
    // No token reaches over the bounds of an isolate.
    if (paragraph->pieces[i].style.enters) g_string_append(text, "\u2068");
    map.scan_starts[i] = text->len;
    if (start == end) continue;
    if (flow_stands_apart(&paragraph->pieces[i])) {
      g_string_append(text, "\xEF\xBF\xBC");
      scan_piece(flow, i, piece_tokens);
    } else {
      g_string_append_len(text, flow->utf8 + start, end - start);
    }
    if (paragraph->pieces[i].style.leaves) g_string_append(text, "\u2069");
  }
  g_autoptr(GArray) found =
      token_scan_as(paragraph->locale, paragraph->direction, text->str, text->len);
  for (guint i = 0; i < found->len; i++) {
    const Token *token = &g_array_index(found, Token, i);
    guint32 start = unit_of_scanned(&map, token->start, FALSE);
    guint32 end = unit_of_scanned(&map, token->end, TRUE);
    add_token(tokens, token, start, end);
  }
  find_addresses(flow, piece_tokens);
  g_array_sort(piece_tokens, compare_starts);
  flow->token_count = tokens->len;
  flow->tokens = arena_copy(scratch, tokens->data, sizeof(FlowToken) * tokens->len);
  flow->piece_token_count = piece_tokens->len;
  flow->piece_tokens =
      arena_copy(scratch, piece_tokens->data, sizeof(FlowToken) * piece_tokens->len);
}

Flow *flow_new(Arena *arena, Arena *scratch, const Paragraph *paragraph) {
  Flow *flow = ARENA_NEW(scratch, Flow);
  flow->paragraph = paragraph;
  gather(arena, scratch, flow);
  if (flow->length > 0) scan_tokens(scratch, flow);
  return flow;
}
