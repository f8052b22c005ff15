// What stands before the articles: masthead, contents.
#include "paginate/masthead.h"
#include "paginate/part_parts.h"

gboolean part_wants_contents(const Part *part, guint posts) {
  return part->job->job->digest->contents && posts > part->text_count;
}

// Whether both languages list the same: then each entry stands level with the other's, and not only
// each article.
static gboolean entries_match(const Part *part) {
  const GArray *const *entries = (const GArray *const *)part->entries;
  gboolean match = part->text_count > 1 && entries[0]->len == entries[1]->len;
  for (guint i = 0; match && i < entries[0]->len; i++) {
    const ContentsEntry *first = &g_array_index(entries[0], Entry, i).entry;
    const ContentsEntry *second = &g_array_index(entries[1], Entry, i).entry;
    match = first->part == second->part && first->depth == second->depth;
  }
  return match;
}

static ContentsEntry *copy_entries(const Part *part, guint text) {
  guint count = part->entries[text]->len;
  ContentsEntry *entries = ARENA_ARRAY(part->job->arena, ContentsEntry, count);
  for (guint i = 0; i < count; i++)
    entries[i] = g_array_index(part->entries[text], Entry, i).entry;
  for (guint i = 0; i < count && part->summaries != SUMMARIES_SET; i++)
    entries[i].summary = NULL;
  if (!entries_match(part)) return entries;
  for (guint i = 0; i < count; i++)
    entries[i].part = i;
  return entries;
}

static void add_contents(const Part *part, Composer *composer, guint text) {
  guint count = part->entries[text]->len;
  const ContentsEntry *entries = copy_entries(part, text);
  double number = contents_number_pt(composer, entries, count);
  contents_compose(composer, entries, count, number, part->aside);
}

// "Only in English · …", so that a reader knows what this edition lacks; a link to the site's page.
static void add_absent(const Part *part, Composer *composer) {
  ComposeJob *job = part->job;
  if (job->job->languages == LANGUAGES_ALL) return; // another part has it
  if (job->job->digest->untranslated == POLICY_ALLOW) return;
  for (guint i = 0; i < part->absent->len; i++) {
    const Post *post = g_ptr_array_index(part->absent, i);
    const Locale *own = compose_locale(composer, post->lang);
    const char *parts[] = {own ? locale_string(own, "common.only_in_this_language") : post->lang,
                           post->title ? post->title : post->id};
    flow_space(composer->flow, composer->grid_pt * (i ? 0 : 0.5));
    compose_parts(composer, parts, 2, composer->locale->part_separator, STYLE_COLOPHON_ID,
                  link_post_address(job->arena, job->job->publication, post));
  }
}

// Masthead and contents in one language; the contents go into the first article's box if they may.
static void compose_single_front(Part *part) {
  const Digest *digest = part->job->job->digest;
  const Measures *measures = part->measures;
  const Locale *locale = part_locale(part, 0);
  gboolean contents = part_wants_contents(part, part->posts[0]->len);
  Section *section = part_section(part, SECTION_SINGLE);
  g_autoptr(Composer) head = compose_new(part->job, NULL, locale, measures_text_width_pt(measures));
  g_autoptr(Composer) body =
      compose_new(part->job, NULL, locale, measures_column_pt(measures, section->columns));
  body->division = head->division;
  if (digest->masthead) masthead_compose(head);
  section->head = flow_finish(head->flow);
  section->head_columns = section->columns;
  if (contents) add_contents(part, body, 0);
  if (!part->entries[0]->len)
    compose_plain(body, locale_string(locale, "digest.empty"), STYLE_BODY, NULL);
  add_absent(part, body);
  if (part->aside && part->articles->len) {
    Section *first = g_ptr_array_index(part->articles, 0);
    first->aside = flow_finish(body->flow);
  }
  section->texts[0] = section_text(body, NULL);
  section->new_page = TRUE;
  if (section->head->count || section->texts[0].body->count) g_ptr_array_add(part->front, section);
}

static void compose_double_front(Part *part) {
  const Digest *digest = part->job->job->digest;
  const Measures *measures = part->measures;
  guint entries = part->posts[0]->len + part->posts[1]->len, parts = 0;
  gboolean contents = part_wants_contents(part, entries);
  gboolean apart = part->job->job->co_edition; // no other language is on the page
  Composer *sides[2];
  // Masthead and contents are two sections: a column's names do not stand beside titles.
  for (guint pass = 0; pass < 2; pass++) {
    Section *section = part_section(part, apart ? SECTION_FACING : SECTION_COLUMNS);
    if (apart) section->columns = 1;
    for (guint i = 0; i < 2; i++) {
      sides[i] = compose_new(part->job, NULL, part_locale(part, i),
                             measures_column_pt(measures, apart ? 1 : 2));
      if (pass == 0 && digest->masthead) masthead_compose(sides[i]);
      if (pass == 1 && contents) add_contents(part, sides[i], i);
      if (pass == 1 && !entries)
        compose_plain(sides[i], locale_string(sides[i]->locale, "digest.empty"), STYLE_BODY, NULL);
      section->texts[i] = section_text(sides[i], NULL);
      for (guint k = 0; k < part->entries[i]->len; k++)
        parts = MAX(parts, MAX(k, g_array_index(part->entries[i], Entry, k).entry.part) + 1);
    }
    section_align_parts(part->job->arena, section, pass ? parts + 1 : MASTHEAD_PART_COUNT, sides);
    section->new_page = pass == 0;
    section->follows = pass == 1;
    if (section->row_count) g_ptr_array_add(part->front, section);
    for (guint i = 0; i < 2; i++)
      compose_free(sides[i]);
  }
}

void part_compose_front(Part *part) {
  guint order = part->job->order;
  part->job->division = part->division;
  part->job->order = part->order;
  g_ptr_array_set_size(part->front, 0);
  if (part->text_count == 1)
    compose_single_front(part);
  else
    compose_double_front(part);
  part->job->order = order;
}

// The page after the last one that masthead or contents stand on.
static guint front_end(const Part *part, const Layout *layout) {
  guint end = 0;
  for (guint i = 0; i < layout->segments->len; i++) {
    const Segment *segment = &g_array_index(layout->segments, Segment, i);
    for (guint k = 0; k < part->front->len; k++) {
      const Section *section = g_ptr_array_index(part->front, k);
      if (segment->list == section->texts[0].body || segment->list == section->texts[1].body)
        end = MAX(end, segment->page + 1);
    }
  }
  return end;
}

// Whether no article begins on a page before `end`, and any of them has a summary.
static gboolean may_summarise(const Part *part, guint end) {
  gboolean found = FALSE;
  for (guint text = 0; text < part->text_count; text++)
    for (guint i = 0; i < part->entries[text]->len; i++) {
      const Entry *entry = &g_array_index(part->entries[text], Entry, i);
      if (entry->text && entry->text->first_page < end) return FALSE;
      found |= entry->entry.summary != NULL;
    }
  return found;
}

gboolean part_fill_front(Part *part, const Layout *layout) {
  if (!part->job->job->digest->contents) return FALSE;
  // The pages of two editions have to correspond, whatever room is left on them.
  if (part->job->job->co_edition || part->aside || part->summaries == SUMMARIES_LEFT_OUT)
    return FALSE;
  guint end = front_end(part, layout);
  if (part->summaries == SUMMARIES_SET && end <= part->front_end) return FALSE;
  gboolean fill = part->summaries == SUMMARIES_UNTRIED && may_summarise(part, end);
  gboolean changed = fill || part->summaries == SUMMARIES_SET;
  part->summaries = fill ? SUMMARIES_SET : SUMMARIES_LEFT_OUT;
  part->front_end = end;
  return changed;
}
