#include "paginate/part_parts.h"

#include "paginate/colophon.h"
#include "paginate/number.h"

// Reading order: the front of a part, which is composed again and again, then its articles.
#define ORDERS_OF_PART  (1u << 27)
#define ORDERS_OF_FRONT (1u << 22)
#define ORDERS_OF_INDEX (1u << 22)
// A box of contents may take this share of a page's height.
#define ASIDE_SHARE 0.55

const Locale *part_locale(const Part *part, guint text) {
  return part->job->job->locales[part->languages[text]];
}

Part *part_new(ComposeJob *job, SectionKind kind, const guint *languages) {
  Part *part = g_new0(Part, 1);
  part->job = job;
  part->kind = kind;
  part->text_count = kind == SECTION_SINGLE ? 1 : 2;
  part->measures = job->measures;
  part->order = (job->order / ORDERS_OF_PART + (job->order > 0)) * ORDERS_OF_PART;
  job->order = part->order + ORDERS_OF_FRONT;
  part->front = g_ptr_array_new();
  part->articles = g_ptr_array_new();
  part->index = g_ptr_array_new();
  part->back = g_ptr_array_new();
  part->absent = g_ptr_array_new();
  for (guint i = 0; i < 2; i++) {
    part->languages[i] = i < part->text_count ? languages[i] : 0;
    part->entries[i] = g_array_new(FALSE, FALSE, sizeof(Entry));
    part->posts[i] = g_array_new(FALSE, FALSE, sizeof(ColophonEntry));
    part->bookmarks[i] = g_array_new(FALSE, FALSE, sizeof(Bookmark));
    part->marks[i] = index_marks_new();
  }
  for (guint i = 0; i < part->text_count; i++)
    part->beside[i] = part->text_count == 1
                          ? *job->measures
                          : measures_beside(job->measures, part_locale(part, i),
                                            part_locale(part, 1 - i), kind == SECTION_COLUMNS);
  if (part->text_count == 1) {
    Division *division = ARENA_NEW(job->arena, Division);
    *division = (Division){DIVISION_PART, NULL, job->job->locales[languages[0]]->code};
    part->division = division;
  }
  return part;
}

void part_free(Part *part) {
  if (!part) return;
  g_ptr_array_unref(part->front);
  g_ptr_array_unref(part->articles);
  g_ptr_array_unref(part->index);
  g_ptr_array_unref(part->back);
  g_ptr_array_unref(part->absent);
  for (guint i = 0; i < 2; i++) {
    g_array_unref(part->entries[i]);
    g_array_unref(part->posts[i]);
    g_array_unref(part->bookmarks[i]);
    index_marks_free(part->marks[i]);
  }
  g_free(part);
}

static const Post *pair_side(const Part *part, const PostPair *pair, guint text) {
  guint language = part->languages[text];
  const Post *post = language < pair->language_count ? pair->posts[language] : NULL;
  return post && post->state != STATE_DRAFT && !post->is_page ? post : NULL;
}

// A composer of a text of the part's body: what stands beside another text has measures of its own.
Composer *part_composer(Part *part, const Post *post, guint text, double width_pt) {
  part->job->measures = &part->beside[text];
  return compose_new(part->job, post, part_locale(part, text), width_pt);
}

static Composer *article_composer(Part *part, const Post *post, guint text, double width_pt) {
  part->job->bookmarks = part->bookmarks[text];
  part->job->index_marks = part->job->job->digest->index ? part->marks[text] : NULL;
  Composer *composer = part_composer(part, post, text, width_pt);
  composer->anchor = link_table_lookup(part->job->links, post->id, post->lang);
  composer->bookmark_level = 1;
  composer->chapter = part->numbered ? part->articles->len + 1 : 0;
  return composer;
}

// The section that a post belongs to and its title, as pages name them.
static const char *running_text(const Part *part, const Post *post) {
  const Publication *publication = part->job->job->publication;
  const char *title = post->title ? post->title : post->id;
  gint language = publication_language(publication, post->lang);
  const char *tag = post->tags.count ? post->tags.items[0] : NULL;
  const Locale *locale = language < 0 ? NULL : part->job->job->locales[language];
  if (part->numbered && locale)
    title = arena_printf(part->job->arena, "%s %s",
                         locale_integer(part->job->arena, locale, part->articles->len + 1), title);
  if (!tag || language < 0) return title;
  return arena_printf(part->job->arena, "%s%s%s",
                      publication_tag_label(publication, tag, (guint)language),
                      locale->part_separator, title);
}

// What the contents say of a post: itself, and as many levels of its sections as are asked for.
// `chapter`: its number; 0 = none.
static GArray *post_entries(const Part *part, const Post *post, guint text, guint number,
                            const char *anchor, guint chapter) {
  Arena *arena = part->job->arena;
  const Digest *digest = part->job->job->digest;
  const Locale *locale = part_locale(part, text);
  GArray *entries = g_array_new(FALSE, TRUE, sizeof(ContentsEntry));
  const ContentsEntry article = {post->title ? post->title : post->id,
                                 chapter ? locale_integer(arena, locale, chapter) : NULL,
                                 anchor,
                                 "",
                                 number,
                                 0,
                                 post->summary};
  g_array_append_val(entries, article);
  if (digest->contents_depth < 2 || !post->body) return entries;
  const Outline *outline = outline_new(arena, post->body);
  for (const Node *node = post->body->first_child; node; node = node->next) {
    guint numbers[OUTLINE_DEPTH], depth = outline_numbers(outline, node, numbers);
    g_autofree char *title = depth ? node_plain_text(node) : NULL;
    if (!depth || depth >= digest->contents_depth || !*g_strstrip(title)) continue;
    const ContentsEntry section = {arena_strdup(arena, title),
                                   number_of_heading(arena, digest, locale, outline, node, chapter),
                                   number_place_name(arena, anchor, node),
                                   "",
                                   number,
                                   depth,
                                   NULL};
    g_array_append_val(entries, section);
  }
  return entries;
}

static void add_entry(Part *part, const Post *post, guint text, guint number,
                      const SectionText *where, const char *anchor) {
  const char *title = post->title ? post->title : post->id;
  guint chapter = part->numbered ? part->articles->len + 1 : 0;
  g_autoptr(GArray) entries = post_entries(part, post, text, number, anchor, chapter);
  for (guint i = 0; i < entries->len; i++) {
    const Entry entry = {g_array_index(entries, ContentsEntry, i), i ? NULL : where};
    g_array_append_val(part->entries[text], entry);
  }
  const char *own = g_array_index(entries, ContentsEntry, 0).number;
  if (own) title = arena_printf(part->job->arena, "%s %s", own, title);
  const Bookmark bookmark = {title, 1, anchor};
  g_array_append_val(part->bookmarks[text], bookmark);
  const ColophonEntry colophon = {post, number};
  g_array_append_val(part->posts[text], colophon);
}

Section *part_section(Part *part, SectionKind kind) {
  Section *section = ARENA_NEW(part->job->arena, Section);
  section->kind = kind;
  section->columns = part->measures->columns;
  section->notes_at_foot = part->measures->start == START_PAGE;
  return section;
}

// A post in one language, in the columns of a page.
static void compose_single(Part *part, const Post *post, guint text, guint number) {
  const Measures *measures = part->measures;
  Section *section = part_section(part, SECTION_SINGLE);
  guint columns = section->columns;
  gboolean beside = part->aside && !part->articles->len, alone = part->text_count > 1;
  gboolean spans = measures->head_spans && columns > 1;
  const char *anchor = link_table_lookup(part->job->links, post->id, post->lang);
  add_entry(part, post, text, number, &section->texts[0], anchor);
  section->head_columns = beside ? columns - 1 : columns;
  g_autoptr(Composer) composer =
      article_composer(part, post, text, measures_column_pt(measures, columns));
  if (spans) {
    g_autoptr(Composer) head = article_composer(
        part, post, text, measures_span_pt(measures, columns, section->head_columns));
    head->division = composer->division; // one article
    compose_head(head, alone);
    section->head = flow_finish(head->flow);
  }
  if (!spans) compose_head(composer, alone);
  compose_body(composer);
  section->texts[0] = section_text(composer, running_text(part, post));
  section->new_page = measures->start == START_PAGE;
  g_ptr_array_add(part->articles, section);
}

// A pair side by side.
static void compose_double(Part *part, const PostPair *pair, const Post *const posts[2],
                           guint number) {
  const Measures *measures = part->measures;
  Section *section = part_section(part, part->kind);
  guint columns = part->kind == SECTION_COLUMNS ? 2 : measures->columns;
  Composer *sides[2];
  for (guint i = 0; i < 2; i++) {
    sides[i] = article_composer(part, posts[i], i, measures_column_pt(measures, columns));
    sides[i]->spaced = TRUE;
    add_entry(part, posts[i], i, number, &section->texts[i], sides[i]->anchor);
    compose_head(sides[i], FALSE);
    compose_body(sides[i]);
    section->texts[i] = section_text(sides[i], running_text(part, posts[i]));
  }
  section_align(part->job->arena, section, pair, sides);
  section->new_page = measures->start == START_PAGE;
  section->stretches = TRUE;
  section->ruled = part->kind == SECTION_COLUMNS;
  for (guint i = 0; i < 2; i++)
    compose_free(sides[i]);
  g_ptr_array_add(part->articles, section);
}

static void compose_pair(Part *part, const PostPair *pair, guint number) {
  const Post *posts[2] = {pair_side(part, pair, 0), NULL};
  if (part->text_count > 1) posts[1] = pair_side(part, pair, 1);
  if (part->job->job->co_edition && !(posts[0] && posts[1])) {
    const Post *post = posts[0] ? posts[0] : posts[1] ? posts[1] : pair_first_post(pair);
    diagnostic_add(part->job->diagnostics, DIAGNOSTIC_CO_EDITION_POST, post_field_span(post, "id"),
                   post->id);
    return;
  }
  if (posts[0] && posts[1])
    compose_double(part, pair, posts, number);
  else if (posts[0])
    compose_single(part, posts[0], 0, number);
  else if (posts[1])
    compose_single(part, posts[1], 1, number);
  else
    g_ptr_array_add(part->absent, (gpointer)pair_first_post(pair));
}

static guint count_posts(const Part *part, const PairList *pairs) {
  guint count = 0;
  for (guint i = 0; i < pairs->count; i++)
    for (guint text = 0; text < part->text_count; text++)
      count += pair_side(part, pairs->items[i], text) != NULL;
  return count;
}

// Whether the contents fit into a box at the top of a column: known before anything is set, from
// the titles alone.
static gboolean fits_aside(Part *part, const PairList *pairs) {
  const Measures *measures = part->measures;
  if (part->numbers_front) return FALSE;
  if (!measures->contents_aside || measures->columns < 2 || part->kind != SECTION_SINGLE)
    return FALSE;
  if (!part_wants_contents(part, count_posts(part, pairs))) return FALSE;
  g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(ContentsEntry));
  for (guint i = 0; i < pairs->count; i++) {
    const Post *post = pair_side(part, pairs->items[i], 0);
    if (!post) continue;
    g_autoptr(GArray) own = post_entries(part, post, 0, i, NULL, part->numbered ? i + 1 : 0);
    g_array_append_vals(entries, own->data, own->len);
  }
  g_autoptr(Composer) composer = compose_new(part->job, NULL, part_locale(part, 0),
                                             measures_column_pt(measures, measures->columns));
  contents_compose(composer, (const ContentsEntry *)(void *)entries->data, entries->len,
                   contents_number_pt(composer, NULL, 0), TRUE);
  return flow_finish(composer->flow)->height_pt < measures_text_height_pt(measures) * ASIDE_SHARE;
}

void part_number_front(Part *part) {
  part->numbers_front = part->kind != SECTION_FACING;
}

void part_compose(Part *part, const PairList *pairs) {
  part->job->division = part->division;
  guint order = part->job->order;
  part->numbered = part->job->job->digest->numbered_headings && pairs->count > 1;
  part->aside = fits_aside(part, pairs);
  part->job->order = order;
  for (guint i = 0; i < pairs->count; i++)
    compose_pair(part, pairs->items[i], i);
  if (part->numbers_front && part->articles->len) {
    Section *first = g_ptr_array_index(part->articles, 0);
    first->begins_body = first->new_page = TRUE;
  }
  part->job->index_marks = NULL;
  part_open_index(part, pairs->count);
  part->index_order = part->job->order;
  part->job->order += ORDERS_OF_INDEX;
  part_compose_colophon(part);
  part->job->measures = part->measures;
}

void part_add_sections(const Part *part, GPtrArray *sections) {
  g_ptr_array_extend(sections, part->front, NULL, NULL);
  g_ptr_array_extend(sections, part->articles, NULL, NULL);
  g_ptr_array_extend(sections, part->index, NULL, NULL);
  g_ptr_array_extend(sections, part->back, NULL, NULL);
}

gboolean part_update_labels(Part *part, GHashTable *pages) {
  gboolean changed = part_update_index(part, pages);
  gboolean shown = part->job->job->digest->contents;
  for (guint text = 0; shown && text < part->text_count; text++) {
    for (guint i = 0; i < part->entries[text]->len; i++) {
      Entry *entry = &g_array_index(part->entries[text], Entry, i);
      gpointer named = g_hash_table_lookup(pages, entry->entry.destination);
      guint page = entry->text ? entry->text->first_page + 1 : GPOINTER_TO_UINT(named);
      if (!page) continue;
      const char *label = compose_page_label(part->job, part_locale(part, text), page - 1);
      if (g_str_equal(label, entry->entry.label)) continue;
      entry->entry.label = label;
      changed = TRUE;
    }
  }
  return changed;
}

void part_add_bookmarks(const Part *part, gboolean by_language, GArray *bookmarks) {
  for (guint text = 0; text < part->text_count; text++) {
    const GArray *own = part->bookmarks[text];
    if (by_language && own->len) {
      const Bookmark language = {part_locale(part, text)->name, 1,
                                 g_array_index(own, Bookmark, 0).destination};
      g_array_append_val(bookmarks, language);
    }
    for (guint i = 0; i < own->len; i++) {
      Bookmark bookmark = g_array_index(own, Bookmark, i);
      bookmark.level += by_language;
      g_array_append_val(bookmarks, bookmark);
    }
  }
}
