#include "load/front_matter.h"

#include <string.h>

#include "load/field.h"
#include "model/html_policy.h"

static const char *const keys[] = {
    "id",        "lang",   "translates", "title", "slug",  "date",      "authors", "translators",
    "reviewers", "source", "summary",    "tags",  "image", "image_alt", "state",
};
static const char *const source_keys[] = {"name", "author", "place", "date", "url"};

// The line holds `mark` and nothing else but white space.
static gboolean line_is(const SourceFile *file, guint line, const char *mark) {
  gsize length;
  const char *text = source_line(file, line, &length);
  gsize size = strlen(mark);
  if (length < size || strncmp(text, mark, size) != 0) return FALSE;
  for (gsize i = size; i < length; i++)
    if (text[i] != ' ' && text[i] != '\t') return FALSE;
  return TRUE;
}

static gsize line_start(const SourceFile *file, guint line) {
  return line <= file->line_count ? file->line_starts[line - 1] : file->length_bytes;
}

FrontMatter front_matter_parse(Arena *arena, const SourceFile *file, DiagnosticList *diagnostics) {
  FrontMatter result = {NULL, line_is(file, 1, "---"), 0};
  if (!result.present) {
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_FRONT_MATTER_MISSING, source_span_of_file(file));
    diagnostic_hint(diagnostics, fault,
                    "begin the file with '---', then id, lang, title and date, then '---'");
    return result;
  }
  guint line = 2, empty = 0;
  while (line <= file->line_count && !line_is(file, line, "---") && !line_is(file, line, "...")) {
    if (!empty && line_is(file, line, "")) empty = line;
    line++;
  }
  if (line > file->line_count) {
    diagnostic_add(diagnostics, DIAGNOSTIC_FRONT_MATTER_OPEN, source_span_of_file(file));
    line = empty ? empty : file->line_count + 1;
  }
  result.body_bytes = line_start(file, line + 1);
  result.map = yaml_parse(arena, file, line_start(file, 2), line_start(file, line), diagnostics);
  if (result.map && result.map->kind != YAML_MAPPING) {
    field_invalid(result.map, diagnostics, "write one 'key: value' a line");
    result.map = NULL;
  }
  return result;
}

static const char *read_url(Arena *arena, const YamlNode *map, const char *key,
                            DiagnosticList *diagnostics) {
  const char *url = field_string(arena, map, key, diagnostics);
  if (!url || html_url_allowed(url)) return url;
  field_invalid(yaml_lookup(map, key), diagnostics, "write an address that begins with https://");
  return NULL;
}

static PostSource read_source(Arena *arena, const YamlNode *map, DiagnosticList *diagnostics) {
  PostSource source = {0};
  const YamlNode *node = yaml_lookup(map, "source");
  if (!node) return source;
  source.span = node->span;
  if (node->kind == YAML_SCALAR && *node->scalar) {
    // One text is a name, or an address.
    if (strstr(node->scalar, "://") && !strchr(node->scalar, ' '))
      source.url = read_url(arena, map, "source", diagnostics);
    else
      source.name = node->scalar;
    return source;
  }
  const YamlNode *fields = field_map(map, "source", diagnostics);
  yaml_check_keys(fields, source_keys, G_N_ELEMENTS(source_keys), diagnostics);
  source.name = field_string(arena, fields, "name", diagnostics);
  source.author = field_string(arena, fields, "author", diagnostics);
  source.place = field_string(arena, fields, "place", diagnostics);
  source.date = field_date(fields, "date", diagnostics);
  source.url = read_url(arena, fields, "url", diagnostics);
  return source;
}

static void read_date(const YamlNode *map, Post *post, DiagnosticList *diagnostics) {
  const YamlNode *node = yaml_lookup(map, "date");
  if (node && node->kind == YAML_SCALAR && g_str_equal(node->scalar, "unknown"))
    post->date_unknown = TRUE;
  else
    post->date = field_date(map, "date", diagnostics);
}

// Relative to the post where it begins with a dot, else to the publication. An address stays.
static const char *read_image(Arena *arena, const YamlNode *map, const Post *post,
                              DiagnosticList *diagnostics) {
  const char *image = read_url(arena, map, "image", diagnostics);
  if (!image || strstr(image, "://")) return image;
  g_autofree char *folder = *image == '.' ? g_path_get_dirname(post->path) : g_strdup("");
  // Two slashes at the start would stay: POSIX gives them a meaning of their own.
  const char *rest = image + strspn(image, "/");
  g_autofree char *joined = g_strconcat("/", folder, *folder ? "/" : "", rest, NULL);
  g_autofree char *path = g_canonicalize_filename(joined, "/");
  return arena_strdup(arena, path + 1);
}

static void read_spans(Arena *arena, const YamlNode *map, Post *post) {
  FieldSpan *fields = ARENA_ARRAY(arena, FieldSpan, map->child_count);
  for (guint i = 0; i < map->child_count; i++)
    fields[i] = (FieldSpan){map->children[i]->key, map->children[i]->span};
  post->fields = fields;
  post->field_count = map->child_count;
}

void front_matter_read(Arena *arena, const YamlNode *map, Post *post, DiagnosticList *diagnostics) {
  static const char *const states[] = {"draft", "translated", "reviewed", "published"};
  post->state = STATE_PUBLISHED;
  if (!map) return;
  yaml_check_keys(map, keys, G_N_ELEMENTS(keys), diagnostics);
  read_spans(arena, map, post);
  post->id = field_string(arena, map, "id", diagnostics);
  post->lang = field_string(arena, map, "lang", diagnostics);
  post->translates = field_string(arena, map, "translates", diagnostics);
  post->title = field_string(arena, map, "title", diagnostics);
  post->slug = field_string(arena, map, "slug", diagnostics);
  read_date(map, post, diagnostics);
  post->authors = field_strings(arena, map, "authors", diagnostics);
  post->translators = field_strings(arena, map, "translators", diagnostics);
  post->reviewers = field_strings(arena, map, "reviewers", diagnostics);
  post->tags = field_strings(arena, map, "tags", diagnostics);
  post->source = read_source(arena, map, diagnostics);
  post->summary = field_string(arena, map, "summary", diagnostics);
  post->image = read_image(arena, map, post, diagnostics);
  post->image_alt = field_string(arena, map, "image_alt", diagnostics);
  post->state = (PostState)field_choice(map, "state", states, G_N_ELEMENTS(states), STATE_PUBLISHED,
                                        diagnostics);
}
