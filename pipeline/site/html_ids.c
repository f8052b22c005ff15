// Names of places inside a document (HT-2).
#include "model/outline.h"
#include "site/html_parts.h"

struct HtmlIds {
  const Outline *outline;
  GHashTable *marks;    // const Node * of a note's mark or a term of the index -> char *
  GHashTable *refs;     // number of a note -> how many marks it has
  GHashTable *ordinals; // const Node * of a mark -> which of them it is, from 1
};

static void ids_free(gpointer data) {
  HtmlIds *ids = data;
  g_hash_table_unref(ids->marks);
  g_hash_table_unref(ids->refs);
  g_hash_table_unref(ids->ordinals);
}

static void add_mark(HtmlIds *ids, const Node *node) {
  gpointer key = GUINT_TO_POINTER(node->number);
  guint ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(ids->refs, key)) + 1;
  g_hash_table_insert(ids->refs, key, GUINT_TO_POINTER(ordinal));
  g_hash_table_insert(ids->ordinals, (gpointer)node, GUINT_TO_POINTER(ordinal));
  g_hash_table_insert(ids->marks, (gpointer)node,
                      ordinal == 1 ? g_strdup_printf("fnref-%u", node->number)
                                   : g_strdup_printf("fnref-%u-%u", node->number, ordinal));
}

// Counted in the order of the text, as index_page.c does.
static void add_term(HtmlIds *ids, const Node *node, guint number) {
  g_hash_table_insert(ids->marks, (gpointer)node, g_strdup_printf(HTML_TERM_ID, number));
}

HtmlIds *html_ids_new(Arena *arena, const Node *document) {
  HtmlIds *ids = ARENA_NEW(arena, HtmlIds);
  ids->outline = outline_new(arena, document);
  ids->marks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  ids->refs = g_hash_table_new(NULL, NULL);
  ids->ordinals = g_hash_table_new(NULL, NULL);
  arena_own(arena, ids, ids_free);
  guint terms = 0;
  for (const Node *node = document; node; node = node_walk(document, node)) {
    if (node->kind == NODE_FOOTNOTE_REF) add_mark(ids, node);
    if (node->index_term) add_term(ids, node, ++terms);
  }
  return ids;
}

const char *html_ids_lookup(const HtmlIds *ids, const Node *node) {
  if (!ids) return NULL;
  const char *mark = g_hash_table_lookup(ids->marks, node);
  return mark ? mark : outline_name(ids->outline, node);
}

guint html_ids_ref_count(const HtmlIds *ids, guint note_number) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(ids->refs, GUINT_TO_POINTER(note_number)));
}

guint html_ids_ref_ordinal(const HtmlIds *ids, const Node *ref) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(ids->ordinals, ref));
}

char *writer_id(const Writer *writer, const Node *node) {
  if (writer->context->mode != HTML_SITE || writer->title) return NULL;
  const char *id = html_ids_lookup(writer->ids, node);
  const char *prefix = writer->context->id_prefix;
  return id ? g_strconcat(prefix ? prefix : "", id, NULL) : NULL;
}

// Also inside a block that is written without ids.
static const Outline *outline_of(const Writer *writer) {
  const HtmlIds *ids = writer->context->ids ? writer->context->ids : writer->ids;
  return ids ? ids->outline : NULL;
}

char *heading_number_markup(const Writer *writer, const Node *heading, const char *class_name) {
  const HtmlContext *context = writer->context;
  guint numbers[OUTLINE_DEPTH];
  const Outline *outline = outline_of(writer);
  if (!context->numbered_depth || !outline || writer->title) return NULL;
  guint depth = outline_numbers(outline, heading, numbers);
  if (!depth || depth > context->numbered_depth) return NULL;
  GString *out = g_string_new("<bdi");
  if (context->mode == HTML_SITE) html_write_attribute(out, "class", class_name);
  gboolean rtl = context->locale->direction == DIRECTION_RTL;
  g_string_append(out, rtl ? " dir=\"rtl\">" : " dir=\"ltr\">");
  html_write_text(out, locale_section_number(writer->scratch, context->locale, numbers, depth));
  g_string_append(out, "</bdi>");
  return g_string_free(out, FALSE);
}

char *reference_markup(const Writer *writer, const Node *link, char **text) {
  *text = NULL;
  const Outline *outline = outline_of(writer);
  if (!outline || !link->url || link->url[0] != '#') return NULL;
  const Node *section = outline_section(outline_lookup(outline, link->url + 1));
  if (!section) return NULL;
  char *number = heading_number_markup(writer, section, NULL);
  if (!number) *text = node_plain_text(section);
  return number;
}
