// What stands behind the articles: the index, the colophon.
#include "paginate/colophon.h"
#include "paginate/part_parts.h"

#define COLUMN_EM    15 // an index has as many columns of this width as there is room for
#define COLUMNS_MOST 3

static void add_colophon(const Part *part, Composer *composer, guint text) {
  colophon_compose(composer, (const ColophonEntry *)(void *)part->posts[text]->data,
                   part->posts[text]->len);
}

// The colophons of both languages, side by side as their articles are.
static void compose_double_colophon(Part *part) {
  const Measures *measures = part->measures;
  Section *section = part_section(part, part->kind);
  guint columns = part->kind == SECTION_COLUMNS ? 2 : measures->columns, parts = 0;
  Composer *sides[2];
  for (guint i = 0; i < 2; i++) {
    sides[i] = part_composer(part, NULL, i, measures_column_pt(measures, columns));
    sides[i]->spaced = TRUE;
    add_colophon(part, sides[i], i);
    section->texts[i] = section_text(sides[i], NULL);
    for (guint k = 0; k < part->posts[i]->len; k++)
      parts = MAX(parts, g_array_index(part->posts[i], ColophonEntry, k).number + 1);
  }
  section_align_parts(part->job->arena, section, COLOPHON_POSTS + parts, sides);
  section->is_tail = TRUE;
  g_ptr_array_add(part->back, section);
  for (guint i = 0; i < 2; i++)
    compose_free(sides[i]);
}

void part_compose_colophon(Part *part) {
  if (!part->job->job->digest->colophon || part->posts[0]->len + part->posts[1]->len == 0) return;
  if (part->text_count > 1 && part->posts[0]->len && part->posts[1]->len) {
    compose_double_colophon(part);
    return;
  }
  guint text = part->posts[0]->len ? 0 : 1;
  Section *section = part_section(part, SECTION_SINGLE);
  g_autoptr(Composer) composer =
      part_composer(part, NULL, text, measures_column_pt(part->measures, section->columns));
  add_colophon(part, composer, text);
  section->texts[0] = section_text(composer, NULL);
  section->is_tail = TRUE;
  g_ptr_array_add(part->back, section);
}

void part_open_index(Part *part, guint number) {
  Arena *arena = part->job->arena;
  for (guint text = 0; text < part->text_count; text++) {
    guint count = part->marks[text]->list->len;
    const Locale *locale = part_locale(part, text);
    if (!count) continue;
    part->terms[text] = back_index_sort(arena, locale, part->marks[text], &part->term_counts[text]);
    const char *title = locale_string(locale, "digest.index");
    const char *name = arena_printf(arena, "index-%s", locale->code);
    const Entry entry = {{title, NULL, name, "", number, 0, NULL}, NULL};
    g_array_append_val(part->entries[text], entry);
    const Bookmark bookmark = {title, 1, name};
    g_array_append_val(part->bookmarks[text], bookmark);
  }
}

static guint index_columns(const Part *part) {
  const Measures *measures = part->measures;
  double wanted = COLUMN_EM * style_size_pt(measures, STYLE_INDEX);
  guint columns = COLUMNS_MOST;
  while (columns > 1 && measures_column_pt(measures, columns) < wanted)
    columns--;
  return columns;
}

static void compose_title(Composer *composer) {
  flow_name(composer->flow,
            arena_printf(composer->shared->arena, "index-%s", composer->locale->code));
  compose_plain(composer, locale_string(composer->locale, "digest.index"), STYLE_CONTENTS_TITLE,
                NULL);
  flow_keep(composer->flow, COST_FORBIDDEN);
}

static const char *index_running(const Part *part, guint text) {
  return locale_string(part_locale(part, text), "digest.index");
}

static void compose_single_index(Part *part, guint text) {
  const Measures *measures = part->measures;
  Section *section = part_section(part, SECTION_SINGLE);
  section->columns = section->head_columns = index_columns(part);
  g_autoptr(Composer) head = part_composer(part, NULL, text, measures_text_width_pt(measures));
  g_autoptr(Composer) body =
      part_composer(part, NULL, text, measures_column_pt(measures, section->columns));
  body->division = head->division;
  compose_title(head);
  section->head = flow_finish(head->flow);
  back_index_compose(body, part->terms[text], part->term_counts[text]);
  section->texts[0] = section_text(body, index_running(part, text));
  section->new_page = measures->start == START_PAGE;
  g_ptr_array_add(part->index, section);
}

// On the two pages of a spread, or on the pages of two editions that correspond.
static void compose_facing_index(Part *part) {
  const Measures *measures = part->measures;
  Section *section = part_section(part, SECTION_FACING);
  section->columns = index_columns(part);
  Composer *sides[2];
  for (guint i = 0; i < 2; i++) {
    sides[i] = part_composer(part, NULL, i, measures_column_pt(measures, section->columns));
    sides[i]->spaced = TRUE;
    compose_part(sides[i], 0);
    if (part->terms[i]) compose_title(sides[i]);
    compose_part(sides[i], 1);
    back_index_compose(sides[i], part->terms[i], part->term_counts[i]);
    section->texts[i] = section_text(sides[i], index_running(part, i));
  }
  section_align_parts(part->job->arena, section, 2, sides);
  section->new_page = measures->start == START_PAGE;
  g_ptr_array_add(part->index, section);
  for (guint i = 0; i < 2; i++)
    compose_free(sides[i]);
}

void part_compose_index(Part *part) {
  guint order = part->job->order;
  part->job->division = part->division;
  part->job->order = part->index_order;
  g_ptr_array_set_size(part->index, 0);
  if (part->kind == SECTION_FACING && (part->terms[0] || part->terms[1]))
    compose_facing_index(part);
  else
    for (guint text = 0; text < part->text_count; text++)
      if (part->terms[text]) compose_single_index(part, text);
  part->job->order = order;
  part->job->measures = part->measures;
}

gboolean part_update_index(Part *part, GHashTable *pages) {
  gboolean changed = FALSE;
  for (guint text = 0; text < part->text_count; text++) {
    for (guint i = 0; i < part->marks[text]->list->len; i++) {
      IndexMark *mark = &g_array_index(part->marks[text]->list, IndexMark, i);
      guint page = GPOINTER_TO_UINT(g_hash_table_lookup(pages, mark->name));
      changed |= page != mark->page;
      mark->page = page;
    }
  }
  return changed;
}
