#include "model/publication.h"

LineSettings line_settings_default(void) {
  LineSettings lines = {.glyph_scaling = 0};
  for (guint i = 0; i < KASHIDA_TEXT_COUNT; i++)
    lines.kashida[i] = KASHIDA_LIGHT;
  // The halves of a couplet are of one width, and spaces alone would tear them.
  lines.kashida[KASHIDA_VERSE] = KASHIDA_FULL;
  return lines;
}

PressSettings press_settings_default(void) {
  return (PressSettings){
      .standard = PRESS_X4, .intent = "coated", .marks = TRUE, .bleed_mm = PRESS_BLEED_MM};
}

gint publication_language(const Publication *publication, const char *lang) {
  for (guint i = 0; lang && i < publication->language_count; i++)
    if (g_str_equal(publication->languages[i], lang)) return (gint)i;
  return -1;
}

const char *publication_tag_label(const Publication *publication, const char *tag, guint language) {
  for (guint i = 0; i < publication->tag_label_count; i++) {
    const TagLabel *label = &publication->tag_labels[i];
    if (g_str_equal(label->tag, tag) && label->label.texts[language])
      return label->label.texts[language];
  }
  return tag;
}

const PostPair *publication_lookup_pair(const Publication *publication, const char *id) {
  for (guint i = 0; i < publication->pair_count; i++)
    if (g_str_equal(publication->pairs[i]->id, id)) return publication->pairs[i];
  return NULL;
}

const Digest *publication_lookup_digest(const Publication *publication, const char *name) {
  for (guint i = 0; i < publication->digest_count; i++)
    if (g_str_equal(publication->digests[i]->name, name)) return publication->digests[i];
  return NULL;
}

void publication_dump(const Publication *publication, GString *out) {
  for (guint i = 0; i < publication->language_count; i++)
    g_string_append_printf(out, "language %s: %s\n", publication->languages[i],
                           publication->title.texts[i] ? publication->title.texts[i] : "");
  g_string_append_printf(out, "address: %s\n", publication->address ? publication->address : "");
  for (guint i = 0; i < publication->pair_count; i++)
    pair_dump(publication->pairs[i], out);
  for (guint i = 0; i < publication->digest_count; i++)
    g_string_append_printf(out, "digest %s\n", publication->digests[i]->name);
}
