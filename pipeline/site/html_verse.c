// Verse: a couplet a paragraph, its hemistichs parted by a <br>, so that it reads as verse without
// any style; the style sheet makes two columns of them and drops the <br>.
#include <string.h>

#include "base/display.h"
#include "site/html_parts.h"

static void write_hemistichs(Writer *writer, const Node *couplet) {
  const Node *half = couplet->first_child;
  while (half) {
    Tongue before = block_open(writer, "span", half, "hemistich", NULL);
    if (half->kind == NODE_HEMISTICH)
      writer_inlines(writer, half->first_child, TRUE);
    else
      writer_inline(writer, half);
    writer->tongue = before;
    g_string_append(writer->out, "</span>");
    half = half->next;
    if (half) g_string_append(writer->out, "<br />\n");
  }
}

const char *writer_verse_class(const Node *verse, guint room) {
  for (const Node *node = verse->first_child; node; node = node->next)
    for (const Node *half = node->first_child; node->kind == NODE_COUPLET && half;
         half = half->next) {
      g_autofree char *text = node_plain_text(half);
      if (display_width(text, strlen(text)) > room) return "verse long";
    }
  return "verse";
}

// `number` counts stanzas; a couplet of one hemistich is set across both columns.
void writer_couplet(Writer *writer, const Node *couplet) {
  const Node *previous = couplet->previous;
  gboolean stanza =
      previous && previous->kind == NODE_COUPLET && previous->number != couplet->number;
  g_autofree char *name =
      g_strconcat("couplet", couplet->level ? " refrain" : "", stanza ? " stanza" : "",
                  couplet->first_child == couplet->last_child ? " single" : "", NULL);
  Tongue before = block_open(writer, "p", couplet, name, NULL);
  write_hemistichs(writer, couplet);
  block_close(writer, "p", before);
}

void writer_verse(Writer *writer, const Node *verse) {
  Tongue before = block_open(writer, "figure", verse, writer_verse_class(verse, VERSE_ROOM), NULL);
  writer_line(writer);
  const Node *poet = NULL;
  for (const Node *part = verse->first_child; part; part = part->next) {
    if (part->kind == NODE_ATTRIBUTION && !poet)
      poet = part;
    else if (part->kind == NODE_COUPLET)
      writer_couplet(writer, part);
    else if (part->kind == NODE_HEADING) {
      Tongue outer = block_open(writer, "p", part, "verse-title", NULL);
      writer_inlines(writer, part->first_child, TRUE);
      block_close(writer, "p", outer);
    } else
      writer_block_alone(writer, part);
  }
  if (poet) {
    Tongue outer = block_open(writer, "figcaption", poet, NULL, NULL);
    writer_inlines(writer, poet->first_child, TRUE);
    block_close(writer, "figcaption", outer);
  }
  block_close(writer, "figure", before);
}
