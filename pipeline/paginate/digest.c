#include "paginate/digest.h"

#include "paginate/document.h"
#include "paginate/loose.h"
#include "paginate/part.h"
#include "paginate/proof.h"

// Page numbers settle in two rounds, since the contents keep room for three digits. A bound for
// what nobody thought of.
#define ROUNDS_MOST 5

typedef struct {
  ComposeJob compose;
  Measures measures;
  PairList pairs;
  Direction binding;
  GPtrArray *parts; // of Part
  ColumnMemo *memo;
} Edition;

static gboolean is_bilingual(const DigestJob *job) {
  return job->languages == LANGUAGES_ALL && job->publication->language_count > 1;
}

static guint first_language(const DigestJob *job) {
  return job->languages == LANGUAGES_ALL ? 0 : (guint)job->languages;
}

// An edition in one language is bound as that language reads; one in several as the publication's
// first language does. The template's `binding` goes before both, and the definition's before all.
static Direction choose_binding(const DigestJob *job, const Measures *measures) {
  BindingChoice choice = job->digest->binding ? job->digest->binding : measures->binding;
  if (choice == BINDING_LEFT) return DIRECTION_LTR;
  if (choice == BINDING_RIGHT) return DIRECTION_RTL;
  return job->locales[first_language(job)]->direction;
}

// Two texts stand side by side: the first two languages of a publication. Further languages follow
// one after the other.
static void make_parts(Edition *edition) {
  const DigestJob *job = edition->compose.job;
  guint next = first_language(job),
        end = is_bilingual(job) ? job->publication->language_count : first_language(job) + 1;
  gboolean facing = job->co_edition || job->digest->layout == BILINGUAL_FACING;
  if (job->co_edition || (is_bilingual(job) && job->digest->layout != BILINGUAL_SEQUENCE)) {
    const guint both[2] = {0, 1};
    SectionKind kind = facing ? SECTION_FACING : SECTION_COLUMNS;
    g_ptr_array_add(edition->parts, part_new(&edition->compose, kind, both));
    if (job->digest->front_matter) part_number_front(g_ptr_array_index(edition->parts, 0));
    part_compose(g_ptr_array_index(edition->parts, 0), &edition->pairs);
    next = job->co_edition ? end : 2;
  }
  for (; next < end; next++) {
    Part *part = part_new(&edition->compose, SECTION_SINGLE, &next);
    if (job->digest->front_matter && !edition->parts->len) part_number_front(part);
    g_ptr_array_add(edition->parts, part);
    part_compose(part, &edition->pairs);
  }
}

// Every post that will be set must be known before the first link to it is.
static void add_links(Edition *edition) {
  const DigestJob *job = edition->compose.job;
  for (guint i = 0; i < edition->pairs.count; i++) {
    const PostPair *pair = edition->pairs.items[i];
    for (guint language = 0; language < pair->language_count; language++) {
      const Post *post = pair->posts[language];
      gboolean wanted =
          job->co_edition || job->languages == LANGUAGES_ALL || language == (guint)job->languages;
      if (wanted && post && post->state != STATE_DRAFT && !post->is_page)
        link_table_add(edition->compose.links, post);
    }
  }
}

static Layout *place_sections(Edition *edition, gint only) {
  g_autoptr(GPtrArray) sections = g_ptr_array_new();
  for (guint i = 0; i < edition->parts->len; i++)
    part_add_sections(g_ptr_array_index(edition->parts, i), sections);
  return layout_sections(&edition->measures, (Section *const *)sections->pdata, sections->len,
                         edition->binding, only, edition->memo);
}

static Layout *lay_out(Edition *edition) {
  const DigestJob *job = edition->compose.job;
  for (guint i = 0; i < edition->parts->len; i++) {
    part_compose_front(g_ptr_array_index(edition->parts, i));
    part_compose_index(g_ptr_array_index(edition->parts, i));
  }
  return place_sections(edition, job->co_edition ? (gint)job->languages : BOTH_TEXTS);
}

static void merge_pages(GHashTable *pages, GHashTable *more) {
  GHashTableIter iterator;
  gpointer name, page;
  g_hash_table_iter_init(&iterator, more);
  while (g_hash_table_iter_next(&iterator, &name, &page))
    g_hash_table_insert(pages, name, page);
}

// The pages of all names. What stands on the corresponding page of the other edition has its page
// too: contents and index of both must be as long, or later pages would not correspond.
static GHashTable *name_pages(Edition *edition, const Layout *layout) {
  const DigestJob *job = edition->compose.job;
  GHashTable *pages = layout_name_pages(layout);
  if (!job->co_edition) return pages;
  g_autoptr(Layout) other = place_sections(edition, 1 - (gint)job->languages);
  g_autoptr(GHashTable) more = layout_name_pages(other);
  merge_pages(pages, more);
  return pages;
}

// Lays out until contents and index name the pages that things are on.
static Layout *settle(Edition *edition) {
  Layout *layout = lay_out(edition);
  for (guint round = 0; round < ROUNDS_MOST; round++) {
    gboolean changed = FALSE;
    edition->compose.front_pages = layout->front_pages;
    g_autoptr(GHashTable) pages = name_pages(edition, layout);
    for (guint i = 0; i < edition->parts->len; i++) {
      changed |= part_update_labels(g_ptr_array_index(edition->parts, i), pages);
      changed |= part_fill_front(g_ptr_array_index(edition->parts, i), layout);
    }
    if (!changed) break;
    layout_free(layout);
    layout = lay_out(edition);
  }
  return layout;
}

static const char *local_text(const LocalText *text, guint language) {
  return text->texts ? text->texts[language] : NULL;
}

static CivilDate edition_date(const Edition *edition) {
  CivilDate date = edition->compose.job->digest->to;
  for (guint i = 0;
       i < edition->pairs.count && !civil_date_is_set(edition->compose.job->digest->to); i++) {
    CivilDate other = pair_date(edition->pairs.items[i]);
    if (civil_date_compare(other, date) > 0) date = other;
  }
  return date;
}

static void fill_document(Edition *edition, Document *document) {
  const DigestJob *job = edition->compose.job;
  guint language = first_language(job);
  const char *name = local_text(&job->publication->title, language);
  const char *title = local_text(&job->digest->title, language);
  Arena *arena = edition->compose.arena;
  document->title = name && title ? arena_printf(arena, "%s: %s", name, title)
                    : title       ? title
                    : name        ? name
                                  : "";
  document->author = local_text(&job->publication->authors, language);
  document->subject = local_text(&job->publication->description, language);
  document->lang = job->publication->languages[language];
  document->date = edition_date(edition);
  g_autoptr(GArray) bookmarks = g_array_new(FALSE, FALSE, sizeof(Bookmark));
  for (guint i = 0; i < edition->parts->len; i++)
    part_add_bookmarks(g_ptr_array_index(edition->parts, i), is_bilingual(job), bookmarks);
  document->bookmarks = arena_copy(arena, bookmarks->data, sizeof(Bookmark) * bookmarks->len);
  document->bookmark_count = bookmarks->len;
}

static void free_part(void *part) {
  part_free(part);
}

Document *digest_paginate(Arena *arena, const DigestJob *job, DiagnosticList *diagnostics) {
  Edition edition = {
      .compose = {.arena = arena, .job = job, .diagnostics = diagnostics},
      .measures = measures_load(arena, job->publication, job->digest, diagnostics),
      .parts = g_ptr_array_new_with_free_func(free_part),
  };
  edition.measures.fonts = job->fonts;
  if (job->co_edition) measures_even(&edition.measures);
  edition.compose.measures = &edition.measures;
  edition.compose.links = link_table_new(arena, job->publication);
  edition.pairs =
      job->pairs ? *job->pairs : digest_select(arena, job->publication, job->digest, diagnostics);
  edition.binding = choose_binding(job, &edition.measures);
  add_links(&edition);
  make_parts(&edition);
  g_autoptr(ColumnMemo) memo = edition.memo = column_memo_new();
  g_autoptr(Layout) layout = settle(&edition);
  Document *document =
      document_build(&edition.compose, layout, edition.binding, job->publication->title.texts);
  fill_document(&edition, document);
  loose_report(&edition.compose, document);
  document->co_edition = job->co_edition;
  if (job->proof) proof_mark(&edition.compose, job->proof, document);
  g_ptr_array_unref(edition.parts);
  return document;
}
