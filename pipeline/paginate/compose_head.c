#include "model/edition_policy.h"
#include "paginate/compose.h"
#include "paginate/image.h"

// The head of an article: section, title, summary, byline, source, image. Each part notes where it
// begins, so that both languages' parts stand level.

static void keep_part(Composer *composer, guint first) {
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  for (guint i = MAX(first, 1); i < composer->flow->boxes->len; i++)
    boxes[i].cost = COST_FORBIDDEN;
}

static void compose_section(Composer *composer, gboolean is_alone) {
  const Post *post = composer->post;
  const Publication *publication = composer->shared->job->publication;
  gint language = publication_language(publication, post->lang);
  const char *tag = post->tags.count ? post->tags.items[0] : NULL;
  if (tag && language >= 0) tag = publication_tag_label(publication, tag, (guint)language);
  const char *only =
      is_alone ? locale_string(composer->locale, "common.only_in_this_language") : NULL;
  compose_part(composer, HEAD_SECTION);
  const char *parts[] = {tag, only};
  compose_credits(composer, parts, 2, STYLE_SECTION);
}

static void compose_title(Composer *composer) {
  compose_part(composer, HEAD_TITLE);
  const char *title = composer->post->title ? composer->post->title : composer->post->id;
  const Locale *locale = composer->locale;
  const char *number =
      composer->chapter ? locale_integer(composer->shared->arena, locale, composer->chapter) : NULL;
  compose_titled(composer, number, title, STYLE_TITLE, NULL);
}

static void compose_summary(Composer *composer) {
  compose_part(composer, HEAD_SUMMARY);
  if (!composer->post->summary) return;
  flow_space(composer->flow, composer->grid_pt * 0.25);
  compose_plain(composer, composer->post->summary, STYLE_SUMMARY, NULL);
}

static const char *names_text(const Composer *composer, const char *key, StringList names) {
  if (!names.count) return NULL;
  Arena *arena = composer->shared->arena;
  char *list = locale_list(arena, composer->locale, names.items, names.count);
  return locale_message(arena, composer->locale, key, "names", list, NULL);
}

static gboolean is_marked_stale(const Composer *composer) {
  const DigestJob *job = composer->shared->job;
  if (job->digest->stale != POLICY_MARK) return FALSE;
  const PostPair *pair = publication_lookup_pair(job->publication, composer->post->id);
  gint language = publication_language(job->publication, composer->post->lang);
  return pair && language >= 0 && pair_is_stale(pair, (guint)language);
}

// A date in one piece: its last word does not stand in a line of its own.
static const char *whole_date(const Composer *composer, CivilDate date) {
  Arena *arena = composer->shared->arena;
  g_auto(GStrv) words = g_strsplit(locale_date(arena, composer->locale, date, DATE_LONG), " ", -1);
  g_autofree char *joined = g_strjoinv("\u00a0", words);
  return arena_strdup(arena, joined);
}

static void compose_byline(Composer *composer) {
  const Post *post = composer->post;
  const char *parts[] = {
      names_text(composer, "common.by", post->authors),
      names_text(composer, "common.translated_by", post->translators),
      names_text(composer, "common.reviewed_by", post->reviewers),
      civil_date_is_set(post->date) ? whole_date(composer, post->date)
                                    : locale_string(composer->locale, "common.undated"),
  };
  compose_part(composer, HEAD_BYLINE);
  flow_space(composer->flow, composer->grid_pt * 0.3);
  compose_credits(composer, parts, G_N_ELEMENTS(parts), STYLE_BYLINE);
  if (is_marked_stale(composer))
    compose_plain(composer, locale_string(composer->locale, "digest.stale"), STYLE_BYLINE, NULL);
}

// "Author, Source, place, date"; a link to the source where it has an address.
static void compose_source(Composer *composer) {
  Arena *arena = composer->shared->arena;
  const PostSource *source = &composer->post->source;
  const char *parts[] = {source->author, source->name, source->place,
                         civil_date_is_set(source->date) ? whole_date(composer, source->date)
                                                         : NULL};
  compose_part(composer, HEAD_SOURCE);
  const Node link = {.kind = NODE_LINK, .url = source->url};
  const char *url =
      source->url ? link_table_target(arena, composer->shared->links, composer->post, &link) : NULL;
  compose_parts(composer, parts, G_N_ELEMENTS(parts), composer->locale->list_comma, STYLE_SOURCE,
                url);
}

// Whether an image of this file name stands in the text too.
static gboolean shows_image(const Node *body, const char *path) {
  g_autofree char *name = g_path_get_basename(path);
  for (const Node *node = body; node; node = node_walk(body, node)) {
    if (node->kind != NODE_IMAGE || !node->url) continue;
    g_autofree char *other = g_path_get_basename(node->url);
    if (g_str_equal(name, other)) return TRUE;
  }
  return FALSE;
}

// The post's own picture, unless its text shows the same one.
static void compose_picture(Composer *composer) {
  const Post *post = composer->post;
  compose_part(composer, HEAD_IMAGE);
  if (!post->image || shows_image(post->body, post->image)) return;

  const ComposeJob *shared = composer->shared;
  const PlacedImage *file =
      image_open(shared->arena, shared->job->publication, post, post->image, post->image_alt,
                 post_field_span(post, "image"), shared->diagnostics);
  if (!file) return;
  double width, height;
  image_fit(file, composer->width_pt, composer->tallest_pt * 0.7, &width, &height);
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  Placed placed = {
      .kind = PLACED_IMAGE,
      .part = post->image_alt ? PART_BODY : PART_ARTIFACT,
      .x_pt = ltr ? composer->left_pt : composer->left_pt + composer->width_pt - width,
      .width_pt = width,
      .height_pt = height,
      .image = file,
      .division = composer->division,
      .lang = composer->lang,
      .order = composer->shared->order++,
  };
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  g_array_append_val(items, placed);
  flow_space(composer->flow, composer->grid_pt * 0.5);
  compose_box(composer, height, 0, items);
}

void compose_head(Composer *composer, gboolean is_alone) {
  double grid = composer->grid_pt;
  guint first = composer->flow->boxes->len;
  if (composer->anchor) flow_name(composer->flow, composer->anchor);
  compose_section(composer, is_alone);
  compose_title(composer);
  compose_summary(composer);
  compose_byline(composer);
  compose_source(composer);
  compose_picture(composer);
  keep_part(composer, first + 1);
  compose_settle(composer, first, grid * 0.9, 0);
  flow_keep(composer->flow, COST_FORBIDDEN);
}
