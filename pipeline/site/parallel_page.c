// The page that shows a post in two languages, block beside block.
#include "site/entry_view.h"
#include "site/parallel.h"
#include "site/parts.h"

typedef struct {
  const SiteEntry *entry;
  const Page *page; // in the side's language
  LinkContext link;
  HtmlContext context;
} Side;

static void side_open(Side *side, Page *page, const SiteEntry *entry) {
  side->entry = entry;
  side->page = page_in_language(page, entry->language);
  side->link = side->page->link;
  side->link.post = entry->post;
  side->context = link_html_context(&side->link, entry->language, HTML_SITE);
  side->context.ids = html_ids_new(page->arena, entry->post->body);
  const char *code = page->plan->publication->languages[entry->language];
  side->context.id_prefix = arena_printf(page->arena, "%s-", code);
}

static void set_language(Value *value, const Side *side) {
  value_set_string(value, "lang", side->page->plan->publication->languages[side->entry->language]);
  value_set_string(value, "dir", side->page->locale->direction == DIRECTION_RTL ? "rtl" : "ltr");
}

static gint item_number(const Node *item) {
  gint number = item->parent->list.start;
  for (const Node *node = item->previous; node; node = node->previous)
    number++;
  return number;
}

static void open_list(const Node *unit, const HtmlContext *context, GString *out) {
  if (unit->kind == NODE_FOOTNOTE) {
    g_string_append_printf(out, "<ol class=\"notes\" start=\"%u\"", MAX(1, unit->number));
  } else {
    gboolean ordered = unit->parent->list.ordered;
    g_string_append(out, ordered ? "<ol" : "<ul");
    if (ordered) g_string_append_printf(out, " start=\"%d\"", item_number(unit));
    if (unit->parent->lang) html_write_language(unit->parent->lang, context, out);
  }
  g_string_append(out, ">\n");
}

// Items of one list, and notes, stand in one list again; it goes on counting where the row before
// left off. Everything else is written as a block that stands alone.
static guint write_run(const ParallelSide *units, guint from, const HtmlContext *context,
                       GString *out) {
  const Node *first = units->units[from];
  if (first->kind != NODE_ITEM && first->kind != NODE_FOOTNOTE) {
    html_write_block(first, context, out);
    return from + 1;
  }
  guint quotes = 0, next = from;
  for (const Node *node = first->parent; node; node = node->parent)
    if (node->kind == NODE_QUOTE) quotes++;
  for (guint i = 0; i < quotes; i++)
    g_string_append(out, "<blockquote>\n");
  open_list(first, context, out);
  for (; next < units->count; next++) {
    const Node *unit = units->units[next];
    if (unit->kind != first->kind || unit->parent != first->parent) break;
    html_write_node(unit, context, out);
  }
  gboolean ordered = first->kind == NODE_FOOTNOTE || first->parent->list.ordered;
  g_string_append(out, ordered ? "</ol>\n" : "</ul>\n");
  for (guint i = 0; i < quotes; i++)
    g_string_append(out, "</blockquote>\n");
  return next;
}

// The side's part of a row as HTML; NULL for a hole. Raw HTML that is not let through can leave
// nothing at all of a block.
static GString *write_side(const Side *side, const ParallelSide *units) {
  GString *html = g_string_new(NULL);
  for (guint i = 0; i < units->count;)
    i = write_run(units, i, &side->context, html);
  if (html->str[strspn(html->str, " \t\r\n")]) return html;
  g_string_free(html, TRUE);
  return NULL;
}

static void add_side(Page *page, Value *list, const Side *side, GString *html) {
  Value *value = value_append_map(list);
  set_language(value, side);
  if (html) {
    value_set(value, "html", value_take_html(page->arena, html));
    return;
  }
  const char *name = page_language_name(side->page, side->entry->language);
  const char *text =
      locale_message(page->arena, side->page->locale, "site.hole", "language", name, NULL);
  value_set_html(value, "hole", page_phrase(side->page, text));
}

static void add_row(Page *page, Value *list, const Side *sides, const ParallelRow *row) {
  GString *own = write_side(&sides[0], &row->sides[0]);
  GString *other = write_side(&sides[1], &row->sides[1]);
  if (!own && !other) return;
  Value *cells = value_set_list(value_append_map(list), "sides");
  add_side(page, cells, &sides[0], own);
  add_side(page, cells, &sides[1], other);
}

static void add_heads(Page *page, const Side *sides) {
  Value *heads = value_set_list(page->root, "heads");
  for (guint i = 0; i < 2; i++) {
    Value *value = value_append_map(heads);
    set_language(value, &sides[i]);
    value_set(value, "post", entry_view_whole(sides[i].page, sides[i].entry));
  }
}

static void set_texts(Page *page, const SiteEntry *own, const SiteEntry *there) {
  const char *name = page_language_name(page, there->language);
  const char *label =
      locale_message(page->arena, page->locale, "site.side_by_side_with", "language", name, NULL);
  const char *title = own->post->title ? own->post->title : own->post->id;
  page_set_title(page, arena_printf(page->arena, "%s — %s", title, label));
  value_set_html(page->root, "label", page_phrase(page, label));
  value_set_string(page->root, "up_href", page_href(page, own->path));
  value_set_html(page->root, "up_label", page_phrase(page, title));
  page_set_description(page, entry_excerpt(page->arena, own->post));
}

void parallel_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                   DiagnosticList *diagnostics) {
  guint pair_at = index / plan->language_count, other = index % plan->language_count;
  const SiteEntry *own = plan->entries[pair_at * plan->language_count + language];
  const SiteEntry *there = plan->entries[index];
  g_autoptr(Page) page =
      page_new(plan, language, own->parallel_paths[other], "parallel", diagnostics);
  set_texts(page, own, there);
  const char **paths = ARENA_ARRAY(page->arena, const char *, plan->language_count);
  paths[other] = there->parallel_paths[language];
  page_set_switch(page, paths, SWITCH_NEAR, NULL);
  Side sides[2];
  side_open(&sides[0], page, own);
  side_open(&sides[1], page, there);
  add_heads(page, sides);
  Value *list = value_set_list(page->root, "rows");
  g_autoptr(GArray) rows = parallel_rows(page->arena, own->pair, language, other);
  for (guint i = 0; i < rows->len; i++)
    add_row(page, list, sides, &g_array_index(rows, ParallelRow, i));
  page_write(page, "parallel", out);
}
