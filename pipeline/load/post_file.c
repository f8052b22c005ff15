#include "load/post_file.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "load/front_matter.h"
#include "load/markdown.h"
#include "load/text_file.h"

#define MAX_NAME_BYTES 120
#define ZWNJ           0x200C

static gboolean is_name_character(UChar32 c) {
  return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || c == '-' || c == '_' || c == '.' ||
         c == ZWNJ;
}

// The length of the character at `name` if it may stand in a name, else 0; `*next` is what follows.
static gsize plain_length(const char *name, gsize at, gsize length, gsize *next) {
  UChar32 c;
  *next = at;
  U8_NEXT(name, *next, length, c);
  gboolean inner_dot = c == '.' && at > 0 && *next < length && name[at - 1] != '.';
  return c >= 0 && is_name_character(c) && (c != '.' || inner_dot) ? *next - at : 0;
}

static gboolean is_plain_name(const char *name) {
  gsize length = strlen(name);
  for (gsize at = 0, next; at < length; at = next)
    if (plain_length(name, at, length, &next) == 0) return FALSE;
  return length > 0 && length <= MAX_NAME_BYTES;
}

// An id or slug becomes a file name and a part of addresses: letters, marks and digits of any
// script, '-', '_' and dots inside. Everything else becomes one '-'.
static const char *clean_name(Arena *arena, const char *name) {
  if (is_plain_name(name)) return arena_strdup(arena, name);
  GString *clean = g_string_new(NULL);
  gsize length = strlen(name);
  for (gsize at = 0, next; at < length; at = next) {
    gsize plain = plain_length(name, at, length, &next);
    if (clean->len + plain + 1 > MAX_NAME_BYTES) break;
    char last = clean->len ? clean->str[clean->len - 1] : '-';
    gboolean doubled = (last == '-' || last == '.') && name[at] == '.';
    if (plain && !doubled)
      g_string_append_len(clean, name + at, (gssize)plain);
    else if (last != '-' && last != '.')
      g_string_append_c(clean, '-');
  }
  while (clean->len > 0 && strchr("-.", clean->str[clean->len - 1]))
    g_string_truncate(clean, clean->len - 1);
  if (clean->len == 0) g_string_append(clean, "post");
  return arena_take_string(arena, clean);
}

// "about.fa.md" -> "about", and its language where the name has one of two or three letters.
static const char *file_stem(Arena *arena, const char *path, const char **lang) {
  g_autofree char *base = g_path_get_basename(path);
  char *dot = strrchr(base, '.');
  if (dot && dot != base) *dot = '\0';
  dot = strrchr(base, '.');
  gsize length = dot ? strlen(dot + 1) : 0;
  *lang = NULL;
  if (dot && dot != base && length >= 2 && length <= 3 && g_ascii_isalpha(dot[1]) &&
      g_ascii_isalpha(dot[2])) {
    *lang = arena_strdup(arena, dot + 1);
    *dot = '\0';
  }
  return clean_name(arena, base);
}

static void report_missing(const Post *post, const char *field, const char *value,
                           DiagnosticList *diagnostics) {
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_FIELD_MISSING, source_span_of_file(post->file), field);
  if (value) diagnostic_hint(diagnostics, fault, "'%s' is used", value);
}

static const char *checked_name(Arena *arena, const Post *post, const char *field, const char *name,
                                DiagnosticList *diagnostics) {
  const char *clean = clean_name(arena, name);
  if (g_str_equal(clean, name)) return name;
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_ID_MALFORMED,
                                     post_field_span(post, field), name, field, clean);
  diagnostic_hint(diagnostics, fault, "use letters, digits and hyphens");
  return clean;
}

static void settle_names(Arena *arena, Post *post, const char *stem, gboolean report,
                         DiagnosticList *diagnostics) {
  if (!post->id) {
    post->id = stem;
    if (report) report_missing(post, "id", post->id, diagnostics);
  } else {
    post->id = checked_name(arena, post, "id", post->id, diagnostics);
  }
  post->slug = post->slug ? checked_name(arena, post, "slug", post->slug, diagnostics) : post->id;
}

static void settle_language(Post *post, const char *folder_lang, const char *name_lang,
                            gboolean report, DiagnosticList *diagnostics) {
  const char *place = folder_lang ? folder_lang : name_lang;
  if (!post->lang) {
    post->lang = place ? place : "und";
    if (report || !place) report_missing(post, "lang", place, diagnostics);
  } else if (place && !g_str_equal(place, post->lang)) {
    Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_LANG_FOLDER,
                                       post_field_span(post, "lang"), post->lang, place);
    diagnostic_hint(diagnostics, fault, "mend 'lang' or move the file");
  }
}

// Without a title, the first heading is one. A first heading of level 1 then leaves the body, where
// it would stand twice.
static void settle_title(Arena *arena, Post *post, gboolean report, DiagnosticList *diagnostics) {
  if (post->title) return;
  const Node *heading = post->body;
  while (heading && heading->kind != NODE_HEADING)
    heading = node_walk(post->body, heading);
  g_autofree char *text = heading ? node_plain_text(heading) : NULL;
  post->title = arena_strdup(arena, text && *text ? text : post->id);
  if (report) report_missing(post, "title", post->title, diagnostics);
  if (text && *text && heading == post->body->first_child && heading->level == 1)
    node_unlink(post->body->first_child);
}

static guint count_footnotes(const Node *body) {
  guint count = 0;
  for (const Node *n = body->last_child; n && n->kind == NODE_FOOTNOTE; n = n->previous)
    count++;
  return count;
}

Post *post_parse(Arena *arena, const SourceFile *file, const char *folder_lang,
                 DiagnosticList *diagnostics) {
  Post *post = ARENA_NEW(arena, Post);
  post->file = file;
  post->path = file->path;
  const char *name_lang;
  const char *stem = file_stem(arena, file->path, &name_lang);
  FrontMatter front = front_matter_parse(arena, file, diagnostics);
  front_matter_read(arena, front.map, post, diagnostics);
  // A file without front matter has got its one diagnostic already.
  gboolean report = front.map != NULL;
  settle_names(arena, post, stem, report, diagnostics);
  settle_language(post, folder_lang, name_lang, report, diagnostics);
  post->body = markdown_parse(arena, file, front.body_bytes, diagnostics);
  settle_title(arena, post, report, diagnostics);
  post->footnote_count = count_footnotes(post->body);
  return post;
}

Post *post_load(Arena *arena, const char *absolute_path, const char *relative_path,
                const char *folder_lang, DiagnosticList *diagnostics) {
  const SourceFile *file = text_file_load(arena, absolute_path, relative_path, diagnostics);
  return file ? post_parse(arena, file, folder_lang, diagnostics) : NULL;
}
