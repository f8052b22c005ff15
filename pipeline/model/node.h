// Node: the tree of one post, ours and not cmark's. Made by load/, const afterwards.
// Children are a doubly linked list; all strings live with the post's arena.
#pragma once
#include "base/diagnostic.h"

typedef enum {
  // blocks
  NODE_DOCUMENT,
  NODE_HEADING, // level 1..6
  NODE_PARAGRAPH,
  NODE_QUOTE, // quote; blocks, then at most one NODE_ATTRIBUTION; info = class of a raw <aside>
  NODE_ATTRIBUTION, // inlines: who said a quote, or the poet of a NODE_VERSE
  NODE_LIST,        // list
  NODE_ITEM,        // blocks
  NODE_CODE_BLOCK,  // text; info = language
  NODE_HTML_BLOCK,  // text: raw HTML as written; children: its text as inlines, for print
  NODE_RULE,        // thematic break
  NODE_TABLE,       // rows; table_alignments. The first row is the header
  NODE_TABLE_ROW,
  NODE_TABLE_CELL, // inlines
  NODE_FIGURE,     // one NODE_IMAGE, then at most one NODE_CAPTION
  NODE_CAPTION,    // inlines
  NODE_VERSE,      // optional NODE_HEADING (title), NODE_COUPLETs, optional NODE_ATTRIBUTION
  NODE_COUPLET,    // one or two NODE_HEMISTICHs; level 1 = a refrain; number = its stanza, from 1
  NODE_HEMISTICH,  // inlines
  NODE_FOOTNOTE,   // label, number; blocks. Collected at the end of the document, in order of first
                   // mention
  // inlines
  NODE_TEXT, // text
  NODE_SOFT_BREAK,
  NODE_LINE_BREAK,
  NODE_CODE,        // text
  NODE_HTML_INLINE, // text: one raw tag as written
  NODE_EMPHASIS,
  NODE_STRONG,
  NODE_LINK,         // url, title; `post_id` when the url is post:ID
  NODE_IMAGE,        // url, title, decorative; children: the alternative text as inlines
  NODE_SPAN,         // [text]{lang=en}, [text]{.index}: lang, index_term
  NODE_FOOTNOTE_REF, // label, number
  NODE_KIND_COUNT
} NodeKind;

typedef enum { ALIGN_NONE, ALIGN_START, ALIGN_CENTER, ALIGN_END } TableAlignment; // D2 of FARSI.md

// What a quote is. Those from QUOTE_NOTE on are admonitions: they speak for the text itself.
typedef enum {
  QUOTE_PLAIN,
  QUOTE_PULL, // words of the text, set large across the column
  QUOTE_NOTE,
  QUOTE_TIP,
  QUOTE_IMPORTANT,
  QUOTE_WARNING,
  QUOTE_CAUTION,
  QUOTE_KIND_COUNT
} QuoteKind;

// How an ordered list counts. LIST_COUNT_AUTO: by its nesting.
typedef enum {
  LIST_COUNT_AUTO,
  LIST_COUNT_DECIMAL,
  LIST_COUNT_ALPHABETIC,
  LIST_COUNT_ABJAD,
  LIST_COUNTER_COUNT
} ListCounter;

typedef struct {
  guint ordered : 1;
  guint tight : 1;
  gint start;     // of an ordered list
  char delimiter; // '.' or ')' of an ordered list; '-', '*' or '+' of a bullet list
  ListCounter counter : 8;
} ListStyle;

// There are tens of thousands of these in a digest: kept small.
typedef struct Node Node;
struct Node {
  NodeKind kind : 8;
  QuoteKind quote : 8;
  guint decorative : 1; // of an image: it says nothing that the text does not say
  guint level : 8;
  guint number;    // footnotes: from 1, in order of first mention; later refs to one note repeat it
  SourceSpan span; // line and column where it was written; an inline may have only its block's span
  Node *parent, *first_child, *last_child, *previous, *next;
  const char *text;
  const char *info;
  const char *url, *title;
  const char *post_id;
  const char *id;   // declared with {#b:id}, without "b:"; on blocks. NULL where there is none
  const char *lang; // BCP 47; NULL = as the parent
  const char *label;
  ListStyle list;
  // Of an inline that is marked for the index (NU-13): the entry that it belongs to, and the one
  // below that; NULL = none.
  const char *index_term, *index_sub;
  guint column_count;
  const TableAlignment *table_alignments;
};

Node *node_new(Arena *arena, NodeKind kind, SourceSpan span);
void node_append(Node *parent, Node *child);
void node_insert_before(Node *sibling, Node *child);
// Takes the node out of its tree; the node and what is below it stay whole.
void node_unlink(Node *node);
gboolean node_is_block(const Node *node);
// Has inlines as children (heading, paragraph, caption, cell, hemistich, attribution).
gboolean node_holds_inlines(const Node *node);
const char *node_kind_name(NodeKind kind);
// "pullquote", "note", "tip" …; "" for a plain quote.
const char *quote_kind_name(QuoteKind kind);
gboolean quote_is_admonition(QuoteKind kind);
// The kind of the nearest quote that the node stands in; QUOTE_PLAIN where it stands in none.
QuoteKind node_quote_kind(const Node *node);
// Whether the author wrote the marks of a quote: its text begins with one.
gboolean quote_is_marked(const Node *quote);
// "decimal", "alphabetic", "abjad"; "" where the nesting decides.
const char *list_counter_name(ListCounter counter);
// Document order, depth first: the node after `node` below `root`, or NULL.
const Node *node_walk(const Node *root, const Node *node);
// The text below a node, breaks as one space, code included, footnote marks left out; freed by the
// caller.
char *node_plain_text(const Node *node);
// What an image says to those who can't see it: its alternative text or, where it has none, the
// caption of its figure; "" where that is missing too, and for a decorative one. Freed by the
// caller.
char *image_alternative(const Node *image);
// The language in force at a node: its own or the nearest ancestor's; `fallback` at the top.
const char *node_language(const Node *node, const char *fallback);
// A stable, readable text, one node a line, indented by depth: dump STAGE `nodes`.
void node_dump(const Node *node, GString *out);
