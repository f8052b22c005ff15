// Links and pictures: the places that a post points to.
#include <string.h>

#include "model/html_policy.h"
#include "site/html_parts.h"

// A place inside the document carries the document's prefix.
static char *add_prefix(const Writer *writer, char *url) {
  const char *prefix = writer->context->id_prefix;
  if (!prefix || url[0] != '#' || !url[1]) return url;
  char *whole = g_strconcat("#", prefix, url + 1, NULL);
  g_free(url);
  return whole;
}

// CommonMark's examples have schemes that nobody knows.
static void write_url(const Writer *writer, GString *out, const char *name, const char *url) {
  if (!writer_is_plain(writer)) {
    html_write_url_attribute(out, name, url);
    return;
  }
  g_string_append_printf(out, " %s=\"", name);
  html_write_url(out, url);
  g_string_append_c(out, '"');
}

char *link_attributes(const Writer *writer, const char *url, const Node *node) {
  const HtmlContext *context = writer->context;
  if (!url) url = "";
  // A raw <a> may name a post too.
  Node named = *node;
  const char *post = strstr(url, "post:") == url ? strchr(url, ':') + 1 : "";
  g_autofree char *id = *post ? g_strndup(post, strcspn(post, "#")) : NULL;
  if (node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE) named.post_id = id;
  char *target =
      context->resolve_link ? context->resolve_link(url, &named, context->data) : g_strdup(url);
  if (!target) return NULL;
  if (!html_url_allowed(target) && !writer_is_plain(writer)) {
    g_free(target);
    return NULL;
  }
  target = add_prefix(writer, target);
  GString *out = g_string_new(NULL);
  write_url(writer, out, "href", target);
  // Also for the theme: it can mark what leads away.
  gboolean web = g_str_has_prefix(target, "//") || g_ascii_strncasecmp(target, "http", 4) == 0;
  if (web && html_url_is_absolute(url) && !named.post_id && !writer_is_plain(writer))
    html_write_attribute(out, "rel", "external");
  g_free(target);
  return g_string_free(out, FALSE);
}

static void write_size(GString *out, const char *name, guint size_px) {
  if (size_px) g_string_append_printf(out, " %s=\"%u\"", name, size_px);
}

const char *picture_undescribed(const Writer *writer) {
  if (writer_is_plain(writer) || !writer->tongue.locale) return "";
  return locale_string(writer->tongue.locale, "common.image_undescribed");
}

char *picture_markup(const Writer *writer, const Picture *picture) {
  const HtmlContext *context = writer->context;
  const char *url = picture->url ? picture->url : "";
  HtmlImage image = {.url = NULL};
  if (context->resolve_image)
    image = context->resolve_image(url, picture->node, context->data);
  else
    image.url = g_strdup(url);
  if (!image.url) return NULL;
  if (!html_url_allowed(image.url) && !writer_is_plain(writer)) {
    g_free(image.url);
    return NULL;
  }
  GString *out = g_string_new("<img");
  write_url(writer, out, "src", image.url);
  write_text_attribute(writer, out, "alt", picture->alt);
  if (picture->is_decorative && !writer_is_plain(writer))
    g_string_append(out, " role=\"presentation\"");
  write_text_attribute(writer, out, "title", picture->title);
  write_size(out, "width", picture->width_px ? picture->width_px : image.width_px);
  // One size of the source's own and one of ours would change the shape.
  write_size(out, "height",
             picture->width_px || picture->height_px ? picture->height_px : image.height_px);
  if (context->mode == HTML_SITE) g_string_append(out, " loading=\"lazy\" decoding=\"async\"");
  g_string_append(out, " />");
  g_free(image.url);
  return g_string_free(out, FALSE);
}
