// The inlines of a block as a flat list, so that a token can be wrapped wherever it begins and
// ends: inside one text, or over several pieces with links and emphasis between them. Private to
// html_*.c.
#pragma once
#include "locale/token.h"

typedef enum {
  EVENT_TEXT,
  EVENT_OPEN, // an element that holds other events
  EVENT_CLOSE,
  EVENT_ATOM, // markup that stands for itself
} EventKind;

typedef struct {
  EventKind kind;
  const char *text; // of a text: as it is, not escaped; else markup
  gsize length_bytes;
  guint partner;    // of EVENT_OPEN and EVENT_CLOSE: the index of the other
  guint start, end; // where it stands in `joined`
} Event;

typedef struct {
  Arena *arena;
  GArray *events;  // of Event
  GString *joined; // the text as the token scanner reads it
} EventList;

void events_init(EventList *list, Arena *arena);
void events_clear(EventList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EventList, events_clear)

// `text` must outlive the list. A line end reads as a space.
void events_text(EventList *list, const char *text, gsize length_bytes);
// Markup is copied. Returns the index.
guint events_open(EventList *list, const char *markup);
void events_close(EventList *list, guint open, const char *markup);
// `reads_as`: what the scanner sees: "\uFFFC" for something with a direction of its own, "\n" for
// what ends a line, "" for nothing.
void events_atom(EventList *list, const char *markup, const char *reads_as);

// How the tokens of the joined text are to be marked.
typedef struct {
  const Locale *locale; // NULL = none are looked for
  Direction direction;
  const char *foreign_lang; // of words that read the other way, where it is known; else NULL
  gboolean classes;         // whether "nb" may be written, the class of what must not be broken
} TokenStyle;

void events_write(const EventList *list, const TokenStyle *style, GString *out);
