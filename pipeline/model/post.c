#include "model/post.h"

#include <string.h>

SourceSpan post_field_span(const Post *post, const char *name) {
  for (guint i = 0; i < post->field_count; i++)
    if (g_str_equal(post->fields[i].name, name)) return post->fields[i].span;
  return source_span_of_file(post->file);
}

const char *post_state_name(PostState state) {
  static const char *const names[] = {"draft", "translated", "reviewed", "published"};
  return names[state];
}

gint post_compare(const Post *a, const Post *b) {
  gint order = -civil_date_compare(a->date, b->date);
  if (!order) order = g_strcmp0(a->id, b->id);
  return order ? order : g_strcmp0(a->lang, b->lang);
}

static void dump_field(GString *out, const char *name, const char *value) {
  if (value) g_string_append_printf(out, "%s: %s\n", name, value);
}

static void dump_list(GString *out, const char *name, StringList list) {
  for (guint i = 0; i < list.count; i++)
    g_string_append_printf(out, "%s: %s\n", name, list.items[i]);
}

void post_dump(const Post *post, GString *out) {
  char date[16];
  dump_field(out, "path", post->path);
  dump_field(out, "id", post->id);
  dump_field(out, "lang", post->lang);
  dump_field(out, "translates", post->translates);
  dump_field(out, "title", post->title);
  dump_field(out, "slug", post->slug);
  dump_field(out, "date", civil_date_format(post->date, date));
  dump_list(out, "author", post->authors);
  dump_list(out, "translator", post->translators);
  dump_list(out, "reviewer", post->reviewers);
  dump_list(out, "tag", post->tags);
  dump_field(out, "source.name", post->source.name);
  dump_field(out, "source.author", post->source.author);
  dump_field(out, "source.place", post->source.place);
  if (civil_date_is_set(post->source.date))
    dump_field(out, "source.date", civil_date_format(post->source.date, date));
  dump_field(out, "source.url", post->source.url);
  dump_field(out, "summary", post->summary);
  dump_field(out, "image", post->image);
  dump_field(out, "image_alt", post->image_alt);
  dump_field(out, "state", post_state_name(post->state));
  g_string_append_c(out, '\n');
  if (post->body) node_dump(post->body, out);
}
