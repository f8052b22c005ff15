#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "paginate/compose.h"
#include "paginate/note.h"

#define INDENT_EM 1.4

// Looks for letters of either direction; stops at the first one of `own`.
static void scan_direction(const char *text, gsize length, Direction own, gboolean *has_own,
                           gboolean *has_other) {
  for (int32_t i = 0; i < (int32_t)length && !*has_own;) {
    UChar32 c;
    U8_NEXT(text, i, (int32_t)length, c);
    if (c < 0) continue;
    UCharDirection direction = u_charDirection(c);
    gboolean rtl = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
    if (!rtl && direction != U_LEFT_TO_RIGHT) continue;
    if (rtl == (own == DIRECTION_RTL))
      *has_own = TRUE;
    else
      *has_other = TRUE;
  }
}

static Direction opposite(Direction direction) {
  return direction == DIRECTION_LTR ? DIRECTION_RTL : DIRECTION_LTR;
}

Direction compose_direction(const Composer *composer, const char *text, gsize length_bytes) {
  gboolean has_own = FALSE, has_other = FALSE;
  Direction own = composer->locale->direction;
  scan_direction(text, MIN(length_bytes, G_MAXINT32), own, &has_own, &has_other);
  return has_other && !has_own ? opposite(own) : own;
}

static Direction pieces_direction(const Composer *composer, const GArray *pieces) {
  gboolean has_own = FALSE, has_other = FALSE;
  Direction own = composer->locale->direction;
  for (guint i = 0; i < pieces->len && !has_own; i++) {
    const TextPiece *piece = &g_array_index(pieces, TextPiece, i);
    if (piece->style.footnote) continue;
    scan_direction(piece->text, MIN(piece->length_bytes, G_MAXINT32), own, &has_own, &has_other);
  }
  return has_other && !has_own ? opposite(own) : own;
}

// The publication's first language of that direction; the one in hand where there is none.
static const Locale *locale_of_direction(const Composer *composer, Direction direction) {
  const DigestJob *job = composer->shared->job;
  if (composer->locale->direction == direction) return composer->locale;
  for (guint i = 0; i < job->publication->language_count; i++)
    if (job->locales[i] && job->locales[i]->direction == direction) return job->locales[i];
  return composer->locale;
}

static TextAlign choose_align(const Composer *composer, const Setting *setting,
                              Direction direction) {
  TextAlign align = setting->align ? *setting->align : style_lookup(setting->style)->align;
  gboolean other = direction != composer->locale->direction;
  if (!other || align == TEXT_CENTER) return align;
  // In a table, a list or a headline the text keeps to the side where its neighbours begin.
  if (align == TEXT_END) return TEXT_START;
  return setting->flush || composer->flush ? TEXT_END : align;
}

#define HANDLES_LEAST 6

// Whether most words are names for machines (@name, #tag): they are not hyphenated, and few of them
// fill a line, so that such a list has even spaces and an uneven edge.
static gboolean lists_handles(const GArray *pieces) {
  guint words = 0, handles = 0;
  char before = ' ';
  for (guint i = 0; i < pieces->len; i++) {
    const TextPiece *piece = &g_array_index(pieces, TextPiece, i);
    for (gsize k = 0; k < piece->length_bytes; k++) {
      char c = piece->text[k];
      gboolean begins = !g_ascii_isspace(c) && g_ascii_isspace(before);
      words += begins;
      handles += begins && (c == '@' || c == '#');
      before = c;
    }
  }
  return handles >= HANDLES_LEAST && handles * 2 > words;
}

// Headings and code never have kashida.
static KashidaUse choose_kashida(const Composer *composer, StyleName style) {
  const KashidaUse *kashida = composer->lines.kashida;
  switch (style_lookup(style)->role) {
  case ROLE_BODY: break;
  case ROLE_VERSE: return kashida[KASHIDA_VERSE];
  default: return KASHIDA_OFF;
  }
  if (style == STYLE_NOTE) return kashida[KASHIDA_NOTE];
  return kashida[composer->bars->len > 0 ? KASHIDA_QUOTE : KASHIDA_BODY];
}

// A text that reads against its language is in the publication's language of that direction (BD-3):
// in its fonts, its hyphenation and what the file says of it.
static TextPiece *copy_pieces(const Composer *composer, const GArray *pieces,
                              const Locale *locale) {
  TextPiece *copy =
      arena_copy(composer->shared->arena, pieces->data, sizeof(TextPiece) * pieces->len);
  for (guint i = 0; i < pieces->len && locale != composer->locale; i++)
    if (g_strcmp0(copy[i].style.lang, composer->lang) == 0 && copy[i].style.role != ROLE_CODE)
      copy[i].style.lang = locale->code;
  return copy;
}

static Paragraph make_paragraph(Composer *composer, GArray *pieces, const Setting *setting) {
  const ComposeJob *shared = composer->shared;
  const Style *style = style_lookup(setting->style);
  Direction direction = setting->left_to_right   ? DIRECTION_LTR
                        : setting->own_direction ? composer->locale->direction
                                                 : pieces_direction(composer, pieces);
  const Locale *locale = locale_of_direction(composer, direction);
  TextAlign align = choose_align(composer, setting, direction);
  if (align == TEXT_JUSTIFY && lists_handles(pieces)) align = TEXT_START;
  Paragraph paragraph = {
      .pieces = copy_pieces(composer, pieces, locale),
      .piece_count = pieces->len,
      .locale = locale,
      .direction = direction,
      .align = align,
      .indent_pt = direction == composer->locale->direction ? setting->indent_pt : 0,
      .leading_pt = setting->leading_pt,
      .kashida = choose_kashida(composer, setting->style),
      .hyphenate = locale->hyphenate && align == TEXT_JUSTIFY,
      .keep_whole_line = setting->whole,
      .balanced = style->balanced && align != TEXT_JUSTIFY,
  };
  if (style->role == ROLE_BODY && !setting->whole) {
    paragraph.hanging = composer->lines.hanging;
    paragraph.glyph_scaling = composer->lines.glyph_scaling;
  }
  if (paragraph.leading_pt <= 0)
    paragraph.leading_pt = style_leading_pt(shared->measures, setting->style, locale);
  if (setting->node) paragraph.span = setting->node->span;
  return paragraph;
}

LineList compose_set(Composer *composer, GArray *pieces, const Setting *setting) {
  LineList none = {0};
  if (!pieces->len) return none;
  Paragraph paragraph = make_paragraph(composer, pieces, setting);
  double width = MAX(1, setting->width_pt > 0 ? setting->width_pt : composer->width_pt);
  const double widths[] = {width, MAX(1, width - setting->hang_pt)};
  const double insets[] = {0, setting->hang_pt};
  const LineShape shape = {widths, insets, setting->hang_pt > 0 ? 2 : 1};
  return paragraph_set(composer->shared->job->typesetter, composer->shared->arena, &paragraph,
                       &shape, composer->shared->diagnostics);
}

double compose_natural_width_pt(Composer *composer, GArray *pieces, const Setting *setting) {
  if (!pieces->len) return 0;
  Paragraph paragraph = make_paragraph(composer, pieces, setting);
  return paragraph_natural_width(composer->shared->job->typesetter, &paragraph);
}

static double leading_of(const Composer *composer, StyleName style) {
  return style_leading_pt(composer->shared->measures, style, composer->locale);
}

// Images that stood in a line of the paragraph come after it.
static void set_inline_images(Composer *composer) {
  while (composer->inline_images->len) {
    const Node *image = g_ptr_array_remove_index(composer->inline_images, 0);
    compose_image(composer, image);
  }
}

static guint count_breaks(const Node *holder) {
  guint count = 0;
  for (const Node *node = holder; node; node = node_walk(holder, node))
    count += node->kind == NODE_LINE_BREAK;
  return count;
}

// Whether a paragraph ends with a colon: what follows is not to be torn off.
static gboolean introduces(const Node *holder) {
  g_autofree char *text = node_plain_text(holder);
  return g_str_has_suffix(g_strchomp(text), ":");
}

void compose_paragraph(Composer *composer, const Node *holder, StyleName name) {
  TextStyle style = style_text(composer->shared->measures, name, composer->lang);
  g_autoptr(GArray) pieces = compose_inlines(composer, holder, &style);
  gboolean indented = composer->indent_next && !composer->spaced && name != STYLE_CREDIT;
  // Lines that the author broke are a poem or an address: they are not stretched to the measure.
  static const TextAlign start = TEXT_START;
  gboolean broken = count_breaks(holder) > 1 && style_lookup(name)->align == TEXT_JUSTIFY;
  double leading = leading_of(composer, name);
  const Setting setting = {
      .node = holder,
      .style = name,
      .align = broken ? &start : NULL,
      .indent_pt = indented && !broken ? INDENT_EM * style.size_pt : 0,
      .leading_pt = leading,
  };
  LineList lines = compose_set(composer, pieces, &setting);
  if (composer->spaced && composer->indent_next) flow_space(composer->flow, leading * 0.4);
  compose_lines(composer, &lines, holder, leading);
  if (lines.count) composer->indent_next = TRUE;
  if (introduces(holder)) flow_keep(composer->flow, COST_APART);
  if (leading != composer->grid_pt) flow_snap(composer->flow);
  set_inline_images(composer);
}

// Where a link or a bookmark finds the heading.
static const char *name_heading(Composer *composer, const Node *heading) {
  const char *name = compose_place_name(composer, heading);
  if (name && !heading->id) flow_name(composer->flow, name);
  return name;
}

static void add_bookmark(Composer *composer, const Node *heading, guint depth, const char *name,
                         const char *number) {
  g_autofree char *text = node_plain_text(heading);
  g_strstrip(text);
  if (!name || !composer->bookmark_level || !*text) return;
  Bookmark bookmark = {
      .title = arena_printf(composer->shared->arena, "%s%s%s", number ? number : "",
                            number ? " " : "", text),
      .level = composer->bookmark_level + 1 + depth,
      .destination = name,
  };
  g_array_append_val(composer->shared->bookmarks, bookmark);
}

void compose_heading(Composer *composer, const Node *heading) {
  guint depth = heading->level > composer->top_level ? heading->level - composer->top_level : 0;
  depth = MIN(depth, 3);
  StyleName name = STYLE_HEADING_1 + depth;
  TextStyle style = style_text(composer->shared->measures, name, composer->lang);
  style.node = heading;
  const char *number = compose_number(composer, heading);
  g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
  g_autoptr(GArray) words = compose_inlines(composer, heading, &style);
  compose_number_piece(composer, number, &style, pieces);
  g_array_append_vals(pieces, words->data, words->len);
  double leading = leading_of(composer, name), grid = composer->grid_pt;
  const Setting setting = {.node = heading, .style = name, .leading_pt = leading, .flush = TRUE};
  LineList lines = compose_set(composer, pieces, &setting);
  if (!lines.count) return;
  add_bookmark(composer, heading, depth, name_heading(composer, heading), number);
  guint first = composer->flow->boxes->len;
  compose_display(composer, &lines, heading, leading);
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  for (guint i = first + 1; i < composer->flow->boxes->len; i++)
    boxes[i].cost = COST_FORBIDDEN;
  flow_lead(composer->flow, first, depth < 2 ? grid * 0.9 : grid * 0.5,
            grid * (composer->spaced ? 0.25 : 0.12), composer->spaced ? 0 : grid);
  flow_keep(composer->flow, COST_FORBIDDEN);
  composer->indent_next = FALSE;
  set_inline_images(composer);
}

static void set_plain(Composer *composer, GArray *pieces, StyleName name) {
  double leading = leading_of(composer, name);
  const Setting setting = {.style = name, .leading_pt = leading, .flush = TRUE};
  LineList lines = compose_set(composer, pieces, &setting);
  gboolean heading = name == STYLE_TITLE || name == STYLE_CONTENTS_TITLE;
  const Division *before =
      compose_divide(composer, heading ? DIVISION_HEADING : DIVISION_PARAGRAPH);
  if (heading)
    compose_display(composer, &lines, NULL, leading);
  else
    compose_lines(composer, &lines, NULL, leading);
  composer->division = before;
}

// The parts that are there, each isolated from what stands beside it.
static GArray *join_parts(Composer *composer, const char *const *parts, guint count,
                          const char *separator, const TextStyle *style) {
  GArray *pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
  for (guint i = 0; i < count; i++) {
    if (!parts[i] || !*parts[i]) continue;
    g_autoptr(GArray) between = compose_text(composer, separator, style);
    g_autoptr(GArray) part = compose_text(composer, parts[i], style);
    for (guint k = 0; k < part->len; k++)
      g_array_index(part, TextPiece, k).isolate = TRUE;
    if (pieces->len) g_array_append_vals(pieces, between->data, between->len);
    g_array_append_vals(pieces, part->data, part->len);
  }
  return pieces;
}

void compose_parts(Composer *composer, const char *const *parts, guint count, const char *separator,
                   StyleName name, const char *url) {
  TextStyle style = style_text(composer->shared->measures, name, composer->lang);
  style.url = url;
  g_autoptr(GArray) pieces = join_parts(composer, parts, count, separator, &style);
  set_plain(composer, pieces, name);
}

void compose_credits(Composer *composer, const char *const *parts, guint count, StyleName name) {
  const char *separator = composer->locale->part_separator;
  TextStyle style = style_text(composer->shared->measures, name, composer->lang);
  const Setting setting = {.style = name, .flush = TRUE};
  for (guint first = 0, end; first < count; first = end) {
    for (end = first + 1; end < count; end++) {
      g_autoptr(GArray) wider =
          join_parts(composer, parts + first, end + 1 - first, separator, &style);
      if (compose_natural_width_pt(composer, wider, &setting) > composer->width_pt) break;
    }
    compose_parts(composer, parts + first, end - first, separator, name, NULL);
  }
}

void compose_titled(Composer *composer, const char *number, const char *text, StyleName name,
                    const char *url) {
  if (!text || !*text) return;
  TextStyle style = style_text(composer->shared->measures, name, composer->lang);
  style.url = url;
  g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
  g_autoptr(GArray) words = compose_text(composer, text, &style);
  compose_number_piece(composer, number, &style, pieces);
  g_array_append_vals(pieces, words->data, words->len);
  set_plain(composer, pieces, name);
}

void compose_plain(Composer *composer, const char *text, StyleName name, const char *url) {
  compose_titled(composer, NULL, text, name, url);
}
