// Nodes to HTML. Text is never lost; whatever the tree holds, the result is balanced and runs no
// program. Languages, directions and tokens are marked (FARSI.md BD-1 … BD-18, HT-1, HT-2).
//
// Classes that it writes in HTML_SITE, for the theme:
//   nb                   must not break: white-space: nowrap
//   table                a frame around a table that scrolls; cells: start, center, end
//   quote                a figure of a quote with its attribution as figcaption
//   verse, couplet (single: one hemistich over both columns; refrain; stanza: begins one),
//   hemistich, verse-title; a <br> parts hemistichs where there is no style
//   notes, note-mark, note-back
//   number               of a heading: before its text
//   continued            of html_write_block: a later block of an item or note; without its mark
//   attribution          of html_write_block
#pragma once
#include "locale/locale.h"
#include "model/post.h"

typedef enum {
  HTML_SITE,  // a page: ids, lazy images, bdi
  HTML_FEED,  // an entry of a feed: no ids or classes that need our style; the resolvers give
              // absolute URLs
  HTML_PLAIN, // exactly what the CommonMark specification expects: for its examples
} HtmlMode;

typedef struct {
  char *url; // taken by the writer, which frees it; NULL = no picture there: its text is written
  guint width_px, height_px; // 0 = not known
} HtmlImage;

// The ids of a document: headings (slugs, HT-2), declared ids, notes and their marks.
typedef struct HtmlIds HtmlIds;

typedef struct {
  const Locale *locale; // of the page or entry. NULL only in HTML_PLAIN
  const Locale *const
      *locales; // all that the publication has: direction and rules of other languages
  guint locale_count;
  HtmlMode mode;
  guint numbered_depth;  // levels of headings that are numbered; 0 = none (D1)
  guint heading_shift;   // levels to add: 1 where the page has its own h1. At most h6 is written
  const char *id_prefix; // before every id and every #fragment inside the document; NULL = none
  const HtmlIds *ids;    // of the whole document; NULL: made anew for the node that is written
  // The URL of a link, freed by the writer: `node` is the NODE_LINK, or the HTML node of a raw <a>
  // (node->post_id is set for post:ID; `url` is as written). NULL = there is no such place: the
  // text is written without a link. A NULL function leaves URLs as they are.
  char *(*resolve_link)(const char *url, const Node *node, gpointer data);
  // The same for a picture: NODE_IMAGE or the HTML node of a raw <img>.
  HtmlImage (*resolve_image)(const char *url, const Node *node, gpointer data);
  gpointer data;
} HtmlContext;

// Appends a node and all below it. A document is followed by its notes, as a section of its own.
void html_write_node(const Node *node, const HtmlContext *context, GString *out);
// Only what is below the node: a title's or a cell's inlines.
void html_write_children(const Node *node, const HtmlContext *context, GString *out);
// A block that stands alone, away from its container (model/pair.h `Block`, for the page that shows
// languages side by side), with as much of the container as it needs: a row in a table of its own,
// an item's paragraph in a list of its own that keeps its number, a quote's paragraph in a quote, a
// note's paragraph with its number.
void html_write_block(const Node *block, const HtmlContext *context, GString *out);
// The inlines of a node without links, ids, notes and images: for a listing, a table of contents.
void html_write_title(const Node *node, const HtmlContext *context, GString *out);
// A text that is no node (a title from front matter, a name), escaped, tokens isolated.
void html_write_phrase(const char *text, const HtmlContext *context, GString *out);

// The id of a document's n-th term of the index, from 1.
#define HTML_TERM_ID "ix-%u"
HtmlIds *html_ids_new(Arena *arena, const Node *document);
// Without the prefix; NULL where the node has none.
const char *html_ids_lookup(const HtmlIds *ids, const Node *node);

// The text with its tokens isolated by characters, for where no <bdi> can stand: an attribute, a
// text that a script shows. Freed by the caller.
char *html_isolate_text(const Locale *locale, Direction direction, const char *text);
// ` lang="fa" dir="rtl"`
void html_write_language(const char *lang, const HtmlContext *context, GString *out);
