#include "site/theme.h"

#include <string.h>

#include "base/data.h"

typedef struct {
  const char *name; // "post.mustache"
  const SourceFile *file;
  const Mustache *template; // NULL for a style
} ThemeFile;

struct Theme {
  GArray *files; // of ThemeFile, by name
};

// A publication may add a style of its own without replacing any of ours.
static const char own_style[] = "extra.css";

static const SourceFile *read_file(Arena *arena, const char *folder, const char *name,
                                   DiagnosticList *diagnostics) {
  g_autofree char *path = folder ? g_build_filename(folder, name, NULL) : NULL;
  g_autofree char *text = NULL;
  gsize length;
  if (path && g_file_get_contents(path, &text, &length, NULL)) {
    const SourceFile *file = NULL;
    if (source_is_text(text, length)) file = source_file_new(arena, path, text, length);
    if (file) return file;
    SourceSpan span = {.file = source_file_new(arena, path, "", 0), .line = 1, .column = 1};
    diagnostic_add(diagnostics, DIAGNOSTIC_THEME_UNREADABLE, span, name);
  }
  g_autofree char *builtin = g_strconcat("theme/", name, NULL);
  return data_source(arena, NULL, builtin);
}

Theme *theme_open(Arena *arena, const char *folder, DiagnosticList *diagnostics) {
  Theme *theme = ARENA_NEW(arena, Theme);
  theme->files = g_array_new(FALSE, FALSE, sizeof(ThemeFile));
  arena_own(arena, theme->files, (GDestroyNotify)g_array_unref);
  guint count;
  char **names = data_list(arena, "theme", &count);
  for (guint i = 0; i <= count; i++) {
    const char *name = i < count ? names[i] : own_style;
    ThemeFile file = {.name = name, .file = read_file(arena, folder, name, diagnostics)};
    if (!file.file) continue;
    if (g_str_has_suffix(name, ".mustache"))
      file.template = mustache_parse(arena, file.file, diagnostics);
    g_array_append_val(theme->files, file);
  }
  return theme;
}

static const ThemeFile *lookup(const Theme *theme, const char *name) {
  for (guint i = 0; i < theme->files->len; i++) {
    const ThemeFile *file = &g_array_index(theme->files, ThemeFile, i);
    if (g_str_equal(file->name, name)) return file;
  }
  return NULL;
}

static const Mustache *lookup_template(const char *name, gpointer data) {
  g_autofree char *whole = g_strconcat(name, ".mustache", NULL);
  const ThemeFile *file = lookup(data, whole);
  return file ? file->template : NULL;
}

void theme_render(const Theme *theme, const char *name, const Value *root,
                  DiagnosticList *diagnostics, GString *out) {
  const Mustache *template = lookup_template(name, (gpointer)theme);
  g_assert(template); // every template that is asked for is compiled in
  mustache_render(template, root, lookup_template, (gpointer)theme, diagnostics, out);
}

const char *theme_file(const Theme *theme, const char *name) {
  const ThemeFile *file = lookup(theme, name);
  return file ? file->file->text : NULL;
}

const char *theme_text_at(const Theme *theme, guint index) {
  return index < theme->files->len ? g_array_index(theme->files, ThemeFile, index).file->text
                                   : NULL;
}
