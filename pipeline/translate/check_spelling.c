// Spellings of which a text should keep to one (D3 of FARSI.md): none of them is wrong, and none is
// changed. Which they are stands in the language's own file, under `spellings`.
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "locale/locale.h"
#include "translate/rules.h"

#define ZWNJ 0x200C

// How often one spelling was met, and where first.
typedef struct {
  const char *form;
  guint count;
  SourceSpan first;
} Spelling;

static gboolean is_word_part(UChar32 c) {
  return c == ZWNJ || u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK);
}

// Whether the bytes [start, end) of a text end a word that begins before them.
static gboolean ends_word(const char *text, gsize start, gsize end) {
  UChar32 before = 0, after = 0;
  gsize length = strlen(text), at = end;
  gint32 back = (gint32)MIN(start, G_MAXINT32);
  if (back > 0) U8_PREV(text, 0, back, before);
  if (at < length) U8_NEXT(text, at, length, after);
  return is_word_part(before) && !is_word_part(after);
}

// Where the first of `form` stands in the source of a node, whose own place may be its block's.
static SourceSpan place_in(const Node *node, const char *form) {
  const SourceFile *file = node->span.file;
  gsize start = source_offset(file, node->span.line, node->span.column);
  gsize end = source_offset(file, node->span.end_line, node->span.end_column);
  U8_FWD_1(file->text, end, file->length_bytes);
  gsize length = strlen(form);
  for (gsize i = start; i + length <= end; i++)
    if (memcmp(file->text + i, form, length) == 0 && ends_word(file->text, i, i + length))
      return source_span_from_offsets(file, i, i + length);
  return node->span;
}

static void count_in(const Node *node, Spelling *spelling) {
  gsize length = strlen(spelling->form);
  for (const char *at = node->text; (at = strstr(at, spelling->form)); at += length) {
    gsize start = (gsize)(at - node->text);
    if (!ends_word(node->text, start, start + length)) continue;
    if (spelling->count++ == 0) spelling->first = place_in(node, spelling->form);
  }
}

// All spellings but the most frequent one; of equals, the language's own choice is the first.
static void report(const Spelling *spellings, guint count, DiagnosticList *diagnostics) {
  guint most = 0;
  for (guint i = 1; i < count; i++)
    if (spellings[i].count > spellings[most].count) most = i;
  const Spelling *usual = &spellings[most];
  for (guint i = 0; i < count; i++) {
    const Spelling *other = &spellings[i];
    if (i == most || !other->count) continue;
    Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_SPELLING_MIXED, other->first,
                                       other->form, other->count, usual->form, usual->count);
    diagnostic_hint(diagnostics, fault, "either is right: keep to one in a text");
    diagnostic_counterpart(diagnostics, fault, usual->first, "the other spelling");
  }
}

static void check_group(const Post *post, const YamlNode *group, DiagnosticList *diagnostics) {
  if (group->kind != YAML_SEQUENCE || group->child_count < 2) return;
  g_autofree Spelling *spellings = g_new0(Spelling, group->child_count);
  guint count = 0, used = 0;
  for (guint i = 0; i < group->child_count; i++)
    if (group->children[i]->kind == YAML_SCALAR && *group->children[i]->scalar)
      spellings[count++].form = group->children[i]->scalar;
  for (guint i = 0; i < count; i++) {
    for (const Node *node = post->body; node; node = node_walk(post->body, node))
      if (node->kind == NODE_TEXT && node->text && node->span.file &&
          g_str_equal(node_language(node, post->lang), post->lang))
        count_in(node, &spellings[i]);
    used += spellings[i].count > 0;
  }
  if (used > 1) report(spellings, count, diagnostics);
}

void rule_spelling(const Post *post, const Locale *locale, DiagnosticList *diagnostics) {
  const YamlNode *groups = locale ? yaml_lookup(locale->root, "spellings") : NULL;
  if (!post->body || !post->lang || !groups || groups->kind != YAML_SEQUENCE) return;
  for (guint i = 0; i < groups->child_count; i++)
    check_group(post, groups->children[i], diagnostics);
}
