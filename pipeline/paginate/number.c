#include "paginate/number.h"

#include "paginate/compose.h"

const char *number_of_heading(Arena *arena, const Digest *digest, const Locale *locale,
                              const Outline *outline, const Node *heading, guint chapter) {
  guint numbers[OUTLINE_DEPTH + 1] = {chapter}, first = chapter > 0;
  if (!digest->numbered_headings) return NULL;
  guint depth = outline_numbers(outline, heading, numbers + first);
  if (!depth || depth > digest->numbered_headings) return NULL;
  return locale_section_number(arena, locale, numbers, depth + first);
}

const char *number_place_name(Arena *arena, const char *anchor, const Node *block) {
  if (block->id) return arena_printf(arena, "%s-b-%s", anchor, block->id);
  return arena_printf(arena, "%s-h-%u", anchor, block->span.line);
}

const Outline *compose_outline(Composer *composer) {
  if (!composer->outline && composer->post)
    composer->outline = outline_new(composer->shared->arena, composer->post->body);
  return composer->outline;
}

const char *compose_number(Composer *composer, const Node *heading) {
  const Digest *digest = composer->shared->job->digest;
  if (!digest->numbered_headings || !composer->post) return NULL;
  const Locale *locale = compose_locale(composer, composer->post->lang);
  return number_of_heading(composer->shared->arena, digest, locale ? locale : composer->locale,
                           compose_outline(composer), heading, composer->chapter);
}

void compose_number_piece(Composer *composer, const char *number, const TextStyle *style,
                          GArray *pieces) {
  if (!number) return;
  TextStyle own = *style;
  own.ink = INK_ACCENT;
  g_autoptr(GArray) digits = compose_text(composer, number, &own);
  g_array_index(digits, TextPiece, 0).isolate = TRUE;
  g_autoptr(GArray) space = compose_text(composer, "\u00a0", style);
  g_array_append_vals(pieces, digits->data, digits->len);
  g_array_append_vals(pieces, space->data, space->len);
}

const char *compose_place_name(const Composer *composer, const Node *block) {
  if (!composer->anchor) return NULL;
  return number_place_name(composer->shared->arena, composer->anchor, block);
}

const char *compose_page_label(const ComposeJob *job, const Locale *locale, guint page) {
  if (page >= job->front_pages)
    return locale_integer(job->arena, locale, (gint64)page + 1 - job->front_pages);
  return locale_counter(job->arena, locale, locale->front_counter, page + 1);
}
