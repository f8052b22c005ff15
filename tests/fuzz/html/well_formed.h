// A strict reader of our own output: every tag closed in order, every attribute quoted, no program.
#pragma once
#include <string.h>

#include <glib.h>

// What is wrong with it, to be freed; NULL where all is well.
static char *well_formed_fault(const char *html);

static gboolean runs_a_program(const char *name, const char *value) {
  if (g_str_has_prefix(name, "on") || g_str_equal(name, "srcdoc")) return TRUE;
  if (g_str_equal(name, "style") && !g_str_has_prefix(value, "text-align: ")) return TRUE;
  if (!g_str_equal(name, "href") && !g_str_equal(name, "src") && !g_str_equal(name, "cite"))
    return FALSE;
  // As a browser reads it: references decoded, what it skips left out.
  GString *url = g_string_new(NULL);
  g_auto(GStrv) parts = g_strsplit(value, "&amp;", -1);
  g_autofree char *decoded = g_strjoinv("&", parts);
  for (const char *c = decoded; *c; c++)
    if ((guchar)*c > 0x20) g_string_append_c(url, g_ascii_tolower(*c));
  gboolean bad = strstr(url->str, "&") == url->str || g_str_has_prefix(url->str, "javascript:") ||
                 g_str_has_prefix(url->str, "vbscript:") || g_str_has_prefix(url->str, "data:");
  g_string_free(url, TRUE);
  return bad;
}

static gboolean is_known(const char *name) {
  static const char known[] =
      " a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data "
      "dd "
      "del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins "
      "kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup "
      "table "
      "tbody td tfoot th thead time tr u ul var wbr ";
  g_autofree char *key = g_strdup_printf(" %s ", name);
  return strstr(known, key) != NULL;
}

// Reads the attributes up to '>' and returns what stands behind it; NULL with a fault.
static const char *read_attributes(const char *at, gboolean *empty, char **fault) {
  *empty = FALSE;
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (;;) {
    gboolean space = *at == ' ';
    while (*at == ' ')
      at++;
    if (*at == '>') return at + 1;
    if (at[0] == '/' && at[1] == '>') {
      *empty = TRUE;
      return at + 2;
    }
    gsize length = strcspn(at, "= >/\"'<\n");
    if (!space || !length || at[length] != '=' || at[length + 1] != '"') break;
    g_autofree char *name = g_strndup(at, length);
    at += length + 2;
    gsize value_length = strcspn(at, "\"<>");
    if (at[value_length] != '"') break;
    g_autofree char *value = g_strndup(at, value_length);
    at += value_length + 1;
    if (runs_a_program(name, value) || !g_hash_table_add(seen, g_strdup(name))) {
      *fault = g_strdup_printf("attribute %s=\"%s\"", name, value);
      return NULL;
    }
  }
  *fault = g_strdup_printf("attributes at: %.60s", at);
  return NULL;
}

static char *check_tag(const char **at, GPtrArray *open) {
  const char *from = *at;
  gboolean closing = from[1] == '/', empty;
  gsize length = strspn(from + 1 + closing, "abcdefghijklmnopqrstuvwxyz123456");
  g_autofree char *name = g_strndup(from + 1 + closing, length);
  char *fault = NULL;
  if (!is_known(name)) return g_strdup_printf("element at: %.60s", from);
  *at = read_attributes(from + 1 + closing + length, &empty, &fault);
  if (fault) return fault;
  gboolean no_end = strstr(" br col hr img wbr ", name) && empty;
  if (empty) return no_end ? NULL : g_strdup_printf("empty element: %.60s", from);
  if (!closing) {
    g_ptr_array_add(open, g_steal_pointer(&name));
    return NULL;
  }
  if (!open->len || strcmp(open->pdata[open->len - 1], name) != 0)
    return g_strdup_printf("end tag without its start: %.60s", from);
  g_ptr_array_set_size(open, (gint)open->len - 1);
  return NULL;
}

static char *well_formed_fault(const char *html) {
  g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
  if (!g_utf8_validate(html, -1, NULL)) return g_strdup("not UTF-8");
  for (const char *at = html; *at;) {
    if (*at == '<') {
      char *fault = check_tag(&at, open);
      if (fault) return fault;
      continue;
    }
    if (*at == '>') return g_strdup_printf("a bare '>' at: %.60s", at);
    if ((guchar)*at < 0x20 && !strchr("\t\n\r", *at)) return g_strdup("a control character");
    if (*at == '&') {
      gsize length = strcspn(at, "; <");
      if (length > 40 || at[length] != ';') return g_strdup_printf("a bare '&' at: %.60s", at);
    }
    at++;
  }
  return open->len ? g_strdup_printf("<%s> stays open", (char *)open->pdata[open->len - 1]) : NULL;
}
