#include "load/publication_file.h"

#include <string.h>

#include "base/data.h"
#include "load/field.h"
#include "load/line_field.h"
#include "load/text_file.h"

#define FILE_NAME     "publication.yaml"
#define MAX_LANGUAGES 32

static const char *const keys[] = {
    "numbered_headings",
    "title",
    "description",
    "address",
    "languages",
    "authors",
    "posts_per_page",
    "kashida",
    "theme",
    "tags",
    "hanging_punctuation",
    "glyph_scaling",
};

gboolean publication_file_knows_language(const Publication *publication, const char *lang) {
  for (const char *c = lang; *c; c++)
    if (!g_ascii_isalnum(*c) && *c != '-') return FALSE;
  if (!*lang || strlen(lang) > 35) return FALSE; // BCP 47 section 4.4.1
  g_autofree char *name = g_strdup_printf("locales/%s.yaml", lang);
  g_autoptr(GBytes) bytes = data_open(publication->folder, name);
  return bytes != NULL;
}

guint publication_file_numbering(const YamlNode *map, guint fallback, DiagnosticList *diagnostics) {
  static const char *const choices[] = {"false", "1", "2", "3", "4", "5", "6", "true"};
  static const guint usual = 3;
  if (!yaml_lookup(map, "numbered_headings")) return fallback;
  guint choice =
      field_choice(map, "numbered_headings", choices, G_N_ELEMENTS(choices), fallback, diagnostics);
  return choice + 1 == G_N_ELEMENTS(choices) ? usual : choice;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The subfolders that are named for a language, sorted.
static void find_languages(Publication *publication) {
  publication->languages = ARENA_ARRAY(publication->arena, const char *, MAX_LANGUAGES);
  publication->language_count = 0;
  GDir *folder = g_dir_open(publication->folder, 0, NULL);
  if (!folder) return;
  for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
    g_autofree char *path = g_build_filename(publication->folder, name, NULL);
    if (publication->language_count == MAX_LANGUAGES || !g_file_test(path, G_FILE_TEST_IS_DIR) ||
        !publication_file_knows_language(publication, name))
      continue;
    publication->languages[publication->language_count++] = arena_strdup(publication->arena, name);
  }
  g_dir_close(folder);
  qsort(publication->languages, publication->language_count, sizeof(char *), compare_names);
}

static gboolean already_listed(const Publication *publication, const char *lang) {
  return publication_language(publication, lang) >= 0;
}

static void read_languages(Publication *publication, const YamlNode *map,
                           DiagnosticList *diagnostics) {
  StringList list = field_strings(publication->arena, map, "languages", diagnostics);
  publication->languages = ARENA_ARRAY(publication->arena, const char *, list.count);
  for (guint i = 0; i < list.count; i++) {
    if (already_listed(publication, list.items[i])) continue;
    if (publication_file_knows_language(publication, list.items[i]) &&
        publication->language_count < MAX_LANGUAGES) {
      publication->languages[publication->language_count++] = list.items[i];
      continue;
    }
    Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_LOCALE_UNKNOWN,
                                       yaml_lookup(map, "languages")->span, list.items[i]);
    diagnostic_hint(diagnostics, fault, "a new language is a file locales/%s.yaml", list.items[i]);
  }
  if (publication->language_count == 0) find_languages(publication);
}

static const char *read_address(Arena *arena, const YamlNode *map, DiagnosticList *diagnostics) {
  const char *address = field_string(arena, map, "address", diagnostics);
  if (!address) return NULL;
  if ((!g_str_has_prefix(address, "https://") && !g_str_has_prefix(address, "http://")) ||
      strpbrk(address, " \t?#\"<>")) {
    field_invalid(yaml_lookup(map, "address"), diagnostics,
                  "write the site's own address, such as https://example.org/news/");
    return NULL;
  }
  return g_str_has_suffix(address, "/") ? address : arena_printf(arena, "%s/", address);
}

static const char *read_theme(const Publication *publication, const YamlNode *map,
                              DiagnosticList *diagnostics) {
  const char *name = field_string(publication->arena, map, "theme", diagnostics);
  g_autofree char *path = g_canonicalize_filename(name ? name : "theme", publication->folder);
  if (g_file_test(path, G_FILE_TEST_IS_DIR)) return arena_strdup(publication->arena, path);
  if (name)
    field_invalid(yaml_lookup(map, "theme"), diagnostics,
                  "there is no such folder in the publication");
  return NULL;
}

static void read_tag_labels(Publication *publication, const YamlNode *map,
                            DiagnosticList *diagnostics) {
  const YamlNode *tags = field_map(map, "tags", diagnostics);
  if (!tags) return;
  publication->tag_labels = ARENA_ARRAY(publication->arena, TagLabel, tags->child_count);
  for (guint i = 0; i < tags->child_count; i++) {
    const char *tag = tags->children[i]->key;
    publication->tag_labels[i] =
        (TagLabel){tag, field_local(publication->arena, tags, tag, publication->languages,
                                    publication->language_count, diagnostics)};
  }
  publication->tag_label_count = tags->child_count;
}

static void fill_titles(Publication *publication) {
  g_autofree char *name = g_path_get_basename(publication->folder);
  const char *title = NULL;
  for (guint i = 0; i < publication->language_count && !title; i++)
    title = publication->title.texts[i];
  if (!title) title = arena_strdup(publication->arena, name);
  for (guint i = 0; i < publication->language_count; i++)
    if (!publication->title.texts[i]) publication->title.texts[i] = title;
}

static void read_fields(Publication *publication, const YamlNode *map,
                        DiagnosticList *diagnostics) {
  Arena *arena = publication->arena;
  const char *const *languages = publication->languages;
  guint count = publication->language_count;
  publication->title = field_local(arena, map, "title", languages, count, diagnostics);
  publication->description = field_local(arena, map, "description", languages, count, diagnostics);
  publication->authors = field_local(arena, map, "authors", languages, count, diagnostics);
  publication->address = read_address(arena, map, diagnostics);
  publication->posts_per_page = field_count(map, "posts_per_page", 1, 1000, 10, diagnostics);
  publication->numbered_headings = publication_file_numbering(map, 0, diagnostics);
  LineSettings lines = line_settings_default();
  publication->lines = line_field_read(map, &lines, diagnostics);
  publication->theme_folder = read_theme(publication, map, diagnostics);
  read_tag_labels(publication, map, diagnostics);
  fill_titles(publication);
}

gboolean publication_file_load(Publication *publication, DiagnosticList *diagnostics) {
  Arena *arena = publication->arena;
  g_autofree char *path = g_build_filename(publication->folder, FILE_NAME, NULL);
  const YamlNode *map = NULL;
  if (g_file_test(path, G_FILE_TEST_EXISTS))
    publication->file = text_file_load(arena, path, FILE_NAME, diagnostics);
  if (publication->file)
    map = yaml_parse(arena, publication->file, 0, publication->file->length_bytes, diagnostics);
  if (map && map->kind != YAML_MAPPING) {
    field_invalid(map, diagnostics, "write one 'key: value' a line");
    map = NULL;
  }
  publication->is_broken = publication->file && publication->file->length_bytes > 0 && !map;
  yaml_check_keys(map, keys, G_N_ELEMENTS(keys), diagnostics);
  read_languages(publication, map, diagnostics);
  if (publication->language_count == 0) {
    diagnostic_add(diagnostics, DIAGNOSTIC_PUBLICATION_FOLDER, (SourceSpan){0},
                   publication->folder);
    return FALSE;
  }
  if (!publication->file) {
    diagnostic_add(diagnostics, DIAGNOSTIC_PUBLICATION_DEFAULTS, (SourceSpan){0},
                   publication->folder);
    publication->file = source_file_new(arena, FILE_NAME, "", 0);
  }
  read_fields(publication, map, diagnostics);
  return TRUE;
}
