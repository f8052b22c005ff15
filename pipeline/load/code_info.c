#include "load/code_info.h"

#include <string.h>

#include "load/attribute.h"

void code_info_apply(Drafts *drafts, Node *node, const char *info) {
  if (!info) return;
  gsize length = strlen(info);
  const char *open = strrchr(info, '{');
  Attributes attributes;
  if (open && (open == info || g_ascii_isspace(open[-1])) &&
      attribute_parse(drafts->arena, open, strlen(open), &attributes) == strlen(open)) {
    attributes_set(node, &attributes);
    length = (gsize)(open - info);
  }
  while (length > 0 && g_ascii_isspace(info[length - 1]))
    length--;
  node->info = length ? arena_strndup(drafts->arena, info, length) : NULL;
}

gboolean code_info_is_verse(const Node *node) {
  return node->info && strncmp(node->info, "verse", 5) == 0 &&
         (!node->info[5] || g_ascii_isspace(node->info[5]));
}
