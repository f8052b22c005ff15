#include "print/image_set.h"

#include <string.h>

#include "typeset/line.h"

#define FRAME_PT    0.25 // hairline
#define PADDING_PT  6.0
#define ALT_SIZE_PT 9.0
#define LEADING_PT  13.0

struct ImageSet {
  Arena *arena;
  GHashTable *files; // key_of() -> ImageFile, or NULL where it can't be painted
  gboolean broken;   // at least one can't
};

static void free_file(gpointer file) {
  image_file_free(file);
}

// One file may stand in colour here and in black there.
static char *key_of(const PlacedImage *image) {
  return g_strconcat(image->grey ? "grey:" : "full:", image->path, NULL);
}

static void open_image(ImageSet *set, const PlacedImage *image, const ColourIntent *intent,
                       DiagnosticList *diagnostics) {
  PictureFault fault = {0};
  gpointer known;
  g_autofree char *key = key_of(image);
  if (g_hash_table_lookup_extended(set->files, key, NULL, &known) && known) return;
  ImageFile *file = image_file_open(image->path, intent, &fault);
  if (file && image->grey) image_file_grey(file);
  g_hash_table_insert(set->files, g_steal_pointer(&key), file);
  g_autofree char *name = g_path_get_basename(image->path);
  if (file && image_file_remark(file))
    diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_COLOUR, image->span, name,
                   image_file_remark(file));
  if (file) return;
  Diagnostic *entry =
      diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_NOT_SET, image->span, name, fault.reason);
  if (fault.hint) diagnostic_hint(diagnostics, entry, "%s", fault.hint);
  set->broken = TRUE;
}

ImageSet *image_set_new(const Document *document, guint page_count, const ColourIntent *intent,
                        DiagnosticList *diagnostics) {
  ImageSet *set = g_new0(ImageSet, 1);
  set->arena = arena_new();
  set->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_file);
  for (guint p = 0; p < MIN(page_count, document->page_count); p++)
    for (guint i = 0; i < document->pages[p].count; i++)
      if (document->pages[p].items[i].kind == PLACED_IMAGE)
        open_image(set, document->pages[p].items[i].image, intent, diagnostics);
  return set;
}

void image_set_free(ImageSet *set) {
  if (!set) return;
  g_hash_table_unref(set->files);
  arena_free(set->arena);
  g_free(set);
}

void image_set_flatten(ImageSet *set) {
  GHashTableIter iter;
  gpointer file;
  g_hash_table_iter_init(&iter, set->files);
  while (g_hash_table_iter_next(&iter, NULL, &file))
    if (file) image_file_flatten(file);
}

const ImageFile *image_set_lookup(ImageSet *set, const PlacedImage *image) {
  g_autofree char *key = key_of(image);
  return g_hash_table_lookup(set->files, key);
}

static void add_frame(GArray *items, const Placed *image) {
  double x = image->x_pt, y = image->y_pt, w = image->width_pt, h = image->height_pt;
  const double sides[4][4] = {{x, y, w, FRAME_PT},
                              {x, y + h - FRAME_PT, w, FRAME_PT},
                              {x, y, FRAME_PT, h},
                              {x + w - FRAME_PT, y, FRAME_PT, h}};
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    Placed side = {.kind = PLACED_RULE, .part = PART_ARTIFACT, .ink = INK_MUTED, .tint = 1};
    side.x_pt = sides[i][0];
    side.y_pt = sides[i][1];
    side.width_pt = sides[i][2];
    side.height_pt = sides[i][3];
    g_array_append_val(items, side);
  }
}

// As many lines of the alternative text as the frame has room for, and at least one.
static void add_alt(ImageSet *set, Typesetter *typesetter, GArray *items, const Placed *image) {
  const char *alt = image->image->alt;
  const char *lang = image->lang ? image->lang : "en";
  Locale *locale = locale_load(set->arena, NULL, lang, image->image->span, NULL);
  double width = image->width_pt - 2 * PADDING_PT;
  if (!alt || !*alt || !locale || width < 2 * ALT_SIZE_PT) return;
  TextPiece piece = {.text = alt, .length_bytes = strlen(alt)};
  piece.style = (TextStyle){.size_pt = ALT_SIZE_PT, .ink = INK_MUTED, .lang = lang};
  piece.style.node = image->node;
  Paragraph *paragraph = ARENA_NEW(set->arena, Paragraph);
  *paragraph = (Paragraph){.pieces = arena_copy(set->arena, &piece, sizeof piece),
                           .piece_count = 1,
                           .locale = locale,
                           .direction = locale->direction,
                           .align = TEXT_START,
                           .leading_pt = LEADING_PT,
                           .span = image->image->span};
  LineShape shape = {.widths_pt = &width, .count = 1};
  LineList list = paragraph_set(typesetter, set->arena, paragraph, &shape, NULL);
  guint room = (guint)MAX(1, (image->height_pt - 2 * PADDING_PT) / LEADING_PT);
  for (guint i = 0; i < MIN(list.count, room); i++) {
    Placed line = *image;
    line.kind = PLACED_LINE;
    line.x_pt += PADDING_PT;
    line.y_pt += PADDING_PT + ALT_SIZE_PT + i * LEADING_PT;
    line.line = &list.lines[i];
    g_array_append_val(items, line);
  }
}

static void mend_page(ImageSet *set, Typesetter *typesetter, Page *page) {
  GArray *items = g_array_new(FALSE, FALSE, sizeof(Placed));
  for (guint i = 0; i < page->count; i++) {
    const Placed *item = &page->items[i];
    if (item->kind == PLACED_IMAGE && !image_set_lookup(set, item->image)) {
      add_frame(items, item);
      add_alt(set, typesetter, items, item);
    } else {
      g_array_append_val(items, *item);
    }
  }
  page->count = items->len;
  page->items = arena_copy(set->arena, items->data, sizeof(Placed) * items->len);
  g_array_unref(items);
}

const Document *image_set_mend(ImageSet *set, const Document *document) {
  if (!set->broken || !document->fonts) return document;
  g_autoptr(Typesetter) typesetter = typesetter_new(document->fonts);
  Document *mended = arena_copy(set->arena, document, sizeof *document);
  mended->pages = arena_copy(set->arena, document->pages, sizeof(Page) * document->page_count);
  for (guint p = 0; p < document->page_count; p++)
    mend_page(set, typesetter, &mended->pages[p]);
  return mended;
}
