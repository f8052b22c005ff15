// The writer's state and its parts. Private to html_*.c.
#pragma once
#include "site/html.h"
#include "site/html_events.h"
#include "site/html_writer.h"

// Deeper nesting than anybody writes: what is below is written as plain text.
#define HTML_MAX_DEPTH 150

// The language and direction in force.
typedef struct {
  const char *lang;
  const Locale *locale; // whose rules hold; of the page where the language is not one of ours
  Direction direction;
} Tongue;

// A raw element that is still open.
typedef struct {
  char name[16];
  gboolean is_block;
  guint event; // of an inline element: its EVENT_OPEN
} RawElement;

typedef struct {
  const HtmlContext *context;
  GString *out;
  Arena *scratch;
  const HtmlIds *ids;
  Tongue tongue;
  gboolean title;   // html_write_title
  gboolean in_link; // no link inside a link
  guint depth;
  GArray *raw;            // of RawElement
  guint raw_base;         // those before it belong to a container further out
  const Node *note_block; // the last block of a note, which carries its back links
  const Node *note;
} Writer;

// html_writer.c
static inline gboolean writer_is_plain(const Writer *writer) {
  return writer->context->mode == HTML_PLAIN;
}
// A line end, where the output does not stand at the start of a line.
void writer_line(Writer *writer);
// Classes of a quote and a list; NULL for none.
const char *writer_quote_class(const Writer *writer, const Node *quote);
const char *writer_list_class(const Writer *writer, const Node *list);
void writer_admonition_label(Writer *writer, const Node *quote);
void writer_block(Writer *writer, const Node *node);
void writer_blocks(Writer *writer, const Node *first);
// A block that leaves no raw HTML open behind it.
void writer_block_alone(Writer *writer, const Node *node);
// "<element id lang dir class extra>" of a block; returns the tongue that block_close restores.
// `class_name` and `extra` may be NULL; HTML_PLAIN writes neither.
Tongue block_open(Writer *writer, const char *element, const Node *node, const char *class_name,
                  const char *extra);
void block_close(Writer *writer, const char *element, Tongue before);

// html_language.c
Tongue tongue_of(const HtmlContext *context, const char *lang);
// The tongue inside a node; ` lang="…" dir="…"` is appended where it changes. `may_turn`: a block
// that is wholly of the other direction takes that (BD-3).
Tongue tongue_enter(const Writer *writer, const Node *node, gboolean may_turn, GString *out);
// The tongue of a text that reads the other way; ` lang="…" dir="…"` is appended.
Tongue tongue_turn(const Writer *writer, GString *out);
TokenStyle writer_token_style(const Writer *writer);
// Whether all letters below the node read against the direction in force.
gboolean node_is_foreign(const Writer *writer, const Node *node);

// html_inline.c
// The inlines from `first` on to the end of their list. A block among them is out of place: only
// its text is written. `turn`: a text that is wholly of the other direction is isolated as one.
void writer_inlines(Writer *writer, const Node *first, gboolean turn);
// Only up to the first block, which is returned; NULL at the end.
const Node *writer_inline_run(Writer *writer, const Node *first);
void writer_inline(Writer *writer, const Node *node); // this one alone
void writer_inline_text(Writer *writer, const char *text);

// html_image.c: a picture into an event list; where there is none, its text, with a link to it.
// `children`: the nodes of the alternative text were entered by the caller if TRUE is returned.
typedef struct {
  const char *url, *alt, *title;
  guint width_px, height_px; // as the source says; 0 = not said
  const Node *node;
  gboolean is_decorative; // it says nothing, and its author says so
} Picture;
// The markup of a picture, freed by the caller; NULL where the resolver has none.
// What stands for the words that a picture's author did not give; "" in HTML_PLAIN.
const char *picture_undescribed(const Writer *writer);
char *picture_markup(const Writer *writer, const Picture *picture);

// html_link.c
// ` href="…"` and rel for a link, freed by the caller; NULL where there is no such place.
char *link_attributes(const Writer *writer, const char *url, const Node *node);
// An attribute that holds text for readers, with its tokens isolated by characters (HT-4).
void write_text_attribute(const Writer *writer, GString *out, const char *name, const char *text);

// html_raw.c
// Appends what is allowed of `text`, raw HTML as written; block elements only if `blocks`.
void raw_append(Writer *writer, EventList *events, const Node *node, const char *text,
                gboolean blocks);
// Closes the raw elements above `base`, innermost first.
void raw_close_to(Writer *writer, EventList *events, guint base);
// Of an inline raw tag that opens an element whose content is no text (script): its name, else
// NULL.
const char *raw_opaque_name(Arena *scratch, const char *text);
gboolean raw_closes(const char *text, const char *name);
void writer_html_block(Writer *writer, const Node *node);
// After the last block of a container: what its HTML blocks left open.
void writer_close_raw(Writer *writer, guint base);

// html_notes.c
char *note_mark_markup(const Writer *writer, const Node *ref);
void writer_notes(Writer *writer, const Node *first_note);
void writer_note(Writer *writer, const Node *note);
void writer_note_back(Writer *writer, const Node *note);

// html_table.c, html_verse.c
void writer_table(Writer *writer, const Node *table);
void writer_table_row(Writer *writer, const Node *table, const Node *row, gboolean head);
void writer_verse(Writer *writer, const Node *verse);
void writer_couplet(Writer *writer, const Node *couplet);
// The letters of a hemistich for which half a column has room: of a post, of texts side by side.
#define VERSE_ROOM        26
#define VERSE_ROOM_BESIDE 17
// A poem with a hemistich of more letters than `room` is long: its halves stand one under the
// other.
const char *writer_verse_class(const Node *verse, guint room);

// html_ids.c
// The number of a heading, isolated in its own direction, freed by the caller; NULL where it has
// none. `class_name` may be NULL.
char *heading_number_markup(const Writer *writer, const Node *heading, const char *class_name);
// What stands for a link without words to a place in the document ("[](#place)"): the number of its
// section, or NULL where sections have none; then `text` is the section's title, freed by the
// caller, or NULL where there is no such place.
char *reference_markup(const Writer *writer, const Node *link, char **text);
// The id with its prefix, freed by the caller; NULL where the node has none or none are written.
char *writer_id(const Writer *writer, const Node *node);
guint html_ids_ref_count(const HtmlIds *ids, guint note_number);
guint html_ids_ref_ordinal(const HtmlIds *ids, const Node *ref);
