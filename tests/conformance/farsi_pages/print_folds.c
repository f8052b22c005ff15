// What locale/fold.c makes of every character of Latin-1 and the Arabic blocks, of texts given as
// arguments, and which words it sees in them: for search.mjs, which asks the site's script the
// same.
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

#include "locale/fold.h"

static void print_fold(const Fold *fold, const char *text) {
  g_autoptr(GString) out = g_string_new(NULL);
  fold_append(fold, text, strlen(text), out);
  printf("%s\t%s", text, out->str);
  for (gsize start = 0, end = 0; word_next(text, &start, &end); start = end)
    printf("\t%.*s", (int)(end - start), text + start);
  putchar('\n');
}

int main(int argc, char **argv) {
  static const gunichar blocks[][2] = {{0x21, 0xFF},     {0x100, 0x24F},   {0x300, 0x36F},
                                       {0x600, 0x6FF},   {0x750, 0x77F},   {0x870, 0x8FF},
                                       {0x1E00, 0x1EFF}, {0x2000, 0x2027}, {0x202A, 0x206F},
                                       {0xFB50, 0xFDFF}, {0xFE70, 0xFEFF}};
  g_autoptr(Arena) arena = arena_new();
  const Locale *const locales[] = {locale_load(arena, NULL, "en", (SourceSpan){0}, NULL),
                                   locale_load(arena, NULL, "fa", (SourceSpan){0}, NULL)};
  g_autoptr(Fold) fold = fold_new(locales, G_N_ELEMENTS(locales));
  for (guint i = 0; i < G_N_ELEMENTS(blocks); i++) {
    for (gunichar c = blocks[i][0]; c <= blocks[i][1]; c++) {
      char text[16];
      // Alone, and inside a word: what is dropped belongs to a word only there.
      int length = g_unichar_to_utf8(c, text);
      text[length] = '\0';
      if (!u_isdefined((UChar32)c) || c == 0x7F || (c >= 0x80 && c < 0xA0)) continue;
      print_fold(fold, text);
      g_autofree char *inside = g_strconcat("x", text, "y", NULL);
      print_fold(fold, inside);
    }
  }
  for (int i = 1; i < argc; i++)
    print_fold(fold, argv[i]);
  return 0;
}
