#include "site/html_events.h"

#include <string.h>

#include "site/html.h"

// Markup to insert: before or after an event, or inside a text at an offset of `joined`.
typedef struct {
  guint event;
  guint offset;
  gboolean after;
  const char *markup;
} Mark;

void events_init(EventList *list, Arena *arena) {
  list->arena = arena;
  list->events = g_array_new(FALSE, FALSE, sizeof(Event));
  list->joined = g_string_new(NULL);
}

void events_clear(EventList *list) {
  g_array_unref(list->events);
  g_string_free(list->joined, TRUE);
}

static Event *event_at(const EventList *list, guint index) {
  return &g_array_index(list->events, Event, index);
}

static guint add(EventList *list, EventKind kind, const char *text, gsize length,
                 const char *reads_as, gsize reads_length) {
  Event event = {.kind = kind, .text = text, .length_bytes = length};
  event.start = (guint)list->joined->len;
  g_string_append_len(list->joined, reads_as, (gssize)reads_length);
  event.end = (guint)list->joined->len;
  g_array_append_val(list->events, event);
  return list->events->len - 1;
}

void events_text(EventList *list, const char *text, gsize length_bytes) {
  guint index = add(list, EVENT_TEXT, text, length_bytes, text, length_bytes);
  for (guint i = event_at(list, index)->start; i < list->joined->len; i++)
    if (list->joined->str[i] == '\n' || list->joined->str[i] == '\r') list->joined->str[i] = ' ';
}

guint events_open(EventList *list, const char *markup) {
  return add(list, EVENT_OPEN, arena_strdup(list->arena, markup), strlen(markup), "", 0);
}

void events_close(EventList *list, guint open, const char *markup) {
  guint index = add(list, EVENT_CLOSE, arena_strdup(list->arena, markup), strlen(markup), "", 0);
  event_at(list, index)->partner = open;
  event_at(list, open)->partner = index;
}

void events_atom(EventList *list, const char *markup, const char *reads_as) {
  add(list, EVENT_ATOM, arena_strdup(list->arena, markup), strlen(markup), reads_as,
      strlen(reads_as));
}

// The event that holds the character at `offset`.
static guint find_event(const EventList *list, guint offset) {
  guint low = 0, high = list->events->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (event_at(list, middle)->end > offset)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

// The bounds of a token: events [first, last], cut at `start` and `end` where these are texts.
typedef struct {
  guint first, last;
  guint start, end;
} Region;

// Takes the element that closes at `close` whole into the region, if the region begins with its
// first text.
static gboolean extend_start(const EventList *list, Region *region, guint close) {
  guint open = event_at(list, close)->partner;
  if (region->start != event_at(list, region->first)->start) return FALSE;
  for (guint i = open; i < region->first; i++)
    if (event_at(list, i)->kind != EVENT_OPEN) return FALSE;
  region->first = open;
  return TRUE;
}

static gboolean extend_end(const EventList *list, Region *region, guint open) {
  guint close = event_at(list, open)->partner;
  if (region->end != event_at(list, region->last)->end) return FALSE;
  for (guint i = region->last + 1; i <= close; i++)
    if (event_at(list, i)->kind != EVENT_CLOSE) return FALSE;
  region->last = close;
  return TRUE;
}

// Grows the region until it is balanced. FALSE where it can't be: then `cut` is the offset where it
// must be parted.
static gboolean balance(const EventList *list, Region *region, guint *cut) {
  for (guint i = region->first; i <= region->last; i++) {
    const Event *event = event_at(list, i);
    gboolean closes = event->kind == EVENT_CLOSE && event->partner < region->first;
    gboolean opens = event->kind == EVENT_OPEN && event->partner > region->last;
    if ((closes && !extend_start(list, region, i)) || (opens && !extend_end(list, region, i))) {
      *cut = event->start;
      return FALSE;
    }
  }
  return TRUE;
}

static void add_mark(GArray *marks, const EventList *list, guint event, guint offset,
                     gboolean after, const char *markup) {
  Mark mark = {event, offset, after, markup};
  if (event_at(list, event)->kind != EVENT_TEXT) mark.offset = 0;
  g_array_append_val(marks, mark);
}

static Region region_of(const EventList *list, guint start, guint end) {
  const char *text = list->joined->str;
  while (end > start + 1 && text[end - 1] == ' ')
    end--;
  return (Region){find_event(list, start), find_event(list, end - 1), start, end};
}

// Wraps the text from `start` to `end` in as few elements as the ones around it allow.
static void wrap(const EventList *list, GArray *marks, guint start, guint end, const char *open,
                 const char *close) {
  while (start < end) {
    if (list->joined->str[start] == ' ') {
      start++;
      continue;
    }
    guint cut = end;
    Region region = region_of(list, start, cut);
    while (!balance(list, &region, &cut))
      region = region_of(list, start, cut);
    add_mark(marks, list, region.first, region.start, FALSE, open);
    add_mark(marks, list, region.last, region.end, TRUE, close);
    start = MAX(cut, region.end);
  }
}

// Whether a browser could break a line inside of it: at a space, a dash, a hyphen (browsers do so
// before digits too, where UAX#14 would not: 2026-01-|12).
static gboolean may_break(const char *text, gsize length) {
  for (gsize i = 0; i < length; i++) {
    if (text[i] == ' ') return TRUE;
    if (text[i] == '-' && i > 0 && i + 1 < length) return TRUE;
    if (length - i > 2 && memcmp(text + i, "\u2013", 3) == 0) return TRUE;
    if (length - i > 2 && memcmp(text + i, "\u2014", 3) == 0) return TRUE;
  }
  return FALSE;
}

// The element around a token. Words have a language (HT-1), numbers and addresses have none.
static const char *opener_of(const EventList *list, const TokenStyle *style, const Token *token,
                             gboolean whole) {
  if (token->treatment == TOKEN_MARK_ALM) return "\u061C<span class=\"nb\">";
  if (token->treatment == TOKEN_KEEP) return "<span class=\"nb\">";
  g_autoptr(GString) out = g_string_new("<bdi");
  gboolean words = token->kind == TOKEN_LATIN || token->kind == TOKEN_PHRASE;
  html_write_attribute(out, "lang", words ? style->foreign_lang : NULL);
  html_write_attribute(out, "dir", token->treatment == TOKEN_ISOLATE_LTR ? "ltr" : "rtl");
  html_write_attribute(out, "class", whole ? "nb" : NULL);
  g_string_append_c(out, '>');
  return arena_strdup(list->arena, out->str);
}

static GArray *mark_tokens(const EventList *list, const TokenStyle *style) {
  GArray *marks = g_array_new(FALSE, FALSE, sizeof(Mark));
  if (!style->locale) return marks;
  const char *text = list->joined->str;
  GArray *tokens = token_scan_as(style->locale, style->direction, text, list->joined->len);
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = &g_array_index(tokens, Token, i);
    gboolean isolate = token->treatment <= TOKEN_ISOLATE_RTL;
    gboolean whole = token->no_break && style->classes &&
                     may_break(text + token->start, token->end - token->start);
    if (isolate || whole)
      wrap(list, marks, token->start, token->end, opener_of(list, style, token, whole),
           isolate ? "</bdi>" : "</span>");
    else if (token->treatment == TOKEN_MARK_ALM)
      add_mark(marks, list, find_event(list, token->start), token->start, FALSE, "\u061C");
  }
  g_array_unref(tokens);
  return marks;
}

static guint write_text(const EventList *list, guint index, const GArray *marks, guint next,
                        GString *out) {
  const Event *event = event_at(list, index);
  gsize at = 0;
  for (; next < marks->len; next++) {
    const Mark *mark = &g_array_index(marks, Mark, next);
    if (mark->event != index) break;
    gsize offset = mark->offset - event->start;
    html_write_text_length(out, event->text + at, offset - at);
    g_string_append(out, mark->markup);
    at = offset;
  }
  html_write_text_length(out, event->text + at, event->length_bytes - at);
  return next;
}

void events_write(const EventList *list, const TokenStyle *style, GString *out) {
  GArray *marks = mark_tokens(list, style);
  guint next = 0;
  for (guint i = 0; i < list->events->len; i++) {
    const Event *event = event_at(list, i);
    if (event->kind == EVENT_TEXT) {
      next = write_text(list, i, marks, next, out);
      continue;
    }
    for (; next < marks->len; next++) {
      const Mark *mark = &g_array_index(marks, Mark, next);
      if (mark->event != i || mark->after) break;
      g_string_append(out, mark->markup);
    }
    g_string_append_len(out, event->text, (gssize)event->length_bytes);
    for (; next < marks->len; next++) {
      const Mark *mark = &g_array_index(marks, Mark, next);
      if (mark->event != i) break;
      g_string_append(out, mark->markup);
    }
  }
  g_array_unref(marks);
}
