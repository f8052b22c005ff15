#include "print/tag_tree.h"

#include <string.h>

#include "print/content.h"
#include "print/tag_tree_parts.h"

#define MARGIN_SHARE 0.15 // of the page: above and below stands no text

Element *element_new(TagTree *tree, Element *parent, const char *type, const char *lang) {
  Element *element = ARENA_NEW(tree->arena, Element);
  element->type = type;
  element->parent = parent;
  element->known_lang = parent ? parent->known_lang : tree->document->lang;
  if (lang && g_strcmp0(lang, element->known_lang) != 0) element->lang = element->known_lang = lang;
  element->number = tree->elements->len;
  g_ptr_array_add(tree->elements, element);
  if (parent) element_add_kid(tree, parent, KID_ELEMENT)->element = element;
  return element;
}

Kid *element_add_kid(TagTree *tree, Element *element, KidKind kind) {
  Kid *kid = ARENA_NEW(tree->arena, Kid);
  kid->kind = kind;
  if (element->last_kid)
    element->last_kid->next = kid;
  else
    element->first_kid = kid;
  element->last_kid = kid;
  return kid;
}

guint tag_tree_mark(TagTree *tree, Element *element, guint page) {
  GPtrArray *owners = tree->pages[page].owners;
  Kid *kid = element_add_kid(tree, element, KID_MARK);
  kid->page = page;
  kid->index = owners->len;
  g_ptr_array_add(owners, element);
  return kid->index;
}

void tag_tree_add_annotation(TagTree *tree, Element *link, guint page, guint number) {
  Kid *kid = element_add_kid(tree, link, KID_ANNOTATION);
  kid->page = page;
  kid->index = number;
}

static void append_text(const Element *element, GString *out) {
  if (element->text) g_string_append_len(out, element->text->str, (gssize)element->text->len);
  for (const Kid *kid = element->first_kid; kid; kid = kid->next)
    if (kid->kind == KID_ELEMENT) append_text(kid->element, out);
}

char *element_text(const Element *element) {
  GString *out = g_string_new(NULL);
  append_text(element, out);
  return g_string_free(out, FALSE);
}

// An image's rectangle, from the page's lower left corner.
static const char *layout_attributes(TagTree *tree, const Placed *placed, guint page) {
  double bottom = tree->document->pages[page].height_pt - placed->y_pt - placed->height_pt;
  GString *out = g_string_new("<< /O /Layout /Placement /Block /BBox [");
  content_append_number(out, placed->x_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, bottom);
  g_string_append_c(out, ' ');
  content_append_number(out, placed->x_pt + placed->width_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, bottom + placed->height_pt);
  g_string_append(out, "] >>");
  return arena_take_string(tree->arena, out);
}

static void add_image(TagTree *tree, Element *block, guint page, guint item) {
  const Placed *placed = &tree->document->pages[page].items[item];
  block->alt = placed->image->alt;
  block->attributes = layout_attributes(tree, placed, page);
  tree->pages[page].items[item].tag = tag_tree_mark(tree, block, page);
}

typedef struct {
  guint order, page, item;
} Entry;

static int compare_entries(const void *a, const void *b) {
  const Entry *left = a, *right = b;
  if (left->order != right->order) return left->order < right->order ? -1 : 1;
  if (left->page != right->page) return left->page < right->page ? -1 : 1;
  return left->item < right->item ? -1 : left->item > right->item;
}

static gboolean is_tagged(const Placed *placed) {
  if (placed->part == PART_ARTIFACT) return FALSE;
  return placed->kind == PLACED_LINE ? placed->line != NULL
                                     : placed->kind == PLACED_IMAGE && placed->image;
}

// What stands in the margins: ISO 32000-1, 14.8.2.2.2, knows heads and feet of pages.
static guint running_tag(const Page *page, const Placed *placed) {
  double from_top = placed->y_pt / page->height_pt;
  return from_top < MARGIN_SHARE       ? TAG_HEADER
         : from_top > 1 - MARGIN_SHARE ? TAG_FOOTER
                                       : TAG_RUNNING;
}

// All that is text, in reading order; the rest is an artifact.
static GArray *reading_order(TagTree *tree) {
  const Document *document = tree->document;
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  for (guint p = 0; p < document->page_count; p++) {
    const Page *page = &document->pages[p];
    tree->pages[p].items = ARENA_ARRAY(tree->arena, ItemTag, page->count);
    tree->pages[p].owners = g_ptr_array_new();
    for (guint i = 0; i < page->count; i++) {
      const Placed *placed = &page->items[i];
      gboolean running = placed->kind == PLACED_LINE && !placed->node;
      tree->pages[p].items[i].tag = running ? running_tag(page, placed) : TAG_ARTIFACT;
      const Entry entry = {placed->order, p, i};
      if (is_tagged(placed)) g_array_append_val(entries, entry);
    }
  }
  g_array_sort(entries, compare_entries);
  return entries;
}

// What a stretch of text becomes: nothing of its own where its codes say it one after the other;
// its parent, where it is all that this has; a Span otherwise.
static void settle_stretch(Element *stretch) {
  Element *parent = stretch->parent;
  gboolean differs = !stretch->codes || strcmp(stretch->codes->str, stretch->text->str) != 0;
  if (!stretch->first_kid || (!differs && !stretch->lang)) return;
  gboolean alone = parent->first_kid == parent->last_kid && !stretch->lang && !parent->url;
  if (!alone) stretch->type = "Span";
  if (differs) (alone ? parent : stretch)->actual_text = stretch->text->str;
}

TagTree *tag_tree_new(const Document *document, const Encoding *encoding) {
  TagTree *tree = g_new0(TagTree, 1);
  tree->arena = arena_new();
  tree->document = document;
  tree->encoding = encoding;
  tree->elements = g_ptr_array_new();
  tree->known = g_hash_table_new(NULL, NULL);
  tree->pages = g_new0(PageTags, document->page_count + 1);
  tree->last_lines = ARENA_ARRAY(tree->arena, LastLine, document->page_count);
  tree->root = element_new(tree, NULL, "Document", NULL);
  g_autoptr(GArray) entries = reading_order(tree);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = &g_array_index(entries, Entry, i);
    const Placed *placed = &document->pages[entry->page].items[entry->item];
    Element *block = tag_tree_block(tree, placed);
    if (placed->kind == PLACED_IMAGE)
      add_image(tree, block, entry->page, entry->item);
    else
      tag_tree_line(tree, block, entry->page, entry->item);
  }
  for (guint i = 0; i < tree->elements->len; i++) {
    Element *element = tree->elements->pdata[i];
    if (element->text) settle_stretch(element);
  }
  tag_tree_number_lists(tree);
  return tree;
}

void tag_tree_free(TagTree *tree) {
  if (!tree) return;
  for (guint i = 0; i < tree->document->page_count; i++)
    g_ptr_array_unref(tree->pages[i].owners);
  for (guint i = 0; i < tree->elements->len; i++) {
    Element *element = tree->elements->pdata[i];
    if (element->text) g_string_free(element->text, TRUE);
    if (element->codes) g_string_free(element->codes, TRUE);
  }
  g_ptr_array_unref(tree->elements);
  g_hash_table_unref(tree->known);
  g_free(tree->pages);
  arena_free(tree->arena);
  g_free(tree);
}
