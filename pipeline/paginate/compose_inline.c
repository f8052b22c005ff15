#include <string.h>

#include "locale/token.h"
#include "paginate/compose.h"
#include "paginate/image.h"
#include "paginate/note.h"

#define DEPTH_MOST 100
#define CODE_SHARE 0.9  // of the size around it
#define MARK_SHARE 0.68 // a footnote's mark
#define MARK_RISE  0.36

typedef struct {
  Composer *composer;
  GArray *pieces;
  guint depth;
} Collector;

static gboolean is_override(const char *at) {
  return at[0] == '\xE2' && at[1] == '\x80' && at[2] >= '\xAA' && at[2] <= '\xAE';
}

// A line feed in a text is no break: only NODE_LINE_BREAK is. U+202A–202E, which check forbids and
// the typesetter passes over, shall not lie in wait in the text of a PDF either (BD-17).
static const char *settable_text(Arena *arena, const char *text) {
  const char *override = strstr(text, "\xE2\x80");
  while (override && !is_override(override))
    override = strstr(override + 1, "\xE2\x80");
  if (!override && !strpbrk(text, "\n\r")) return text;
  char *copy = arena_strdup(arena, text), *to = copy;
  for (const char *at = copy; *at; at++) {
    if (is_override(at))
      at += 2;
    else
      *to++ = *at == '\n' || *at == '\r' ? ' ' : *at;
  }
  *to = '\0';
  return copy;
}

static void add_piece(Collector *collector, const char *text, const TextStyle *style,
                      gboolean isolate) {
  if (!text || !*text) return;
  TextPiece piece = {
      .text = text, .length_bytes = strlen(text), .style = *style, .isolate = isolate};
  g_array_append_val(collector->pieces, piece);
}

static void collect_children(Collector *collector, const Node *node, const TextStyle *style);

// A place in the same article, as a target; NULL where there is none.
static const char *place_target(Composer *composer, const Node *link, const Node **place) {
  *place = link->url && link->url[0] == '#' && composer->post
               ? outline_lookup(compose_outline(composer), link->url + 1)
               : NULL;
  if (!*place || !composer->anchor) return NULL;
  Arena *arena = composer->shared->arena;
  if ((*place)->kind == NODE_FOOTNOTE)
    return arena_printf(arena, "#%s", note_name(composer, (*place)->number));
  if ((*place)->kind != NODE_HEADING && !(*place)->id) return NULL;
  return arena_printf(arena, "#%s", compose_place_name(composer, *place));
}

// A link without words names the section that it leads to: by its number, else by its title.
static void collect_reference(Collector *collector, const Node *place, const TextStyle *style) {
  Arena *arena = collector->composer->shared->arena;
  const Node *section = outline_section(place);
  if (!section) return;
  const char *number = compose_number(collector->composer, section);
  if (number) {
    add_piece(collector, number, style, TRUE);
    return;
  }
  g_autofree char *title = node_plain_text(section);
  add_piece(collector, settable_text(arena, arena_strdup(arena, title)), style, FALSE);
}

static void collect_link(Collector *collector, const Node *link, TextStyle style) {
  const ComposeJob *shared = collector->composer->shared;
  const Node *place;
  style.url = place_target(collector->composer, link, &place);
  if (!style.url)
    style.url = link_table_target(shared->arena, shared->links, collector->composer->post, link);
  if (style.url && style.ink == INK_TEXT) style.ink = INK_ACCENT;
  if (!link->first_child) collect_reference(collector, place, &style);
  collect_children(collector, link, &style);
}

static void collect_mark(Collector *collector, const Node *node, TextStyle style) {
  const Composer *composer = collector->composer;
  style.footnote = node->number;
  style.rise_pt += style.size_pt * MARK_RISE;
  style.size_pt *= MARK_SHARE;
  style.italic = FALSE;
  style.lang = composer->locale->code;
  if (composer->anchor)
    style.url = arena_printf(composer->shared->arena, "#%s", note_name(composer, node->number));
  add_piece(collector, locale_integer(composer->shared->arena, composer->locale, node->number),
            &style, FALSE);
}

// An image in a line of text stands below its paragraph; one that cannot be set leaves its
// alternative text in its place.
static void collect_image(Collector *collector, const Node *image, TextStyle style) {
  Composer *composer = collector->composer;
  const ComposeJob *shared = composer->shared;
  const PlacedImage *found = composer->post
                                 ? image_open(shared->arena, shared->job->publication,
                                              composer->post, image->url, "", image->span, NULL)
                                 : NULL;
  if (found) {
    g_ptr_array_add(composer->inline_images, (gpointer)image);
    return;
  }
  if (composer->post)
    image_open(shared->arena, shared->job->publication, composer->post, image->url, "", image->span,
               shared->diagnostics);
  style.ink = INK_MUTED;
  collect_children(collector, image, &style);
}

static void collect_html(Collector *collector, const Node *tag, const TextStyle *style) {
  if (tag->text && g_ascii_strncasecmp(tag->text, "<br", 3) == 0)
    add_piece(collector, "\n", style, FALSE);
}

static void collect_node(Collector *collector, const Node *node, TextStyle style) {
  Arena *arena = collector->composer->shared->arena;
  style.node = node;
  switch (node->kind) {
  case NODE_TEXT: add_piece(collector, settable_text(arena, node->text), &style, FALSE); break;
  case NODE_SOFT_BREAK: add_piece(collector, " ", &style, FALSE); break;
  case NODE_LINE_BREAK: add_piece(collector, "\n", &style, FALSE); break;
  case NODE_CODE:
    style.role = ROLE_CODE;
    style.size_pt *= CODE_SHARE;
    add_piece(collector, settable_text(arena, node->text), &style, TRUE);
    break;
  case NODE_HTML_INLINE: collect_html(collector, node, &style); break;
  case NODE_EMPHASIS:
    style.italic = TRUE;
    collect_children(collector, node, &style);
    break;
  case NODE_STRONG:
    style.weight = WEIGHT_BOLD;
    collect_children(collector, node, &style);
    break;
  case NODE_LINK: collect_link(collector, node, style); break;
  case NODE_IMAGE: collect_image(collector, node, style); break;
  case NODE_FOOTNOTE_REF: collect_mark(collector, node, style); break;
  default: collect_children(collector, node, &style); break;
  }
}

// Letters of both directions in the pieces from `first` on.
static gboolean is_mixed(const GArray *pieces, guint first) {
  guint letters = 0;
  for (guint i = first; i < pieces->len; i++) {
    const TextPiece *piece = &g_array_index(pieces, TextPiece, i);
    letters |= token_letters(piece->text, piece->length_bytes);
  }
  return letters == (TOKEN_HAS_LTR | TOKEN_HAS_RTL);
}

// A span of another language is a unit of its own direction: its pieces are isolated, as a whole
// where their order needs it (BD-18). The scanner of tokens sees to the others.
static void collect_span(Collector *collector, const Node *span, TextStyle style) {
  guint first = collector->pieces->len;
  style.lang = span->lang;
  collect_children(collector, span, &style);
  if (collector->pieces->len == first + 1)
    g_array_index(collector->pieces, TextPiece, first).isolate = TRUE;
  if (collector->pieces->len > first + 1 && is_mixed(collector->pieces, first)) {
    g_array_index(collector->pieces, TextPiece, first).style.enters++;
    g_array_index(collector->pieces, TextPiece, collector->pieces->len - 1).style.leaves++;
  }
}

static void collect_children(Collector *collector, const Node *node, const TextStyle *style) {
  if (collector->depth >= DEPTH_MOST) {
    char *text = node_plain_text(node);
    add_piece(collector, settable_text(collector->composer->shared->arena, text), style, FALSE);
    arena_own(collector->composer->shared->arena, text, g_free);
    return;
  }
  collector->depth++;
  for (const Node *child = node->first_child; child; child = child->next) {
    if (child->kind == NODE_SPAN && child->lang)
      collect_span(collector, child, *style);
    else
      collect_node(collector, child, *style);
  }
  collector->depth--;
}

GArray *compose_inlines(Composer *composer, const Node *holder, const TextStyle *base) {
  Collector collector = {composer, g_array_new(FALSE, FALSE, sizeof(TextPiece)), 0};
  TextStyle style = *base;
  style.node = holder;
  collect_children(&collector, holder, &style);
  return collector.pieces;
}

GArray *compose_text(Composer *composer, const char *text, const TextStyle *base) {
  Collector collector = {composer, g_array_new(FALSE, FALSE, sizeof(TextPiece)), 0};
  add_piece(&collector, settable_text(composer->shared->arena, text), base, FALSE);
  return collector.pieces;
}
