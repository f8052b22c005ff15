#include "paginate/colophon.h"

#include "paginate/masthead.h"

#define FINGERPRINT_DIGITS 12

static char *fingerprint(Arena *arena, const Post *post) {
  if (!post->file) return arena_strdup(arena, "");
  g_autofree char *sum = g_compute_checksum_for_data(
      G_CHECKSUM_SHA256, (const guchar *)post->file->text, post->file->length_bytes);
  return arena_strndup(arena, sum, FINGERPRINT_DIGITS);
}

static void compose_post(Composer *composer, const Post *post) {
  Arena *arena = composer->shared->arena;
  guint first = composer->flow->boxes->len;
  compose_plain(composer, post->title ? post->title : post->id, STYLE_COLOPHON, NULL);
  compose_plain(
      composer, arena_printf(arena, "%s/%s · %s", post->lang, post->id, fingerprint(arena, post)),
      STYLE_COLOPHON_ID, link_post_address(arena, composer->shared->job->publication, post));
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  for (guint i = first + 1; i < composer->flow->boxes->len; i++)
    boxes[i].cost = COST_FORBIDDEN;
  flow_space(composer->flow, composer->grid_pt * 0.25);
}

void colophon_compose(Composer *composer, const ColophonEntry *entries, guint count) {
  const Publication *publication = composer->shared->job->publication;
  compose_part(composer, COLOPHON_NAME);
  compose_plain(composer, locale_string(composer->locale, "digest.colophon"), STYLE_CONTENTS_TITLE,
                NULL);
  flow_keep(composer->flow, COST_FORBIDDEN);
  compose_plain(composer, masthead_name(composer), STYLE_COLOPHON, NULL);
  compose_plain(composer, publication->address, STYLE_COLOPHON_ID, publication->address);
  flow_space(composer->flow, composer->grid_pt * 0.25);
  compose_part(composer, COLOPHON_WHAT);
  compose_plain(composer, locale_string(composer->locale, "digest.colophon_posts"), STYLE_COLOPHON,
                NULL);
  flow_keep(composer->flow, COST_FORBIDDEN);
  flow_space(composer->flow, composer->grid_pt * 0.25);
  for (guint i = 0; i < count; i++) {
    compose_part(composer, COLOPHON_POSTS + entries[i].number);
    compose_post(composer, entries[i].post);
  }
}
