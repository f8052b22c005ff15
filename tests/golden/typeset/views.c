// golden.typeset: the lines of 50 paragraphs in both languages against what is kept beside this
// file. UPDATE=1 rewrites the views; read the diff.
#include <stdio.h>
#include <string.h>

#include "proof_text.h"

typedef struct {
  const char *text, *view, *lang;
  double width_pt;
  KashidaUse kashida;
  gboolean margins; // hanging punctuation and glyph scaling
} Case;

static const Case cases[] = {
    {"fa.txt", "fa.light.lines", "fa", 250, KASHIDA_LIGHT, FALSE},
    {"fa.txt", "fa.narrow.lines", "fa", 150, KASHIDA_FULL, FALSE},
    {"en.txt", "en.lines", "en", 250, KASHIDA_OFF, FALSE},
    {"fa.txt", "fa.margins.lines", "fa", 250, KASHIDA_LIGHT, TRUE},
    {"en.txt", "en.margins.lines", "en", 250, KASHIDA_OFF, TRUE},
};

// The first line in which two texts differ, for the eye.
static void print_difference(const char *wanted, const char *found) {
  guint line = 1;
  while (*wanted && *wanted == *found) {
    line += *wanted == '\n';
    wanted++;
    found++;
  }
  printf("  differs at line %u\n", line);
}

static char *set_case(const Case *one, const char *folder) {
  g_autoptr(Arena) arena = arena_new();
  g_autoptr(DiagnosticList) faults = diagnostic_list_new();
  Locale *locale = locale_load(arena, NULL, one->lang, (SourceSpan){0}, faults);
  FontSet *fonts = font_set_load(arena, NULL, faults);
  g_autofree char *path = g_build_filename(folder, one->text, NULL), *text = NULL;
  GString *out = g_string_new(NULL);
  if (!locale || !fonts || !g_file_get_contents(path, &text, NULL, NULL))
    return g_string_free(out, FALSE);
  g_autoptr(Typesetter) typesetter = typesetter_new(fonts);
  ProofText proof = proof_text_read(arena, locale, text, 10, 18);
  LineShape shape = {&one->width_pt, NULL, 1};
  for (guint i = 0; i < proof.count; i++) {
    proof.paragraphs[i].kashida = one->kashida;
    proof.paragraphs[i].hanging = one->margins;
    proof.paragraphs[i].glyph_scaling = one->margins ? 0.02 : 0;
    LineList lines = paragraph_set(typesetter, arena, &proof.paragraphs[i], &shape, faults);
    g_string_append_printf(out, "paragraph %u\n", i + 1);
    for (guint k = 0; k < lines.count; k++)
      line_dump(&lines.lines[k], out);
  }
  diagnostic_list_sort(faults);
  for (guint i = 0; i < diagnostic_list_length(faults); i++)
    g_string_append_printf(out, "fault: %s\n", diagnostic_list_at(faults, i)->message);
  return g_string_free(out, FALSE);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  gboolean update = g_getenv("UPDATE") != NULL;
  int failures = 0;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_build_filename(argv[1], cases[i].view, NULL);
    g_autofree char *found = set_case(&cases[i], argv[1]), *wanted = NULL;
    if (update) g_file_set_contents(path, found, -1, NULL);
    if (!g_file_get_contents(path, &wanted, NULL, NULL)) wanted = g_strdup("");
    gboolean same = strcmp(wanted, found) == 0 && *found;
    printf("%s %s\n", same ? "ok  " : "FAIL", cases[i].view);
    if (!same) print_difference(wanted, found);
    failures += !same;
  }
  return failures > 0;
}
