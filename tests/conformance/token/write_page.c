// A page with every case in every place, for a browser: each line has what should be seen in an
// attribute, and the script puts what is seen behind it.
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "locale/token.h"
#include "site/html.h"
#include "site/html_writer.h"

// The characters of a line by their place, from left to right. Signs that are mirrored are left
// out, since the page's text has them unmirrored.
static const char script[] =
    "for (const line of document.querySelectorAll('p')) {\n"
    "  const seen = [], walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);\n"
    "  for (let node; (node = walker.nextNode());)\n"
    "    for (let i = 0; i < node.data.length; i++) {\n"
    "      const range = document.createRange();\n"
    "      range.setStart(node, i);\n"
    "      range.setEnd(node, i + 1);\n"
    "      const box = range.getBoundingClientRect();\n"
    "      seen.push({x: box.left + box.right, sign: node.data[i]});\n"
    "    }\n"
    "  seen.sort((a, b) => a.x - b.x);\n"
    "  const drop = /[()«»‹›\\[\\]<>\\u061C\\u2066-\\u2069]/g;\n"
    "  const text = seen.map((s) => s.sign).join('').replace(drop, '');\n"
    "  if (!text.includes(line.title.replace(drop, ''))) line.className = 'wrong';\n"
    "  line.dataset.seen = text;\n"
    "}\n"
    "document.title = `${document.querySelectorAll('p.wrong').length} wrong of `\n"
    "  + document.querySelectorAll('p').length;\n";

int main(void) {
  g_autoptr(Arena) arena = arena_new();
  const Locale *locales[] = {locale_load(arena, NULL, "en", (SourceSpan){0}, NULL),
                             locale_load(arena, NULL, "fa", (SourceSpan){0}, NULL)};
  const HtmlContext context = {.locale = locales[1], .locales = locales, .locale_count = 2};
  g_autoptr(GString) out = g_string_new("<!DOCTYPE html>\n<html lang=\"fa\" dir=\"rtl\">\n"
                                        "<meta charset=\"utf-8\">\n<title></title>\n"
                                        "<style>p { white-space: nowrap }</style>\n");
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS(places); k++) {
      g_autofree char *text = g_strconcat(places[k].before, cases[i].text, places[k].after, NULL);
      // A wholly Latin text turns as a whole (BD-3): not what is asked here.
      if (token_text_is_foreign(DIRECTION_RTL, text, strlen(text))) continue;
      g_string_append(out, "<p");
      html_write_attribute(out, "id", cases[i].row);
      html_write_attribute(out, "title", cases[i].seen);
      g_string_append_c(out, '>');
      html_write_phrase(text, &context, out);
      g_string_append(out, "</p>\n");
    }
  g_string_append_printf(out, "<script>\n%s</script>\n</html>\n", script);
  fputs(out->str, stdout);
  return 0;
}
