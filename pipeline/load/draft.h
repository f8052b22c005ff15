// What the passes over a Markdown tree share while it is being made: nodes that know their bytes,
// the pieces still to be parsed, and what was found on the way. Nothing of this outlives
// markdown_parse.
#pragma once
#include "load/fragment.h"
#include "model/node.h"

// Every node of a tree in the making is a Draft; its bytes become `node.span` at the end.
typedef struct {
  Node node;
  const char *index_key; // of what is marked for the index: under this; NULL = its own text
  guint32 start, end;    // [start, end) in the source file, as its line starts no larger than 4 GB
  guint32 title_start, title_end; // of a link or image: where its title stands, without the quotes
  guint verbatim : 1; // NODE_TEXT: those bytes are the text itself, without escapes or references
  guint indexed : 1;  // is marked for the index
} Draft;

// A piece of text to parse in the next round, put in the place of `slot` (which is then removed)
// or, where there is none, at the end of `parent`.
typedef struct {
  Node *parent, *slot;
  Fragment *content;
  gboolean blocks; // parse as blocks; else as the inlines of one paragraph
} DraftJob;

// A block whose text the passes must see again, since more than cmark knows is in it.
typedef struct {
  Node *node;
  Fragment *content; // without what stands before it on each line
} DraftBlock;

typedef struct {
  Arena *arena; // of the result
  const SourceFile *file;
  DiagnosticList *diagnostics;
  const char *origin;   // the file's text, of the file's length, without NULs
  GArray *jobs;         // of DraftJob: for the next round
  GArray *blocks;       // of DraftBlock: of this round
  GPtrArray *leaves;    // of Node: blocks with inlines, of this round
  GPtrArray *footnotes; // of Node: NODE_FOOTNOTE, in order of their definitions
  GHashTable *notes;    // the same by label
  GPtrArray *lists;     // of Node: lists that a note was taken out of
  GHashTable *entities; // name -> text, for draft_decode_entity
  GHashTable *reported; // faults that are told once a file
} Drafts;

static inline Draft *draft_of(const Node *node) {
  return (Draft *)(void *)node;
}

Drafts *drafts_new(Arena *arena, const SourceFile *file, const char *origin,
                   DiagnosticList *diagnostics);
void drafts_free(Drafts *drafts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Drafts, drafts_free)

Node *draft_new(Drafts *drafts, NodeKind kind, gsize start, gsize end);
// A NODE_TEXT for [start, end) of a fragment; NULL where nothing of it was written in the file.
Node *draft_text(Drafts *drafts, const Fragment *content, gsize start, gsize end);
// Cuts a verbatim text node in two at `offset` of its text; returns the second half, which follows
// it. Either half may be empty.
Node *draft_split_text(Drafts *drafts, Node *text, gsize offset);
// Moves `first` … `last` (siblings) to the end of `parent`.
void draft_move(Node *first, Node *last, Node *parent);
void draft_insert_after(Node *sibling, Node *node);

// Asks for a piece to be parsed in the next round; `content` is taken.
void draft_take_job(Drafts *drafts, Node *parent, Node *slot, Fragment *content, gboolean blocks);
// The jobs of this round; the list of jobs is empty then. Freed with g_array_unref.
GArray *drafts_steal_jobs(Drafts *drafts);
// Keeps a block for the passes of this round; `content` is taken.
void draft_take_block(Drafts *drafts, Node *node, Fragment *content);
// The span of bytes, for diagnostics.
SourceSpan draft_span(const Drafts *drafts, gsize start, gsize end);
// TRUE the first time that it is asked about a key: for faults that are told once a file.
gboolean draft_first_time(Drafts *drafts, const char *format, ...) G_GNUC_PRINTF(2, 3);

// The text of a character reference ("&amp;", "&#1587;") at `text`, and its length there; NULL
// where there is none. `*length_bytes` comes in as the length that may be read.
const char *draft_decode_entity(Drafts *drafts, const char *text, gsize *length_bytes);
// A text with its character references decoded.
char *draft_decode_text(Drafts *drafts, const char *text, gsize length_bytes);
