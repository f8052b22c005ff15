#include "site/charset.h"

#include <string.h>
#include <unicode/utf8.h>

static void add_text(hb_set_t *set, const char *text, gsize length) {
  for (gsize at = 0; at < length;) {
    UChar32 c;
    U8_NEXT(text, at, length, c);
    if (c >= 0x20) hb_set_add(set, (hb_codepoint_t)c);
  }
}

static void add_string(hb_set_t *set, const char *text) {
  if (text) add_text(set, text, strlen(text));
}

// The file as written has every character of front matter and prose but those that entities
// (&mdash;) stand for: the nodes have these.
static void add_post(CharacterSets *sets, const Post *post) {
  add_text(sets->text, post->file->text, post->file->length_bytes);
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    add_string(sets->text, node->text);
    if (node->kind == NODE_CODE || node->kind == NODE_CODE_BLOCK)
      add_string(sets->code, node->text);
  }
}

static hb_set_t *set_new(Arena *arena) {
  hb_set_t *set = hb_set_create();
  arena_own(arena, set, (GDestroyNotify)hb_set_destroy);
  return set;
}

static void add_yaml(hb_set_t *set, const YamlNode *node) {
  if (!node) return;
  add_string(set, node->scalar);
  for (guint i = 0; i < node->child_count; i++)
    add_yaml(set, node->children[i]);
}

CharacterSets *character_sets_collect(Arena *arena, const Publication *publication,
                                      const Locale *const *locales, const Theme *theme) {
  CharacterSets *sets = ARENA_NEW(arena, CharacterSets);
  *sets = (CharacterSets){set_new(arena), set_new(arena), set_new(arena)};
  hb_set_add_range(sets->text, 0x20, 0x7E);
  hb_set_add(sets->text, 0xA0);
  // Joining controls and what the token scanner may add: no ink, but a font that lacks them breaks
  // a run.
  hb_set_add_range(sets->text, 0x200C, 0x200F);
  hb_set_add_range(sets->text, 0x2066, 0x2069);
  hb_set_add(sets->text, 0x061C);
  for (guint i = 0; i < publication->post_count; i++)
    add_post(sets, publication->posts[i]);
  if (publication->file)
    add_text(sets->text, publication->file->text, publication->file->length_bytes);
  for (guint i = 0; i < publication->digest_count; i++)
    if (publication->digests[i]->file) add_string(sets->text, publication->digests[i]->file->text);
  for (guint i = 0; i < publication->language_count; i++) {
    add_yaml(sets->text, locales[i]->root);
    add_string(sets->title, publication->title.texts[i]);
  }
  const char *text;
  for (guint i = 0; (text = theme_text_at(theme, i)); i++)
    add_string(sets->text, text);
  hb_set_union(sets->text, sets->title);
  if (!hb_set_is_empty(sets->code)) hb_set_add(sets->code, ' ');
  return sets;
}
