#include "model/slug.h"
#include "translate/rules.h"

#include <string.h>

static const char grammar_hint[] =
    "lower case letters a-z, digits, and single hyphens between them";

// A post's id from the file's name, where the id itself has no letter to make one of.
static char *propose_id(const Post *post) {
  char *slug = slug_ascii_new(post->id);
  if (*slug) return slug;
  g_free(slug);
  g_autofree char *name = g_path_get_basename(post->path);
  if (g_str_has_suffix(name, ".md")) name[strlen(name) - strlen(".md")] = '\0';
  return slug_ascii_new(name);
}

static void check_post_id(const Post *post, DiagnosticList *diagnostics) {
  if (slug_is_id(post->id)) return;
  SourceSpan span = post_field_span(post, "id");
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_ID_GRAMMAR, span, post->id, grammar_hint);
  g_autofree char *proposal = propose_id(post);
  if (*proposal)
    diagnostic_hint(diagnostics, fault, "write 'id: %s' in every language of the post", proposal);
}

static void check_block_id(const Node *node, DiagnosticList *diagnostics) {
  if (slug_is_id(node->id)) return;
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_ID_GRAMMAR, node->span, node->id, grammar_hint);
  g_autofree char *proposal = slug_ascii_new(node->id);
  if (*proposal) diagnostic_hint(diagnostics, fault, "write {#b:%s}", proposal);
}

// That a block id stands twice in one post is the loader's to tell.
void rule_ids(const Post *post, DiagnosticList *diagnostics) {
  check_post_id(post, diagnostics);
  for (const Node *node = post->body; node; node = node_walk(post->body, node))
    if (node->id && node_is_block(node)) check_block_id(node, diagnostics);
}

void rule_presence(const Publication *publication, const PostPair *pair,
                   DiagnosticList *diagnostics) {
  const Post *post = pair->posts[pair->source_language];
  for (guint i = 0; i < pair->language_count; i++) {
    if (pair->posts[i]) continue;
    const char *lang = publication->languages[i];
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_COUNTERPART_MISSING, post_field_span(post, "id"),
                       post->is_page ? "page" : "post", lang);
    diagnostic_hint(diagnostics, fault,
                    "it is published in the languages it has; a file with 'id: %s' and 'lang: %s' "
                    "will be its counterpart",
                    pair->id, lang);
  }
}

static void check_translates(const Publication *publication, const PostPair *pair, const Post *post,
                             DiagnosticList *diagnostics) {
  if (!post->translates) return;
  const char *reason = NULL;
  gint named = publication_language(publication, post->translates);
  if (g_str_equal(post->translates, post->lang))
    reason = "names the text's own language";
  else if (named < 0)
    reason = "names no language of the publication";
  else if (pair->posts[named] && pair->posts[named]->translates &&
           g_str_equal(pair->posts[named]->translates, post->lang))
    reason = "contradicts the other side, which names this one";
  if (!reason) return;
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_TRANSLATES_INVALID,
                                     post_field_span(post, "translates"), post->translates, reason);
  diagnostic_hint(diagnostics, fault,
                  "only the translation has 'translates', with the language it "
                  "was made from; the original has none");
  if (named >= 0 && pair->posts[named] && pair->posts[named] != post)
    diagnostic_counterpart(diagnostics, fault, post_field_span(pair->posts[named], "translates"),
                           "the other side");
}

// Two texts of one pair, neither of which says that it is the translation.
static void check_original(const Post *source, const Post *post, DiagnosticList *diagnostics) {
  if (source->translates || post->translates) return;
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_TRANSLATES_NONE,
                                     post_field_span(post, "lang"), source->lang);
  diagnostic_hint(diagnostics, fault,
                  "add 'translates: %s' to the translation; until then '%s' is "
                  "taken for the original",
                  source->lang, source->lang);
  diagnostic_counterpart(diagnostics, fault, post_field_span(source, "lang"), "the other side");
}

static void check_dates(const Post *source, const Post *post, DiagnosticList *diagnostics) {
  if (civil_date_compare(source->date, post->date) == 0 || source->is_page) return;
  char here[16], there[16];
  Diagnostic *fault = diagnostic_add(
      diagnostics, DIAGNOSTIC_DATE_DIFFERS, post_field_span(post, "date"),
      civil_date_format(post->date, here), civil_date_format(source->date, there), source->lang);
  diagnostic_hint(diagnostics, fault, "both languages carry the day on which the post appeared");
  diagnostic_counterpart(diagnostics, fault, post_field_span(source, "date"), "%s", there);
}

static void check_source(const Post *source, const Post *post, DiagnosticList *diagnostics) {
  const char *here = post->source.url ? post->source.url : "not given";
  const char *there = source->source.url ? source->source.url : "not given";
  const char *field = "url";
  char here_date[16], there_date[16];
  if (g_str_equal(here, there)) {
    field = "date";
    here = civil_date_format(post->source.date, here_date);
    there = civil_date_format(source->source.date, there_date);
  }
  if (g_str_equal(here, there)) return;
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_SOURCE_DIFFERS, post_field_span(post, "source"), field,
                     here, there, source->lang);
  diagnostic_counterpart(diagnostics, fault, post_field_span(source, "source"), "%s", there);
}

static gboolean has_tag(const StringList *tags, const char *tag) {
  for (guint i = 0; i < tags->count; i++)
    if (g_str_equal(tags->items[i], tag)) return TRUE;
  return FALSE;
}

static char *tags_apart(const StringList *from, const StringList *with) {
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < from->count; i++)
    if (!has_tag(with, from->items[i]))
      g_string_append_printf(names, "%s'%s'", names->len ? ", " : "", from->items[i]);
  return g_string_free(names, FALSE);
}

// Tags may be words of each language or names common to both. Where any is common, all must be;
// otherwise only their number can be compared.
static void check_tags(const Post *source, const Post *post, DiagnosticList *diagnostics) {
  g_autofree char *missing = tags_apart(&source->tags, &post->tags);
  g_autofree char *extra = tags_apart(&post->tags, &source->tags);
  if (!*missing && !*extra) return;
  gboolean common = FALSE;
  for (guint i = 0; i < post->tags.count; i++)
    common |= has_tag(&source->tags, post->tags.items[i]);
  g_autofree char *message = NULL;
  if (!common && source->tags.count == post->tags.count) return;
  if (!common)
    message = g_strdup_printf("the number of tags is %u here, but %u in '%s'", post->tags.count,
                              source->tags.count, source->lang);
  else if (*missing)
    message = g_strdup_printf("the tags lack %s, which '%s' has", missing, source->lang);
  else
    message = g_strdup_printf("the tags have %s, which '%s' lacks", extra, source->lang);
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_TAGS_DIFFER, post_field_span(post, "tags"), message);
  diagnostic_counterpart(diagnostics, fault, post_field_span(source, "tags"), "the other side");
}

static void check_rest(const Post *source, const Post *post, DiagnosticList *diagnostics) {
  if (source->authors.count != post->authors.count) {
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_AUTHORS_DIFFER, post_field_span(post, "authors"),
                       post->authors.count, source->authors.count, source->lang);
    diagnostic_hint(diagnostics, fault, "who translated stands under 'translators'");
    diagnostic_counterpart(diagnostics, fault, post_field_span(source, "authors"),
                           "the other side");
  }
  // A picture with words in it has a version of its own in each language, but both sides have one.
  if (!source->image != !post->image) {
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_PICTURE_DIFFERS, post_field_span(post, "image"),
                       post->image ? "an" : "no", source->image ? "one" : "none", source->lang);
    diagnostic_counterpart(diagnostics, fault, post_field_span(source, "image"), "the other side");
  }
}

void rule_fields(const Publication *publication, const PostPair *pair,
                 DiagnosticList *diagnostics) {
  const Post *source = pair->posts[pair->source_language];
  for (guint i = 0; i < pair->language_count; i++) {
    const Post *post = pair->posts[i];
    if (!post) continue;
    check_translates(publication, pair, post, diagnostics);
    if (post == source) continue;
    check_original(source, post, diagnostics);
    check_dates(source, post, diagnostics);
    check_source(source, post, diagnostics);
    check_tags(source, post, diagnostics);
    check_rest(source, post, diagnostics);
  }
}
