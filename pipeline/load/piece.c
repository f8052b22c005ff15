#include "load/piece.h"

#include <string.h>

#define TAB_STOP 4

void piece_add_probes(Fragment *buffer, const GPtrArray *labels) {
  for (guint i = 0; i < labels->len; i++) {
    fragment_add_text(buffer, "[");
    fragment_add_text(buffer, labels->pdata[i]);
    fragment_add_text(buffer, "]\n\n");
  }
}

static void append_escaped(GString *out, const char *text, const char *special) {
  for (const char *c = text; *c; c++) {
    if (*c == '\n')
      g_string_append(out, "&#10;");
    else if (*c == '&')
      g_string_append(out, "&amp;");
    else {
      if (strchr(special, *c)) g_string_append_c(out, '\\');
      g_string_append_c(out, *c);
    }
  }
}

static void add_definitions(Fragment *buffer, const GArray *definitions) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < definitions->len; i++) {
    const LinkDefinition *definition = &g_array_index(definitions, LinkDefinition, i);
    g_string_append_printf(out, "[%s]: <", definition->label);
    append_escaped(out, definition->url, "<>\\");
    g_string_append_c(out, '>');
    if (*definition->title) {
      g_string_append(out, " \"");
      append_escaped(out, definition->title, "\"\\");
      g_string_append_c(out, '"');
    }
    g_string_append_c(out, '\n');
  }
  g_string_append_c(out, '\n');
  fragment_add_text(buffer, out->str);
}

// The white space at a line's start, with tabs as spaces: behind a quote mark they would be
// narrower.
static gsize add_indent(Fragment *buffer, const Fragment *content, gsize at, gsize end) {
  guint column = 0;
  for (; at < end; at++) {
    char c = content->text->str[at];
    guint width = c == '\t' ? TAB_STOP - column % TAB_STOP : 1;
    if (c != ' ' && c != '\t') break;
    for (guint i = 0; i < width && c == '\t'; i++)
      fragment_add_text(buffer, " ");
    if (c == ' ') fragment_add_slice(buffer, content, at, at + 1);
    column += width;
  }
  return at;
}

static gboolean is_empty(const Fragment *content, gsize start, gsize end) {
  while (start < end && g_ascii_isspace(content->text->str[start]))
    start++;
  return start == end;
}

static void add_piece(Fragment *buffer, const DraftJob *job) {
  const Fragment *content = job->content;
  const char *text = content->text->str;
  gsize length = content->text->len;
  if (!job->blocks) fragment_add_text(buffer, "x\n");
  for (gsize at = 0, next; at < length; at = next) {
    const char *line_end = memchr(text + at, '\n', length - at);
    gsize end = line_end ? (gsize)(line_end - text) : length;
    next = end + (line_end != NULL);
    if (!job->blocks && is_empty(content, at, end)) continue; // it would end the paragraph
    fragment_add_text(buffer, job->blocks ? "> " : "    ");
    gsize start = job->blocks ? add_indent(buffer, content, at, end) : at;
    fragment_add_slice(buffer, content, start, next);
  }
  if (length == 0 || text[length - 1] != '\n') fragment_add_text(buffer, "\n");
  fragment_add_text(buffer, "\n");
}

static guint count_lines(const Fragment *buffer, gsize start) {
  guint count = 0;
  for (gsize i = start; i < buffer->text->len; i++)
    count += buffer->text->str[i] == '\n';
  return count;
}

Fragment *piece_buffer(const GArray *jobs, const GArray *definitions, GArray *places) {
  Fragment *buffer = fragment_new();
  add_definitions(buffer, definitions);
  guint line = count_lines(buffer, 0);
  for (guint i = 0; i < jobs->len; i++) {
    PiecePlace place = {g_array_index(jobs, DraftJob, i), line};
    gsize start = buffer->text->len;
    if (is_empty(place.job.content, 0, place.job.content->text->len)) {
      if (place.job.slot) node_unlink(place.job.slot);
      continue;
    }
    add_piece(buffer, &place.job);
    g_array_append_val(places, place);
    line += count_lines(buffer, start);
  }
  return buffer;
}

void piece_settle(const DraftJob *job, Node *holder) {
  if (!job->slot) {
    if (holder->first_child) draft_move(holder->first_child, holder->last_child, job->parent);
    return;
  }
  while (holder->first_child) {
    Node *child = holder->first_child;
    if (!child->lang) child->lang = job->slot->lang;
    node_unlink(child);
    node_insert_before(job->slot, child);
  }
  node_unlink(job->slot);
}
