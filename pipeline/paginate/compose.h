// Compose: the blocks of a post become boxes of a vertical list. One file for each family of
// blocks; this header is theirs in common and internal to paginate/.
#pragma once
#include "model/outline.h"
#include "paginate/digest.h"
#include "paginate/flow.h"
#include "paginate/link.h"
#include "paginate/style.h"

// What all texts of a digest share.
typedef struct {
  Arena *arena;
  const DigestJob *job;
  const Measures *measures;
  LinkTable *links;
  DiagnosticList *diagnostics;
  guint order;                    // of the next thing in reading order
  GArray *bookmarks;              // of Bookmark, in document order
  struct IndexMarks *index_marks; // of the text at work; NULL = it has no index
  const Division *division;       // of the part at work; NULL
  guint front_pages;              // how many pages are numbered apart, as last laid out (PG-4)
} ComposeJob;

// Where a block (or a part of an article's head) begins in a list of boxes: for rows of parallel
// texts. `node` NULL: the part of the head whose number is `part`.
typedef struct {
  const Node *node;
  guint part;
  guint box;
} BlockStart;

#define COMPOSE_BAR_PT 0.75 // the width of a bar

// A vertical bar at the side of a quote, through all its boxes.
typedef struct {
  double x_pt, width_pt;
  Ink ink;
  double tint;
  gboolean begun;
} ComposeBar;

typedef struct {
  ComposeJob *shared;
  const Post *post;         // NULL for text that no post holds
  const char *anchor;       // the post's destination
  const Locale *locale;     // of the block in hand
  const char *lang;         // BCP 47, of the block in hand
  const Division *division; // of what is set
  FlowBuilder *flow;
  FlowBuilder *notes; // boxes of footnotes; NULL where none can stand
  struct NoteQueue *queue;
  double left_pt, width_pt; // of the block in hand, from the column's left edge
  double grid_pt;           // a line of body type
  double tallest_pt;        // what an image may take of a column
  StyleName text_style;     // of paragraphs
  LineSettings lines;
  gboolean spaced;      // paragraphs are parted by space, not by an indent
  gboolean indent_next; // the next paragraph follows a paragraph
  gboolean flush;       // text of the other direction keeps to this text's start side
  guint top_level;      // the highest level of a heading in the post
  guint list_depth, ordered_depth, depth;
  GArray *bars;             // of ComposeBar
  GArray *labels;           // of Placed: list marks that wait for their line
  GPtrArray *inline_images; // of const Node: images met in a line of text
  GArray *starts;           // of BlockStart; NULL where nobody asks
  guint bookmark_level;     // of the post; its headings stand below. 0 = none
  const Outline *outline;   // of the post, once it was asked for; NULL
  guint chapter;            // the article's number, which its headings' begin with; 0 = none
} Composer;

// Composes into lists of its own, a column `width_pt` wide. compose_finish gives them out.
Composer *compose_new(ComposeJob *shared, const Post *post, const Locale *locale, double width_pt);
void compose_free(Composer *composer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Composer, compose_free)

// An article: its head, then all of its body; notes go to the list of notes.
typedef enum {
  HEAD_SECTION, // tag, "only in English"
  HEAD_TITLE,
  HEAD_SUMMARY,
  HEAD_BYLINE,
  HEAD_SOURCE,
  HEAD_IMAGE,
  HEAD_PART_COUNT,
} HeadPart;
void compose_head(Composer *composer, gboolean is_alone);
void compose_body(Composer *composer);
// After the body: a QR code to the article online, with its address; nothing where neither the
// digest nor its template asks for one, or the publication has no address.
void compose_qr(Composer *composer);

// One block, with all that is below it.
void compose_node(Composer *composer, const Node *node);
void compose_children(Composer *composer, const Node *node);
// Notes that `node` begins with the next box.
void compose_start(Composer *composer, const Node *node);
// Notes where part `part` of a head, a masthead, a list of contents or a colophon begins.
void compose_part(Composer *composer, guint part);
void compose_list(Composer *composer, const Node *list);
void compose_quote(Composer *composer, const Node *quote);
void compose_code(Composer *composer, const Node *code);
void compose_table(Composer *composer, const Node *table);
void compose_verse(Composer *composer, const Node *verse);
void compose_figure(Composer *composer, const Node *figure);
// An image by itself: a figure without caption. FALSE where it cannot be set.
gboolean compose_image(Composer *composer, const Node *image);
void compose_paragraph(Composer *composer, const Node *holder, StyleName style);
void compose_heading(Composer *composer, const Node *heading);
// The number of a heading of the post, "2.1", or NULL where it has none (D1).
const char *compose_number(Composer *composer, const Node *heading);
// A number before a heading, with what parts them; nothing for NULL.
void compose_number_piece(Composer *composer, const char *number, const TextStyle *style,
                          GArray *pieces);
// The place of a heading or of a block with a declared id; NULL where the post has no anchor.
const char *compose_place_name(const Composer *composer, const Node *block);
const Outline *compose_outline(Composer *composer);
// The number of a page, counted from 0 in the document, as readers know it.
const char *compose_page_label(const ComposeJob *job, const Locale *locale, guint page);

// Pieces of the inlines below `holder`, of TextPiece; freed by the caller. The pieces' texts live
// with the arena or the post.
GArray *compose_inlines(Composer *composer, const Node *holder, const TextStyle *base);
GArray *compose_text(Composer *composer, const char *text, const TextStyle *base);

// How a paragraph is set. Zeroed members mean the style's own ways.
typedef struct {
  const Node *node; // the block; NULL
  StyleName style;
  const TextAlign *align; // NULL = the style's
  double indent_pt;
  double leading_pt;      // 0 = the style's
  double width_pt;        // 0 = the block in hand's
  double hang_pt;         // inset of all lines but the first
  gboolean whole;         // one line, never broken
  gboolean flush;         // of the other direction: keeps to the start side all the same
  gboolean left_to_right; // whatever the text says (code)
  gboolean own_direction; // that of the block in hand, whatever the text says
} Setting;
LineList compose_set(Composer *composer, GArray *pieces, const Setting *setting);
double compose_natural_width_pt(Composer *composer, GArray *pieces, const Setting *setting);

// A line as an item: at `x_pt` of the column, its baseline `y_pt` below the box's top.
Placed compose_place(Composer *composer, const Line *line, const Node *node, double x_pt,
                     double y_pt);
Placed compose_rule(double x_pt, double y_pt, double width_pt, double height_pt, Ink ink,
                    double tint);
// The baseline of a line whose height is `leading_pt`, below the line's top.
double compose_baseline_pt(double leading_pt);
// Lines one below the other, each a box; a break between them costs what widows and orphans do.
void compose_lines(Composer *composer, const LineList *lines, const Node *node, double leading_pt);
// The same for headings, whose lines stand close: ink that is higher than its line, as Nastaliq's
// tall letters are, gets room above.
void compose_display(Composer *composer, const LineList *lines, const Node *node,
                     double leading_pt);
// A box with these items, and the labels and bars that stand beside it.
FlowBox *compose_box(Composer *composer, double height_pt, double baseline_pt, GArray *items);
// Collects the notes and the terms of the index marked in a line, and names the place of the mark.
// Before the box is added.
void compose_marks(Composer *composer, const Line *line);
// A division below the one in hand, which it becomes; returns the one in hand before.
const Division *compose_divide(Composer *composer, DivisionKind kind);
// A paragraph of plain text that no post holds: a division of its own.
void compose_plain(Composer *composer, const char *text, StyleName style, const char *url);
// The same with a number before it, where that is not NULL.
void compose_titled(Composer *composer, const char *number, const char *text, StyleName style,
                    const char *url);
// Narrows the block in hand at its start side; returns what compose_region_restore takes.
typedef struct {
  double left_pt, width_pt;
} Region;
Region compose_inset(Composer *composer, double start_pt);
void compose_restore(Composer *composer, Region region);
// The direction that a block's text asks for: the language's, unless no letter of that direction is
// in it (BD-3 of FARSI.md).
Direction compose_direction(const Composer *composer, const char *text, gsize length_bytes);
// The language record for a BCP 47 code; NULL where the publication does not have it.
const Locale *compose_locale(const Composer *composer, const char *lang);
double compose_em(const Composer *composer); // of the text style
// Puts the boxes from `first` on the grid (flow_settle). Texts side by side have no grid: their
// rows stand level instead.
void compose_settle(Composer *composer, guint first, double after_pt, double share_above);
// Space above a block that is set apart; none below a heading, which stands close to what follows.
void compose_gap(Composer *composer, double space_pt);
// Parts in one line, parted by `separator`; each is a unit of its own direction, so that a number
// at the end of one and the beginning of the next do not run together. NULL and "" are left out.
void compose_parts(Composer *composer, const char *const *parts, guint count, const char *separator,
                   StyleName style, const char *url);
// The same with the language's own separator, in as many lines as are needed, each begun with a
// part: no separator ends a line.
void compose_credits(Composer *composer, const char *const *parts, guint count, StyleName style);
