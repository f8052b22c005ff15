#include "load/alternative.h"

#include <string.h>

#include "load/html_tag.h"

#define HINT_WORDS "say what it shows: ![A lemon tree in a pot](lemon.jpg)"
#define HINT_HTML  "say what it shows: <img src=\"lemon.jpg\" alt=\"A lemon tree in a pot\">"

// A picture as either language writes it.
typedef struct {
  SourceSpan span;
  const char *url, *alt; // stripped, "" for none
  gboolean decorative, is_html, has_caption;
} Picture;

static void report_missing(Drafts *drafts, const Picture *picture) {
  Diagnostic *fault = diagnostic_add(drafts->diagnostics, DIAGNOSTIC_IMAGE_ALT_MISSING,
                                     picture->span, picture->url);
  if (picture->has_caption)
    diagnostic_hint(drafts->diagnostics, fault,
                    "%s; the caption is for those who see it, and stands for the missing words",
                    HINT_WORDS);
  else if (picture->is_html)
    diagnostic_hint(drafts->diagnostics, fault, "%s; where it only decorates: alt=\"\"", HINT_HTML);
  else
    diagnostic_hint(drafts->diagnostics, fault,
                    "%s; where it only decorates: ![](lemon.jpg){.decorative}", HINT_WORDS);
}

// "lemon.jpg", "images/lemon.jpg" or "lemon": the address, or its end, and nothing to hear.
static gboolean is_file_name(const char *alt, const char *url) {
  const char *slash = strrchr(url, '/'), *name = slash ? slash + 1 : url;
  const char *dot = strrchr(name, '.');
  if (!*alt || !dot) return FALSE;
  return strcmp(alt, url) == 0 || g_ascii_strcasecmp(alt, name) == 0;
}

static void check_picture(Drafts *drafts, const Picture *picture) {
  if (!*picture->alt && !picture->decorative)
    report_missing(drafts, picture);
  else if (*picture->alt && picture->decorative)
    diagnostic_hint(drafts->diagnostics,
                    diagnostic_add(drafts->diagnostics, DIAGNOSTIC_IMAGE_ALT_UNUSED, picture->span,
                                   picture->url),
                    "leave out the words, or {.decorative}");
  else if (is_file_name(picture->alt, picture->url))
    diagnostic_hint(
        drafts->diagnostics,
        diagnostic_add(drafts->diagnostics, DIAGNOSTIC_IMAGE_ALT_NAME, picture->span, picture->url),
        "%s", picture->is_html ? HINT_HTML : HINT_WORDS);
}

static void check_image(Drafts *drafts, const Node *image) {
  g_autofree char *alt = g_strstrip(node_plain_text(image));
  Picture picture = {.span = image->span,
                     .url = image->url ? image->url : "",
                     .alt = alt,
                     .decorative = image->decorative};
  picture.has_caption = image->next && image->next->kind == NODE_CAPTION;
  for (const Node *up = image->parent; up; up = up->parent)
    picture.is_html = picture.is_html || up->kind == NODE_HTML_BLOCK;
  check_picture(drafts, &picture);
}

// A raw <img> in a line of text.
static void check_tag(Drafts *drafts, const Node *node) {
  HtmlTag tag;
  HtmlAttribute alt, source;
  if (!node->text || !html_tag_parse(node->text, strlen(node->text), &tag) || tag.is_other ||
      tag.is_close || !html_tag_is(&tag, "img"))
    return;
  if (!html_tag_lookup(&tag, "src", &source) || !source.value) return;
  gboolean given = html_tag_lookup(&tag, "alt", &alt) && alt.value;
  g_autofree char *text = given ? g_strstrip(g_strndup(alt.value, alt.value_length)) : g_strdup("");
  g_autofree char *url = g_strndup(source.value, source.value_length);
  Picture picture = {.span = node->span,
                     .url = url,
                     .alt = text,
                     .decorative = !*text && html_tag_is_decorative(&tag),
                     .is_html = TRUE};
  check_picture(drafts, &picture);
}

// A link of nothing but pictures that say nothing: nobody who does not see it knows where it leads.
static void check_link(Drafts *drafts, const Node *link) {
  guint silent = 0;
  for (const Node *node = link; node; node = node_walk(link, node)) {
    HtmlTag tag;
    if (node->kind == NODE_IMAGE && node->decorative)
      silent++;
    else if (node->kind == NODE_IMAGE)
      return; // reported as a picture where it has no words
    else if (node->kind == NODE_HTML_INLINE && node->text &&
             html_tag_parse(node->text, strlen(node->text), &tag) && html_tag_is(&tag, "img"))
      return;
  }
  g_autofree char *words = g_strstrip(node_plain_text(link));
  if (!silent || *words) return;
  Diagnostic *fault = diagnostic_add(drafts->diagnostics, DIAGNOSTIC_IMAGE_ALT_LINK, link->span,
                                     link->url ? link->url : "");
  diagnostic_hint(
      drafts->diagnostics, fault,
      "let the picture say where it leads: [![The map of the garden](map.svg)](post:map)");
}

void alternatives_check(Drafts *drafts, const Node *document) {
  for (const Node *node = document; node; node = node_walk(document, node)) {
    if (node->kind == NODE_IMAGE) check_image(drafts, node);
    if (node->kind == NODE_HTML_INLINE) check_tag(drafts, node);
    if (node->kind == NODE_LINK) check_link(drafts, node);
  }
}
