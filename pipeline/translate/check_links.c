#include "base/picture_kind.h"
#include "model/slug.h"
#include "translate/places.h"
#include "translate/rules.h"

#include <string.h>

struct LinkIndex {
  const Publication *publication;
  GHashTable *pairs;  // id -> PostPair
  GHashTable *paths;  // path -> Post
  GHashTable *places; // Post -> PlaceNames, filled when first asked for
};

LinkIndex *link_index_new(const Publication *publication) {
  LinkIndex *index = g_new0(LinkIndex, 1);
  index->publication = publication;
  index->pairs = g_hash_table_new(g_str_hash, g_str_equal);
  index->paths = g_hash_table_new(g_str_hash, g_str_equal);
  index->places =
      g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)place_names_free);
  for (guint i = 0; i < publication->pair_count; i++)
    g_hash_table_insert(index->pairs, (gpointer)publication->pairs[i]->id, publication->pairs[i]);
  for (guint i = 0; i < publication->post_count; i++)
    g_hash_table_insert(index->paths, (gpointer)publication->posts[i]->path, publication->posts[i]);
  return index;
}

void link_index_free(LinkIndex *index) {
  g_hash_table_destroy(index->pairs);
  g_hash_table_destroy(index->paths);
  g_hash_table_destroy(index->places);
  g_free(index);
}

// One link or image under check.
typedef struct {
  LinkIndex *index;
  const Post *post;
  SourceSpan span;
  const char *url;
  DiagnosticList *diagnostics;
} Reference;

static const PlaceNames *names_of(LinkIndex *index, const Post *post) {
  PlaceNames *names = g_hash_table_lookup(index->places, post);
  if (!names) g_hash_table_insert(index->places, (gpointer)post, names = place_names_new(post));
  return names;
}

static void check_fragment(const Reference *reference, const Post *target, const char *fragment) {
  if (!*fragment) return;
  g_autofree char *decoded = g_uri_unescape_string(fragment, NULL);
  const PlaceNames *names = names_of(reference->index, target);
  const char *name = decoded ? decoded : fragment;
  if (place_names_has(names, name)) return;
  Diagnostic *fault = diagnostic_add(reference->diagnostics, DIAGNOSTIC_LINK_FRAGMENT,
                                     reference->span, target->path, name);
  const char *nearest = place_names_nearest(names, name);
  if (nearest)
    diagnostic_hint(reference->diagnostics, fault, "did you mean '#%s'?", nearest);
  else
    diagnostic_hint(
        reference->diagnostics, fault,
        "the name of a heading is its text in small letters with hyphens; {#b:name} names "
        "any block");
}

static const char *nearest_id(const LinkIndex *index, const char *id) {
  const Publication *publication = index->publication;
  g_autofree const char **known = g_new(const char *, publication->pair_count + 1);
  for (guint i = 0; i < publication->pair_count; i++)
    known[i] = publication->pairs[i]->id;
  return diagnostic_nearest(id, known, publication->pair_count);
}

static void check_post(const Reference *reference, const char *id) {
  DiagnosticList *diagnostics = reference->diagnostics;
  const PostPair *pair = g_hash_table_lookup(reference->index->pairs, id);
  if (!pair) {
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_LINK_POST_UNKNOWN, reference->span, id);
    const char *nearest = nearest_id(reference->index, id);
    if (nearest) diagnostic_hint(diagnostics, fault, "did you mean 'post:%s'?", nearest);
    return;
  }
  const char *lang = reference->post->lang;
  gint language = publication_language(reference->index->publication, lang);
  const Post *target = language >= 0 ? pair->posts[language] : NULL;
  if (!target) {
    target = pair_first_post(pair);
    Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_LINK_POST_UNTRANSLATED,
                                       reference->span, id, lang, target->lang);
    diagnostic_counterpart(diagnostics, fault, source_span_of_file(target->file), "the post there");
  } else if (target->state == STATE_DRAFT && reference->post->state != STATE_DRAFT) {
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_LINK_POST_DRAFT, reference->span, id);
    diagnostic_counterpart(diagnostics, fault, post_field_span(target, "state"), "the draft");
  }
  const char *fragment = strchr(reference->url, '#');
  if (fragment) check_fragment(reference, target, fragment + 1);
}

// The id or slug that the last part of an address is: "/guides/first-post/" of the post first-post.
static const char *post_of_address(const LinkIndex *index, const char *path) {
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  for (guint i = g_strv_length(parts); i > 0; i--) {
    if (!*parts[i - 1]) continue;
    const PostPair *pair = g_hash_table_lookup(index->pairs, parts[i - 1]);
    return pair ? pair->id : NULL;
  }
  return NULL;
}

static void hint_file(const Reference *reference, Diagnostic *fault, const char *path) {
  DiagnosticList *diagnostics = reference->diagnostics;
  const char *id = post_of_address(reference->index, path);
  if (id) {
    diagnostic_hint(diagnostics, fault, "for the post write post:%s", id);
    return;
  }
  g_autofree char *nearest =
      path_nearest_open(reference->index->publication->folder, reference->post, path);
  if (nearest) diagnostic_hint(diagnostics, fault, "did you mean '%s'?", nearest);
}

// Whether browsers can show the file, and all of it.
static void check_picture(const Reference *reference, const char *relative) {
  DiagnosticList *diagnostics = reference->diagnostics;
  g_autofree char *path = g_build_filename(reference->index->publication->folder, relative, NULL);
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  if (!file) return;
  gsize length = g_mapped_file_get_length(file);
  const guint8 *data = length ? (const guint8 *)g_mapped_file_get_contents(file) : NULL;
  PictureFault fault = picture_fault_on_site(relative, data, length);
  if (fault.reason) {
    Diagnostic *entry = diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_FORMAT, reference->span,
                                       reference->url, fault.reason);
    diagnostic_hint(diagnostics, entry, "%s", fault.hint);
    return;
  }
  gboolean drawn = length && picture_kind(data, length) == PICTURE_SVG;
  const char *lack = drawn ? picture_svg_lack(data, length) : NULL;
  if (!lack) return;
  Diagnostic *entry =
      diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_LACKS, reference->span, reference->url, lack);
  diagnostic_hint(diagnostics, entry, PICTURE_HINT_LACK);
}

// A path to a post's own file or to any other file of the publication.
static void check_path(const Reference *reference, gboolean image) {
  g_autofree char *bare = g_strndup(reference->url, strcspn(reference->url, "?#"));
  g_autofree char *path = g_uri_unescape_string(bare, NULL);
  const char *folder = reference->index->publication->folder;
  for (guint from_root = 0; path && from_root < 2; from_root++) {
    g_autofree char *relative = path_resolve_new(reference->post, path, from_root);
    const Post *target = relative ? g_hash_table_lookup(reference->index->paths, relative) : NULL;
    const char *fragment = strchr(reference->url, '#');
    if (target && fragment) check_fragment(reference, target, fragment + 1);
    if (target && !image) return;
    if (!relative || g_str_has_suffix(relative, ".md") || !path_is_file(folder, relative)) continue;
    if (image) check_picture(reference, relative);
    return;
  }
  DiagnosticKind kind = image ? DIAGNOSTIC_IMAGE_BROKEN : DIAGNOSTIC_LINK_BROKEN;
  Diagnostic *fault =
      diagnostic_add(reference->diagnostics, kind, reference->span, reference->url,
                     path ? "the publication has no such file" : "it is not an address");
  if (path) hint_file(reference, fault, path);
}

static gboolean has_scheme(const char *url) {
  if (g_str_has_prefix(url, "//")) return TRUE;
  if (!g_ascii_isalpha(*url)) return FALSE;
  while (g_ascii_isalnum(*url) || *url == '+' || *url == '-' || *url == '.')
    url++;
  return *url == ':';
}

static void check_link(const Reference *reference, const char *post_id) {
  const char *url = reference->url;
  if (post_id)
    check_post(reference, post_id);
  else if (!*url)
    diagnostic_add(reference->diagnostics, DIAGNOSTIC_LINK_BROKEN, reference->span, "",
                   "it has no address");
  else if (*url == '#')
    check_fragment(reference, reference->post, url + 1);
  else if (!has_scheme(url))
    check_path(reference, FALSE);
}

static void check_image(const Reference *reference) {
  if (!*reference->url)
    diagnostic_add(reference->diagnostics, DIAGNOSTIC_IMAGE_BROKEN, reference->span, "",
                   "it has no address");
  else if (has_scheme(reference->url))
    diagnostic_add(reference->diagnostics, DIAGNOSTIC_IMAGE_REMOTE, reference->span,
                   reference->url);
  else
    check_path(reference, TRUE);
}

// What the tags of raw HTML name. Their place is that of the whole HTML.
static void check_html(const Reference *base, const char *html, const GRegex *pattern) {
  g_autoptr(GMatchInfo) match = NULL;
  g_regex_match(pattern, html, 0, &match);
  for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_autofree char *attribute = g_match_info_fetch(match, 1);
    g_autofree char *url = g_match_info_fetch(match, 2);
    Reference reference = *base;
    reference.url = url;
    if (g_ascii_strcasecmp(attribute, "src") == 0)
      check_image(&reference);
    else
      check_link(&reference, g_str_has_prefix(url, "post:") ? url + strlen("post:") : NULL);
  }
}

// The tags of a block stand below it too, each with its own place.
static gboolean holds_tags(const Node *block) {
  for (const Node *node = block; node; node = node_walk(block, node))
    if (node->kind == NODE_HTML_INLINE) return TRUE;
  return FALSE;
}

static void check_front_image(LinkIndex *index, const Post *post, DiagnosticList *diagnostics) {
  if (!post->image) return;
  g_autofree char *from_root = g_strconcat("/", post->image, NULL);
  Reference reference = {index, post, post_field_span(post, "image"),
                         has_scheme(post->image) ? post->image : from_root, diagnostics};
  check_image(&reference);
}

void rule_links(LinkIndex *index, const Post *post, DiagnosticList *diagnostics) {
  g_autoptr(GRegex) pattern = g_regex_new("\\s(src|href)\\s*=\\s*[\"']?([^\"'\\s>]+)",
                                          G_REGEX_RAW | G_REGEX_CASELESS, 0, NULL);
  check_front_image(index, post, diagnostics);
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    Reference reference = {index, post, node->span, node->url ? node->url : "", diagnostics};
    if (node->kind == NODE_LINK)
      check_link(&reference, node->post_id);
    else if (node->kind == NODE_IMAGE)
      check_image(&reference);
    else if (node->kind == NODE_HTML_INLINE || (node->kind == NODE_HTML_BLOCK && !holds_tags(node)))
      check_html(&reference, node->text ? node->text : "", pattern);
  }
}
