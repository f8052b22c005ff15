#include "model/html_policy.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *name;
  HtmlElementClass element_class;
  gboolean is_block;
} Element;

// Sorted by name. Form controls are on it only where they show a state (a check list); they are
// never part of a form.
static const Element elements[] = {
    {"a", HTML_ELEMENT_INLINE, FALSE},        {"abbr", HTML_ELEMENT_INLINE, FALSE},
    {"address", HTML_ELEMENT_BLOCK, TRUE},    {"applet", HTML_ELEMENT_OPAQUE, FALSE},
    {"article", HTML_ELEMENT_BLOCK, TRUE},    {"aside", HTML_ELEMENT_BLOCK, TRUE},
    {"b", HTML_ELEMENT_INLINE, FALSE},        {"bdi", HTML_ELEMENT_INLINE, FALSE},
    {"bdo", HTML_ELEMENT_INLINE, FALSE},      {"blockquote", HTML_ELEMENT_BLOCK, TRUE},
    {"br", HTML_ELEMENT_VOID, FALSE},         {"caption", HTML_ELEMENT_BLOCK, TRUE},
    {"cite", HTML_ELEMENT_INLINE, FALSE},     {"code", HTML_ELEMENT_INLINE, FALSE},
    {"col", HTML_ELEMENT_VOID, FALSE},        {"colgroup", HTML_ELEMENT_BLOCK, FALSE},
    {"data", HTML_ELEMENT_INLINE, FALSE},     {"dd", HTML_ELEMENT_BLOCK, TRUE},
    {"del", HTML_ELEMENT_INLINE, FALSE},      {"details", HTML_ELEMENT_BLOCK, TRUE},
    {"dfn", HTML_ELEMENT_INLINE, FALSE},      {"div", HTML_ELEMENT_BLOCK, TRUE},
    {"dl", HTML_ELEMENT_BLOCK, TRUE},         {"dt", HTML_ELEMENT_BLOCK, TRUE},
    {"em", HTML_ELEMENT_INLINE, FALSE},       {"embed", HTML_ELEMENT_OPAQUE, FALSE},
    {"figcaption", HTML_ELEMENT_BLOCK, TRUE}, {"figure", HTML_ELEMENT_BLOCK, TRUE},
    {"footer", HTML_ELEMENT_BLOCK, TRUE},     {"frame", HTML_ELEMENT_OPAQUE, FALSE},
    {"frameset", HTML_ELEMENT_OPAQUE, FALSE}, {"h1", HTML_ELEMENT_BLOCK, TRUE},
    {"h2", HTML_ELEMENT_BLOCK, TRUE},         {"h3", HTML_ELEMENT_BLOCK, TRUE},
    {"h4", HTML_ELEMENT_BLOCK, TRUE},         {"h5", HTML_ELEMENT_BLOCK, TRUE},
    {"h6", HTML_ELEMENT_BLOCK, TRUE},         {"head", HTML_ELEMENT_OPAQUE, FALSE},
    {"header", HTML_ELEMENT_BLOCK, TRUE},     {"hr", HTML_ELEMENT_VOID, TRUE},
    {"i", HTML_ELEMENT_INLINE, FALSE},        {"iframe", HTML_ELEMENT_OPAQUE, FALSE},
    {"img", HTML_ELEMENT_VOID, FALSE},        {"ins", HTML_ELEMENT_INLINE, FALSE},
    {"kbd", HTML_ELEMENT_INLINE, FALSE},      {"label", HTML_ELEMENT_INLINE, FALSE},
    {"li", HTML_ELEMENT_BLOCK, TRUE},         {"mark", HTML_ELEMENT_INLINE, FALSE},
    {"math", HTML_ELEMENT_OPAQUE, FALSE},     {"noembed", HTML_ELEMENT_OPAQUE, FALSE},
    {"noframes", HTML_ELEMENT_OPAQUE, FALSE}, {"noscript", HTML_ELEMENT_OPAQUE, FALSE},
    {"object", HTML_ELEMENT_OPAQUE, FALSE},   {"ol", HTML_ELEMENT_BLOCK, TRUE},
    {"p", HTML_ELEMENT_BLOCK, TRUE},          {"plaintext", HTML_ELEMENT_OPAQUE, FALSE},
    {"pre", HTML_ELEMENT_BLOCK, TRUE},        {"q", HTML_ELEMENT_INLINE, FALSE},
    {"rp", HTML_ELEMENT_INLINE, FALSE},       {"rt", HTML_ELEMENT_INLINE, FALSE},
    {"ruby", HTML_ELEMENT_INLINE, FALSE},     {"s", HTML_ELEMENT_INLINE, FALSE},
    {"samp", HTML_ELEMENT_INLINE, FALSE},     {"script", HTML_ELEMENT_OPAQUE, FALSE},
    {"section", HTML_ELEMENT_BLOCK, TRUE},    {"small", HTML_ELEMENT_INLINE, FALSE},
    {"span", HTML_ELEMENT_INLINE, FALSE},     {"strong", HTML_ELEMENT_INLINE, FALSE},
    {"style", HTML_ELEMENT_OPAQUE, FALSE},    {"sub", HTML_ELEMENT_INLINE, FALSE},
    {"summary", HTML_ELEMENT_BLOCK, TRUE},    {"sup", HTML_ELEMENT_INLINE, FALSE},
    {"svg", HTML_ELEMENT_OPAQUE, FALSE},      {"table", HTML_ELEMENT_BLOCK, TRUE},
    {"tbody", HTML_ELEMENT_BLOCK, TRUE},      {"td", HTML_ELEMENT_BLOCK, TRUE},
    {"template", HTML_ELEMENT_OPAQUE, FALSE}, {"tfoot", HTML_ELEMENT_BLOCK, TRUE},
    {"th", HTML_ELEMENT_BLOCK, TRUE},         {"thead", HTML_ELEMENT_BLOCK, TRUE},
    {"time", HTML_ELEMENT_INLINE, FALSE},     {"title", HTML_ELEMENT_OPAQUE, FALSE},
    {"tr", HTML_ELEMENT_BLOCK, TRUE},         {"u", HTML_ELEMENT_INLINE, FALSE},
    {"ul", HTML_ELEMENT_BLOCK, TRUE},         {"var", HTML_ELEMENT_INLINE, FALSE},
    {"wbr", HTML_ELEMENT_VOID, FALSE},        {"xmp", HTML_ELEMENT_OPAQUE, FALSE},
};

// "element attribute", sorted; "*" stands for every element.
static const char *const attributes[] = {
    "* class",     "* dir",           "* id",         "* lang",        "* role",
    "* title",     "* translate",     "a href",       "a hreflang",    "a rel",
    "a rev",       "blockquote cite", "col span",     "colgroup span", "data value",
    "del cite",    "del datetime",    "details open", "img alt",       "img height",
    "img src",     "img width",       "ins cite",     "ins datetime",  "li value",
    "ol reversed", "ol start",        "ol type",      "q cite",        "td align",
    "td colspan",  "td headers",      "td rowspan",   "th abbr",       "th align",
    "th colspan",  "th headers",      "th rowspan",   "th scope",      "time datetime",
};

static const char *const url_attributes[] = {"cite", "href", "src"};

// As RFC 3986 has them, in lower case. `post` is our own link to another post.
static const char *const schemes[] = {
    "doi",    "ftp",  "ftps", "geo",  "http", "https", "irc", "ircs", "magnet",
    "mailto", "news", "nntp", "post", "sftp", "sms",   "tel", "urn",  "xmpp",
};

#define MAX_NAME 48

// A lower-case copy in `buffer`; FALSE where the name is too long to be on any list.
static gboolean fold(const char *name, gsize length, char *buffer, gsize size) {
  if (length >= size) return FALSE;
  for (gsize i = 0; i < length; i++)
    buffer[i] = g_ascii_tolower(name[i]);
  buffer[length] = '\0';
  return TRUE;
}

static int compare_element(const void *key, const void *element) {
  return strcmp(key, ((const Element *)element)->name);
}

static int compare_string(const void *key, const void *entry) {
  return strcmp(key, *(const char *const *)entry);
}

static const Element *lookup(const char *name, gsize length) {
  char key[MAX_NAME];
  if (!fold(name, length, key, sizeof key)) return NULL;
  return bsearch(key, elements, G_N_ELEMENTS(elements), sizeof *elements, compare_element);
}

HtmlElementClass html_element_class(const char *name, gsize length_bytes) {
  const Element *element = lookup(name, length_bytes);
  return element ? element->element_class : HTML_ELEMENT_DROPPED;
}

gboolean html_element_allowed(const char *name, gsize length_bytes) {
  return html_element_class(name, length_bytes) <= HTML_ELEMENT_VOID;
}

gboolean html_element_is_block(const char *name, gsize length_bytes) {
  const Element *element = lookup(name, length_bytes);
  return element && element->is_block;
}

gboolean html_element_is_void(const char *name, gsize length_bytes) {
  static const char *const others[] = {"area",  "base",   "input", "link", "meta",
                                       "param", "source", "track"}; // void, but not on our list
  char key[MAX_NAME];
  if (!fold(name, length_bytes, key, sizeof key)) return FALSE;
  if (html_element_class(name, length_bytes) == HTML_ELEMENT_VOID) return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    if (strcmp(others[i], key) == 0) return TRUE;
  return strcmp(key, "embed") == 0 || strcmp(key, "frame") == 0;
}

static gboolean listed(const char *element, const char *attribute) {
  char key[2 * MAX_NAME];
  g_snprintf(key, sizeof key, "%s %s", element, attribute);
  return bsearch(key, attributes, G_N_ELEMENTS(attributes), sizeof *attributes, compare_string) !=
         NULL;
}

gboolean html_attribute_allowed(const char *element, gsize element_bytes, const char *attribute,
                                gsize attribute_bytes) {
  char element_key[MAX_NAME], key[MAX_NAME];
  if (!fold(element, element_bytes, element_key, sizeof element_key)) return FALSE;
  if (!fold(attribute, attribute_bytes, key, sizeof key)) return FALSE;
  if (g_str_has_prefix(key, "aria-") && key[5]) return TRUE;
  return listed("*", key) || listed(element_key, key);
}

gboolean html_attribute_is_url(const char *attribute, gsize attribute_bytes) {
  char key[MAX_NAME];
  return fold(attribute, attribute_bytes, key, sizeof key) &&
         bsearch(key, url_attributes, G_N_ELEMENTS(url_attributes), sizeof *url_attributes,
                 compare_string);
}

gboolean html_attribute_is_event(const char *attribute, gsize attribute_bytes) {
  return attribute_bytes > 2 && g_ascii_tolower(attribute[0]) == 'o' &&
         g_ascii_tolower(attribute[1]) == 'n' && g_ascii_isalpha(attribute[2]);
}

gboolean html_url_allowed(const char *url) {
  char scheme[MAX_NAME];
  gsize length = 0;
  for (const char *c = url; *c; c++) {
    // Browsers drop tabs and line ends anywhere, and controls and spaces at the start.
    if (*c == '\t' || *c == '\n' || *c == '\r') continue;
    if ((guchar)*c <= 0x20 && length == 0) continue;
    if (*c == ':') {
      scheme[length] = '\0';
      const char *key = scheme;
      return bsearch(key, schemes, G_N_ELEMENTS(schemes), sizeof *schemes, compare_string) != NULL;
    }
    gboolean in_scheme = g_ascii_isalnum(*c) || (length > 0 && strchr("+-.", *c));
    if (!in_scheme) return TRUE; // a path, a query or a fragment came first: relative
    if (length + 1 >= sizeof scheme) return FALSE;
    scheme[length++] = g_ascii_tolower(*c);
  }
  return TRUE;
}
