#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "translate/rules.h"

#define SCRIPTS_MOST 8 // of a language: Japanese has three

typedef enum { LETTERS_NONE, LETTERS_OWN, LETTERS_FOREIGN } Letters;

// Of its own scripts is a text with one letter of them: names may stand in it as they are. A
// language that ICU knows no script of is written in all of them.
static Letters letters_of(const char *text, const char *lang) {
  UScriptCode scripts[SCRIPTS_MOST];
  UErrorCode error = U_ZERO_ERROR;
  gint32 count = uscript_getCode(lang, scripts, SCRIPTS_MOST, &error);
  gboolean has_letters = FALSE;
  if (U_FAILURE(error) || count <= 0) return LETTERS_OWN;
  gint32 at = 0, length = (gint32)strlen(text);
  while (at < length) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text, at, length, c);
    if (!u_isalpha(c)) continue;
    has_letters = TRUE;
    for (gint32 i = 0; i < count; i++)
      if (uscript_hasScript(c, scripts[i])) return LETTERS_OWN;
  }
  return has_letters ? LETTERS_FOREIGN : LETTERS_NONE;
}

// The alternative text of an image that says in no way that it is of another language; NULL for any
// other node.
static char *own_words(const Node *node, const char *lang) {
  if (node->kind != NODE_IMAGE || node->decorative) return NULL;
  if (g_strcmp0(node_language(node, lang), lang) != 0) return NULL;
  for (const Node *child = node; child; child = node_walk(node, child))
    if (child->lang) return NULL;
  g_autofree char *words = g_strstrip(node_plain_text(node));
  return *words ? g_steal_pointer(&words) : NULL;
}

void rule_images(const Post *post, DiagnosticList *diagnostics) {
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    g_autofree char *words = own_words(node, post->lang);
    if (!words || letters_of(words, post->lang) != LETTERS_FOREIGN) continue;
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_ALT_LANGUAGE, node->span, words, post->lang);
    diagnostic_hint(diagnostics, fault,
                    "translate it, or say behind the image which language it is: {lang=…}");
  }
}

// Only what rule_images has not said already.
void rule_image_pairs(const PostPair *pair, guint language, DiagnosticList *diagnostics) {
  const Post *source = pair->posts[pair->source_language], *target = pair->posts[language];
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const Node *node = source->body; node; node = node_walk(source->body, node)) {
    char *words = own_words(node, source->lang);
    if (words && letters_of(words, source->lang) == LETTERS_OWN)
      g_hash_table_replace(known, words, (gpointer)node);
    else
      g_free(words);
  }
  for (const Node *node = target->body; node; node = node_walk(target->body, node)) {
    g_autofree char *words = own_words(node, target->lang);
    const Node *there = words ? g_hash_table_lookup(known, words) : NULL;
    if (!there || letters_of(words, target->lang) != LETTERS_OWN) continue;
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_ALT_SAME, node->span, words, source->lang);
    diagnostic_hint(diagnostics, fault,
                    "translate it; a name is the same in every language: {lang=%s}", source->lang);
    diagnostic_counterpart(diagnostics, fault, there->span, "the same words");
  }
}
