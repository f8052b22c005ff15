#include "site/html_raw_tag.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

#include "model/html_policy.h"
#include "site/html_entities.h"

#define MAX_ENTITY     32
#define MAX_ATTRIBUTES 32

// A reference at `at` ("&amp;", "&#x6F;"): its length, or 0. `code` is set for a number.
static gsize entity_length(const char *at, gint64 *code) {
  gsize length = 1;
  *code = -1;
  if (at[1] == '#') {
    gboolean hex = at[2] == 'x' || at[2] == 'X';
    const char *digits = at + 2 + hex;
    gsize count = strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789");
    if (count == 0 || count > 7 || digits[count] != ';') return 0;
    *code = (gint64)strtol(digits, NULL, hex ? 16 : 10);
    return (gsize)(digits - at) + count + 1;
  }
  while (length < MAX_ENTITY && g_ascii_isalnum(at[length]))
    length++;
  return length > 1 && at[length] == ';' ? length + 1 : 0;
}

static int compare_entity(const void *key, const void *entry) {
  return strcmp(key, *(const char *const *)entry);
}

// The text of a reference of that length, or NULL where the name is not among ours.
static const char *entity_text(const char *at, gsize length, gint64 code, char *buffer) {
  if (code < 0) {
    char name[MAX_ENTITY] = "";
    memcpy(name, at + 1, MIN(length - 2, sizeof name - 1));
    const void *found = bsearch(name, html_entities, G_N_ELEMENTS(html_entities),
                                sizeof *html_entities, compare_entity);
    if (!found) return NULL;
    code = html_entities[((gsize)found - (gsize)html_entities) / sizeof *html_entities].code;
  }
  gint size = 0;
  gboolean valid = code > 0 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
  U8_APPEND_UNSAFE(buffer, size, (UChar32)(valid ? code : 0xFFFD));
  buffer[size] = '\0';
  return buffer;
}

static char *decode(const char *text, gsize length) {
  GString *out = g_string_new(NULL);
  for (const char *at = text; at < text + length;) {
    gint64 code;
    char buffer[8];
    gsize size = *at == '&' ? entity_length(at, &code) : 0;
    const char *known =
        size && at + size <= text + length ? entity_text(at, size, code, buffer) : NULL;
    if (known)
      g_string_append(out, known);
    else
      g_string_append_c(out, *at);
    at += known ? size : 1;
  }
  return g_string_free(out, FALSE);
}

// Reads "<name …>" or "</name>". FALSE where this is no tag; `unended`: because the text ends
// first.
static gboolean read_tag(const char *at, RawTag *tag, gboolean *unended) {
  *unended = FALSE;
  const char *name = at + 1;
  *tag = (RawTag){.closing = *name == '/'};
  if (tag->closing) name++;
  if (!g_ascii_isalpha(*name)) return FALSE;
  tag->name = name;
  while (g_ascii_isalnum(name[tag->name_length]) || name[tag->name_length] == '-')
    tag->name_length++;
  tag->attributes = name + tag->name_length;
  const char *end = tag->attributes;
  while (*end && *end != '>') {
    if (*end == '"' || *end == '\'') {
      const char *close = strchr(end + 1, *end);
      if (!close) break;
      end = close;
    }
    end++;
  }
  tag->end = end;
  *unended = *end != '>';
  return *end == '>';
}

// Behind a comment, declaration or instruction; NULL where there is none, or none that ends.
static const char *skip_markup(RawReader *reader) {
  static const struct {
    const char *opener, *closer;
  } kinds[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};
  const char *at = reader->at;
  if (g_str_has_prefix(at, "<!-->")) return at + 5;
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (!g_str_has_prefix(at, kinds[i].opener)) continue;
    gboolean last = i + 1 == G_N_ELEMENTS(kinds);
    if ((last && !g_ascii_isalpha(at[2])) || reader->unended[i]) return NULL;
    const char *found = strstr(at + strlen(kinds[i].opener), kinds[i].closer);
    if (found) return found + strlen(kinds[i].closer);
    reader->unended[i] = TRUE; // not looked for again
    return NULL;
  }
  return NULL;
}

// Behind the end tag of an opaque element; NULL where there is none.
static const char *skip_opaque(RawReader *reader, const RawTag *tag) {
  g_autofree char *name = g_ascii_strdown(tag->name, (gssize)tag->name_length);
  g_autofree char *key = g_strdup_printf(" %s ", name);
  if (reader->missing && strstr(reader->missing->str, key)) return NULL;
  for (const char *at = tag->end; (at = strstr(at, "</")) != NULL; at++) {
    RawTag end;
    gboolean unended;
    if (g_ascii_strncasecmp(at + 2, name, tag->name_length) != 0) continue;
    gboolean whole = read_tag(at, &end, &unended);
    if (whole && end.name_length == tag->name_length) return end.end + 1;
    if (unended) break;
  }
  if (!reader->missing) reader->missing = g_string_new(NULL);
  g_string_append(reader->missing, key);
  return NULL;
}

static gboolean is_opaque(const RawTag *tag) {
  return html_element_class(tag->name, tag->name_length) == HTML_ELEMENT_OPAQUE;
}

static void set_text(RawPiece *piece, RawReader *reader, gsize length) {
  *piece = (RawPiece){.kind = RAW_TEXT, .text = reader->at, .length = length};
  reader->at += length;
}

static void read_reference(RawReader *reader, RawPiece *piece) {
  gint64 code;
  char buffer[8];
  gsize length = entity_length(reader->at, &code);
  const char *text = length ? entity_text(reader->at, length, code, buffer) : NULL;
  if (!length || text)
    set_text(piece, reader, length ? length : 1);
  else {
    *piece = (RawPiece){.kind = RAW_ENTITY, .text = reader->at, .length = length};
    reader->at += length;
  }
  if (!text) return;
  piece->text = arena_strdup(reader->scratch, text);
  piece->length = strlen(text);
}

gboolean raw_reader_next(RawReader *reader, RawPiece *piece) {
  while (*reader->at == '<' && !reader->no_more_tags) {
    const char *behind = skip_markup(reader);
    if (behind) {
      reader->at = behind;
      continue;
    }
    *piece = (RawPiece){.kind = RAW_TAG};
    if (!read_tag(reader->at, &piece->tag, &reader->no_more_tags)) break;
    behind =
        !piece->tag.closing && is_opaque(&piece->tag) ? skip_opaque(reader, &piece->tag) : NULL;
    reader->at = behind ? behind : piece->tag.end + 1;
    if (!behind) return TRUE;
  }
  if (!*reader->at) return FALSE;
  if (*reader->at == '&')
    read_reference(reader, piece);
  else
    set_text(piece, reader, MAX(strcspn(reader->at, "<&"), 1));
  return TRUE;
}

void raw_reader_clear(RawReader *reader) {
  if (reader->missing) g_string_free(reader->missing, TRUE);
  reader->missing = NULL;
}

const char *raw_opaque_name(Arena *scratch, const char *text) {
  RawTag tag;
  gboolean unended;
  if (*text != '<' || !read_tag(text, &tag, &unended) || tag.closing || !is_opaque(&tag))
    return NULL;
  g_autofree char *name = g_ascii_strdown(tag.name, (gssize)tag.name_length);
  return arena_strdup(scratch, name);
}

gboolean raw_closes(const char *text, const char *name) {
  RawTag tag;
  gboolean unended;
  return *text == '<' && read_tag(text, &tag, &unended) && tag.closing &&
         tag.name_length == strlen(name) &&
         g_ascii_strncasecmp(tag.name, name, tag.name_length) == 0;
}

typedef struct {
  const char *name;
  gsize name_length;
  char *value; // decoded
} RawAttribute;

// The next attribute from `*at` on. FALSE at the end.
static gboolean next_attribute(const char **at, const char *end, RawAttribute *attribute) {
  const char *c = *at;
  while (c < end && (g_ascii_isspace(*c) || strchr("/=\"'", *c)))
    c++;
  if (c >= end) return FALSE;
  attribute->name = c;
  while (c < end && !g_ascii_isspace(*c) && !strchr("=/\"'", *c))
    c++;
  attribute->name_length = (gsize)(c - attribute->name);
  while (c < end && g_ascii_isspace(*c))
    c++;
  const char *value = c, *value_end = c;
  if (c < end && *c == '=') {
    for (c++; c < end && g_ascii_isspace(*c);)
      c++;
    char quote = c < end && (*c == '"' || *c == '\'') ? *c++ : '\0';
    value = c;
    while (c < end && (quote ? *c != quote : !g_ascii_isspace(*c)))
      c++;
    value_end = c;
    if (quote && c < end) c++;
  }
  attribute->value = decode(value, (gsize)(value_end - value));
  *at = c;
  return TRUE;
}

static void write_attribute(const Writer *writer, const char *name, const char *value,
                            GString *out) {
  gboolean site = writer->context->mode == HTML_SITE;
  if (g_str_equal(name, "id")) {
    const char *prefix = writer->context->id_prefix;
    g_autofree char *id = g_strconcat(prefix ? prefix : "", value, NULL);
    if (site && *value && !strpbrk(value, " \t\r\n")) html_write_attribute(out, name, id);
  } else if (g_str_equal(name, "class")) {
    if (site) html_write_attribute(out, name, value);
  } else if (g_str_equal(name, "dir")) {
    if (g_ascii_strcasecmp(value, "ltr") == 0 || g_ascii_strcasecmp(value, "rtl") == 0 ||
        g_ascii_strcasecmp(value, "auto") == 0)
      html_write_attribute(out, name, value);
  } else if (g_str_equal(name, "cite")) {
    if (html_url_allowed(value)) html_write_url_attribute(out, name, value);
  } else if (!g_str_equal(name, "rel") && !g_str_equal(name, "rev") &&
             !g_str_equal(name, "align")) {
    html_write_attribute(out, name, value);
  }
}

// The position of a name among those seen; it is added if it is new.
static gboolean seen_before(GPtrArray *seen, const char *name) {
  for (guint i = 0; i < seen->len; i++)
    if (g_str_equal(seen->pdata[i], name)) return TRUE;
  g_ptr_array_add(seen, g_strdup(name));
  return FALSE;
}

char *raw_tag_attributes(const Writer *writer, const RawTag *tag, const Node *node) {
  GString *out = g_string_new(NULL);
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);
  gboolean lost = FALSE;
  RawAttribute attribute;
  const char *at = tag->attributes;
  while (seen->len < MAX_ATTRIBUTES && next_attribute(&at, tag->end, &attribute)) {
    g_autofree char *value = attribute.value;
    g_autofree char *name = g_ascii_strdown(attribute.name, (gssize)attribute.name_length);
    if (!html_attribute_allowed(tag->name, tag->name_length, name, strlen(name))) continue;
    if (seen_before(seen, name)) continue;
    if (!g_str_equal(name, "href")) {
      write_attribute(writer, name, value, out);
      continue;
    }
    g_autofree char *link = link_attributes(writer, value, node);
    lost |= link == NULL;
    if (link) g_string_append(out, link);
  }
  if (lost) {
    g_string_free(out, TRUE);
    return NULL;
  }
  return g_string_free(out, FALSE);
}

static guint read_size(const char *value) {
  gsize digits = strspn(value, "0123456789");
  return digits && digits < 6 && !value[digits] ? (guint)atoi(value) : 0;
}

void raw_tag_image(Writer *writer, EventList *events, const RawTag *tag, const Node *node) {
  g_autofree char *url = NULL, *alt = NULL, *role = NULL, *title = NULL;
  Picture picture = {.node = node};
  RawAttribute attribute;
  const char *at = tag->attributes;
  for (guint count = 0; count < MAX_ATTRIBUTES && next_attribute(&at, tag->end, &attribute);
       count++) {
    g_autofree char *name = g_ascii_strdown(attribute.name, (gssize)attribute.name_length);
    char **kept = g_str_equal(name, "src")     ? &url
                  : g_str_equal(name, "alt")   ? &alt
                  : g_str_equal(name, "role")  ? &role
                  : g_str_equal(name, "title") ? &title
                                               : NULL;
    if (g_str_equal(name, "width")) picture.width_px = read_size(attribute.value);
    if (g_str_equal(name, "height")) picture.height_px = read_size(attribute.value);
    if (kept) {
      g_free(*kept);
      *kept = g_steal_pointer(&attribute.value);
    }
    g_free(attribute.value);
  }
  picture.url = url;
  picture.is_decorative = alt ? !*alt
                              : role && (g_ascii_strcasecmp(role, "presentation") == 0 ||
                                         g_ascii_strcasecmp(role, "none") == 0);
  picture.alt = alt || picture.is_decorative ? alt : picture_undescribed(writer);
  if (!picture.alt) picture.alt = "";
  picture.title = title;
  g_autofree char *markup = url ? picture_markup(writer, &picture) : NULL;
  if (markup) {
    events_atom(events, markup, "\uFFFC");
    return;
  }
  const char *words = alt && *alt ? alt : url ? url : "";
  gboolean away = url && html_url_is_absolute(url) && html_url_allowed(url) && !writer->in_link;
  if (!away && !(alt && *alt)) return;
  g_autofree char *link = away ? link_attributes(writer, url, node) : NULL;
  g_autofree char *opener = link ? g_strdup_printf("<a%s>", link) : NULL;
  guint open = opener ? events_open(events, opener) : 0;
  events_text(events, arena_strdup(writer->scratch, words), strlen(words));
  if (opener) events_close(events, open, "</a>");
}
