// The slug: name, date and page in all plates, and on each plate the name of its ink.
#include <string.h>

#include "print/press.h"

#define SIZE_PT    6.0
#define LEADING_PT 8.0
#define INDENT_PT  (8 * PT_PER_MM) // from the trim's side, clear of the crop marks
#define NAMES_PT   (4 * PT_PER_MM) // baseline below the bleed
#define LINE_PT    (7 * PT_PER_MM)
#define GAP_PT     6.0

static gboolean add_text(const Press *press, Typesetter *typesetter, Arena *arena, GArray *items,
                         const char *lang, const char *text, Ink ink, double x_pt, double y_pt,
                         double width_pt, double *end_pt) {
  Locale *locale = locale_load(arena, NULL, lang, press->settings.span, NULL);
  if (!locale) return FALSE;
  TextPiece piece = {.text = text, .length_bytes = strlen(text)};
  piece.style = (TextStyle){.size_pt = SIZE_PT, .ink = ink, .lang = lang};
  Paragraph *paragraph = ARENA_NEW(arena, Paragraph);
  *paragraph = (Paragraph){.pieces = arena_copy(arena, &piece, sizeof piece),
                           .piece_count = 1,
                           .locale = locale,
                           .direction = locale->direction,
                           .align = TEXT_START,
                           .leading_pt = LEADING_PT,
                           .span = press->settings.span};
  LineShape shape = {.widths_pt = &width_pt, .count = 1};
  LineList list = paragraph_set(typesetter, arena, paragraph, &shape, NULL);
  if (list.count == 0) return FALSE;
  Placed line = {
      .kind = PLACED_LINE, .part = PART_ARTIFACT, .lang = lang, .ink = INK_MARK_ALL, .tint = 1};
  line.x_pt = x_pt;
  line.y_pt = y_pt;
  line.width_pt = width_pt;
  line.line = &list.lines[0];
  g_array_append_val(items, line);
  *end_pt = x_pt + line.line->x_pt + line.line->width_pt;
  return TRUE;
}

static void add_plate_names(const Press *press, Typesetter *typesetter, Arena *arena, GArray *items,
                            const Page *page) {
  static const struct {
    const char *name;
    Ink ink;
  } plates[] = {{"Cyan", INK_MARK_CYAN},
                {"Magenta", INK_MARK_MAGENTA},
                {"Yellow", INK_MARK_YELLOW},
                {"Black", INK_MARK_BLACK}};
  double x = INDENT_PT, y = page->height_pt + press->bleed_pt + NAMES_PT;
  for (guint i = 0; i < G_N_ELEMENTS(plates); i++)
    if (add_text(press, typesetter, arena, items, "en", plates[i].name, plates[i].ink, x, y,
                 page->width_pt / 2, &x))
      x += GAP_PT;
  if (press->settings.spot_accent)
    add_text(press, typesetter, arena, items, "en", press->settings.spot_accent, INK_MARK_SPOT, x,
             y, page->width_pt / 2, &x);
}

static void add_slug(const Press *press, Typesetter *typesetter, Arena *arena, GArray *items,
                     const Document *document, guint page_index) {
  const Page *page = &document->pages[page_index];
  const char *lang = document->lang ? document->lang : "en";
  char day[16] = "";
  if (civil_date_is_set(document->date)) civil_date_format(document->date, day);
  const char *text = arena_printf(arena, "%s%s%s · %u/%u", document->title ? document->title : "",
                                  *day ? " · " : "", day, page_index + 1, document->page_count);
  double end;
  // What is in the language of the edition is on the plate that changes with it.
  Ink ink = document->co_edition ? INK_TEXT : INK_MARK_ALL;
  add_text(press, typesetter, arena, items, lang, text, ink, INDENT_PT,
           page->height_pt + press->bleed_pt + LINE_PT, page->width_pt - 2 * INDENT_PT, &end);
}

const Document *press_add_slug(const Press *press, Arena *arena, const Document *document) {
  if (!press->settings.marks || !document->fonts) return document;
  g_autoptr(Typesetter) typesetter = typesetter_new(document->fonts);
  Document *out = arena_copy(arena, document, sizeof *document);
  out->pages = arena_copy(arena, document->pages, sizeof(Page) * document->page_count);
  for (guint p = 0; p < document->page_count; p++) {
    Page *page = &out->pages[p];
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
    g_array_append_vals(items, page->items, page->count);
    add_plate_names(press, typesetter, arena, items, page);
    add_slug(press, typesetter, arena, items, document, p);
    page->count = items->len;
    page->items = arena_copy(arena, items->data, sizeof(Placed) * items->len);
  }
  return out;
}
