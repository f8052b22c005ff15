// Footnotes: their marks, and the list at the end (PG-3, PG-14).
#include "site/html_parts.h"

static const Locale *interface_locale(const Writer *writer) {
  return writer->context->locale;
}

static char *digits(const Writer *writer, guint number) {
  const Locale *locale = writer->tongue.locale;
  if (!locale) return arena_printf(writer->scratch, "%u", number);
  return locale_integer(writer->scratch, locale, number);
}

// `ordinal`: which of several marks of one note; 0 = there is only one.
static void write_label(const Writer *writer, GString *out, const char *key, guint number,
                        guint ordinal) {
  const Locale *locale = interface_locale(writer);
  if (!locale) return;
  Arena *scratch = writer->scratch;
  const char *n = locale_integer(scratch, locale, number);
  const char *label = locale_message(scratch, locale, key, "n", n, NULL);
  if (ordinal)
    label = arena_printf(scratch, "%s (%s)", label, locale_integer(scratch, locale, ordinal));
  html_write_attribute(out, "aria-label", label);
}

// A place of this document. In a feed the resolver makes it the page's.
static char *place(const Writer *writer, const char *id, const Node *node) {
  g_autofree char *url = g_strconcat("#", id, NULL);
  return link_attributes(writer, url, node);
}

// The mark is an isolate, so that its digits never join a number before it.
char *note_mark_markup(const Writer *writer, const Node *ref) {
  GString *out = g_string_new(NULL);
  const char *number = digits(writer, ref->number);
  if (writer_is_plain(writer)) {
    g_string_printf(out, "<sup>%s</sup>", number);
    return g_string_free(out, FALSE);
  }
  g_string_append(out, "<sup");
  if (writer->context->mode == HTML_SITE) html_write_attribute(out, "class", "note-mark");
  html_write_attribute(out, "dir", writer->tongue.direction == DIRECTION_RTL ? "rtl" : "ltr");
  g_autofree char *id = writer_id(writer, ref);
  html_write_attribute(out, "id", id);
  g_string_append_c(out, '>');
  g_autofree char *target = g_strdup_printf("fn-%u", ref->number);
  g_autofree char *link = writer->in_link ? NULL : place(writer, target, ref);
  if (link) {
    g_string_append_printf(out, "<a%s", link);
    if (writer->context->mode == HTML_SITE) html_write_attribute(out, "role", "doc-noteref");
    write_label(writer, out, "note.mark", ref->number, 0);
    g_string_append_c(out, '>');
  }
  html_write_text(out, number);
  g_string_append(out, link ? "</a></sup>" : "</sup>");
  return g_string_free(out, FALSE);
}

void writer_note_back(Writer *writer, const Node *note) {
  if (writer->context->mode != HTML_SITE) return;
  const char *prefix = writer->context->id_prefix ? writer->context->id_prefix : "";
  guint count = html_ids_ref_count(writer->ids, note->number);
  for (guint i = 1; i <= count; i++) {
    g_string_append_printf(writer->out, " <a href=\"#%sfnref-%u", prefix, note->number);
    if (i > 1) g_string_append_printf(writer->out, "-%u", i);
    g_string_append(writer->out, "\" class=\"note-back\" role=\"doc-backlink\"");
    write_label(writer, writer->out, "note.back", note->number, count > 1 ? i : 0);
    // An arrow that points up is the same in both directions.
    g_string_append(writer->out, ">↑");
    if (count > 1) g_string_append_printf(writer->out, "<sup>%s</sup>", digits(writer, i));
    g_string_append(writer->out, "</a>");
  }
}

void writer_note(Writer *writer, const Node *note) {
  const Node *outer_block = writer->note_block, *outer = writer->note;
  writer->note = note;
  writer->note_block = note->last_child;
  gboolean counted = !note->previous || note->previous->kind != NODE_FOOTNOTE ||
                     note->previous->number + 1 != note->number;
  g_autofree char *value =
      counted && note->number != 1 ? g_strdup_printf(" value=\"%u\"", note->number) : NULL;
  Tongue before = block_open(writer, "li", note, NULL, value);
  writer_line(writer);
  writer_blocks(writer, note->first_child);
  gboolean carried = note->last_child && note->last_child->kind == NODE_PARAGRAPH;
  if (!carried && writer->context->mode == HTML_SITE) {
    g_string_append(writer->out, "<p>");
    writer_note_back(writer, note);
    g_string_append(writer->out, "</p>\n");
  }
  block_close(writer, "li", before);
  writer->note = outer;
  writer->note_block = outer_block;
}

void writer_notes(Writer *writer, const Node *first_note) {
  writer_line(writer);
  gboolean site = writer->context->mode == HTML_SITE;
  const Locale *locale = interface_locale(writer);
  g_string_append(writer->out,
                  site ? "<section class=\"notes\" role=\"doc-endnotes\"" : "<section");
  const char *title = locale ? locale_string(locale, "note.title") : "";
  if (site) html_write_attribute(writer->out, "aria-label", title);
  g_string_append(writer->out, ">\n");
  if (locale && !site) {
    g_string_append(writer->out, "<hr />\n<p><strong>");
    html_write_text(writer->out, title);
    g_string_append(writer->out, "</strong></p>\n");
  }
  g_string_append(writer->out, "<ol>\n");
  for (const Node *note = first_note; note; note = note->next)
    if (note->kind == NODE_FOOTNOTE) writer_note(writer, note);
  g_string_append(writer->out, "</ol>\n</section>\n");
}
