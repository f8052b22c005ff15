#include "load/html_check.h"

#include <string.h>

#include "model/html_policy.h"

typedef struct {
  Drafts *drafts;
  const HtmlTag *tag;
  SourceSpan span;
} Check;

static void check_element(const Check *check) {
  Drafts *drafts = check->drafts;
  const HtmlTag *tag = check->tag;
  g_autofree char *name = g_ascii_strdown(tag->name, (gssize)tag->name_length);
  HtmlElementClass element = html_element_class(name, tag->name_length);
  if (element == HTML_ELEMENT_OPAQUE) {
    Diagnostic *fault =
        diagnostic_add(drafts->diagnostics, DIAGNOSTIC_HTML_UNSAFE, check->span, name);
    diagnostic_hint(drafts->diagnostics, fault, "it is left out with all that is inside");
  } else if (element == HTML_ELEMENT_DROPPED && draft_first_time(drafts, "element %s", name)) {
    Diagnostic *fault =
        diagnostic_add(drafts->diagnostics, DIAGNOSTIC_HTML_ELEMENT, check->span, name);
    diagnostic_hint(drafts->diagnostics, fault, "its tags are left out, the text inside is kept");
  }
}

static void check_attribute(const Check *check, const HtmlAttribute *attribute) {
  Drafts *drafts = check->drafts;
  const HtmlTag *tag = check->tag;
  g_autofree char *name = g_ascii_strdown(attribute->name, (gssize)attribute->name_length);
  if (html_attribute_is_event(name, attribute->name_length)) {
    diagnostic_add(drafts->diagnostics, DIAGNOSTIC_HTML_EVENT, check->span, name);
    return;
  }
  if (g_str_equal(name, "markdown")) return; // ours
  if (!html_attribute_allowed(tag->name, tag->name_length, name, attribute->name_length)) {
    if (draft_first_time(drafts, "attribute %.*s %s", (int)tag->name_length, tag->name, name))
      diagnostic_add(drafts->diagnostics, DIAGNOSTIC_HTML_ATTRIBUTE, check->span, name);
    return;
  }
  if (!html_attribute_is_url(name, attribute->name_length) || !attribute->value) return;
  const char *url = draft_decode_text(drafts, attribute->value, attribute->value_length);
  if (!html_url_allowed(url))
    diagnostic_add(drafts->diagnostics, DIAGNOSTIC_HTML_URL, check->span, url);
}

static void check_tag(Drafts *drafts, const HtmlTag *tag, gsize start, gsize end) {
  if (tag->is_close || tag->is_other) return;
  Check check = {drafts, tag, draft_span(drafts, start, end)};
  check_element(&check);
  if (html_element_class(tag->name, tag->name_length) > HTML_ELEMENT_VOID) return;
  HtmlAttribute attribute;
  for (gsize at = 0; html_tag_next(tag, &at, &attribute);)
    check_attribute(&check, &attribute);
}

void html_check_tag(Drafts *drafts, const Fragment *content, gsize at, const HtmlTag *tag) {
  check_tag(drafts, tag, fragment_source_start(content, at),
            fragment_source_end(content, at + tag->length));
}

void html_check_raw(Drafts *drafts, const Node *node) {
  if (draft_first_time(drafts, "raw"))
    diagnostic_add(drafts->diagnostics, DIAGNOSTIC_HTML_RAW,
                   draft_span(drafts, draft_of(node)->start, draft_of(node)->end));
}

static void check_url(Drafts *drafts, const Node *node) {
  if (node->url && !html_url_allowed(node->url))
    diagnostic_add(drafts->diagnostics, DIAGNOSTIC_HTML_URL,
                   draft_span(drafts, draft_of(node)->start, draft_of(node)->end), node->url);
}

void html_check_inlines(Drafts *drafts) {
  for (guint i = 0; i < drafts->leaves->len; i++) {
    const Node *leaf = drafts->leaves->pdata[i];
    if (!leaf->parent) continue;
    for (const Node *node = leaf; node; node = node_walk(leaf, node)) {
      HtmlTag tag;
      if (node->kind == NODE_LINK || node->kind == NODE_IMAGE) check_url(drafts, node);
      if (node->kind != NODE_HTML_INLINE || !html_tag_parse(node->text, strlen(node->text), &tag))
        continue;
      check_tag(drafts, &tag, draft_of(node)->start, draft_of(node)->end);
      if (!tag.is_other) html_check_raw(drafts, node);
    }
  }
}
