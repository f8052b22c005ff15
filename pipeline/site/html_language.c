// Language and direction of blocks and spans (BD-1 … BD-3, HT-1, HT-4).
#include <string.h>
#include <unicode/uloc.h>

#include "site/html_parts.h"

static gboolean same_base(const char *a, const char *b) {
  gsize length = strcspn(a, "-_");
  return length == strcspn(b, "-_") && g_ascii_strncasecmp(a, b, length) == 0;
}

Tongue tongue_of(const HtmlContext *context, const char *lang) {
  Tongue tongue = {lang, context->locale, DIRECTION_LTR};
  if (!lang) {
    if (context->locale) tongue.lang = context->locale->code;
    if (context->locale) tongue.direction = context->locale->direction;
    return tongue;
  }
  const Locale *near =
      context->locale && same_base(context->locale->code, lang) ? context->locale : NULL;
  for (guint i = 0; i < context->locale_count; i++)
    if (context->locales[i] && same_base(context->locales[i]->code, lang))
      near = context->locales[i];
  if (near) tongue.locale = near;
  if (near)
    tongue.direction = near->direction;
  else
    tongue.direction = uloc_isRightToLeft(lang) ? DIRECTION_RTL : DIRECTION_LTR;
  return tongue;
}

static const char *direction_name(Direction direction) {
  return direction == DIRECTION_RTL ? "rtl" : "ltr";
}

// The language that words of that direction have, where the publication has just one such language.
static const char *language_of_direction(const HtmlContext *context, Direction direction) {
  const char *found = NULL;
  for (guint i = 0; i < context->locale_count; i++) {
    const Locale *locale = context->locales[i];
    if (!locale || locale->direction != direction) continue;
    if (found) return NULL;
    found = locale->code;
  }
  return found;
}

static Direction opposite(Direction direction) {
  return direction == DIRECTION_RTL ? DIRECTION_LTR : DIRECTION_RTL;
}

Tongue tongue_turn(const Writer *writer, GString *out) {
  Direction direction = opposite(writer->tongue.direction);
  const char *lang = language_of_direction(writer->context, direction);
  Tongue tongue = lang ? tongue_of(writer->context, lang) : writer->tongue;
  tongue.direction = direction;
  html_write_attribute(out, "lang", lang);
  html_write_attribute(out, "dir", direction_name(direction));
  return tongue;
}

TokenStyle writer_token_style(const Writer *writer) {
  const Tongue *tongue = &writer->tongue;
  return (TokenStyle){
      .locale = writer_is_plain(writer) ? NULL : tongue->locale,
      .direction = tongue->direction,
      .foreign_lang = language_of_direction(writer->context, opposite(tongue->direction)),
      .classes = writer->context->mode == HTML_SITE,
  };
}

// The node after all that is below `node`.
static const Node *walk_past(const Node *root, const Node *node) {
  while (node && node != root && !node->next)
    node = node->parent;
  return !node || node == root ? NULL : node->next;
}

gboolean node_is_foreign(const Writer *writer, const Node *node) {
  guint letters = 0;
  guint native = writer->tongue.direction == DIRECTION_RTL ? TOKEN_HAS_RTL : TOKEN_HAS_LTR;
  const Node *n = node;
  while (n) {
    // A picture shows no words; a piece in a language of its own has its own direction.
    if (n->kind == NODE_IMAGE || (n != node && n->lang)) {
      n = walk_past(node, n);
      continue;
    }
    gboolean prose = n->kind == NODE_TEXT || n->kind == NODE_HTML_BLOCK;
    if (prose && n->text) letters |= token_letters(n->text, strlen(n->text));
    if (letters & native) return FALSE;
    n = node_walk(node, n);
  }
  return token_letters_are_foreign(writer->tongue.direction, letters);
}

Tongue tongue_enter(const Writer *writer, const Node *node, gboolean may_turn, GString *out) {
  Tongue inside = writer->tongue;
  if (writer_is_plain(writer)) return inside;
  if (node->lang && (!inside.lang || g_ascii_strcasecmp(node->lang, inside.lang) != 0)) {
    inside = tongue_of(writer->context, node->lang);
    html_write_attribute(out, "lang", node->lang);
    html_write_attribute(out, "dir", direction_name(inside.direction));
  } else if (may_turn && node_is_foreign(writer, node)) {
    inside = tongue_turn(writer, out);
  }
  return inside;
}

void html_write_language(const char *lang, const HtmlContext *context, GString *out) {
  html_write_attribute(out, "lang", lang);
  html_write_attribute(out, "dir", direction_name(tongue_of(context, lang).direction));
}

char *html_isolate_text(const Locale *locale, Direction direction, const char *text) {
  GString *out = g_string_new(NULL);
  GArray *tokens = token_scan_as(locale, direction, text, strlen(text));
  gsize at = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = &g_array_index(tokens, Token, i);
    static const char *const openers[] = {"\u2066", "\u2067", "\u061C", ""};
    g_string_append_len(out, text + at, (gssize)(token->start - at));
    g_string_append(out, openers[token->treatment]);
    g_string_append_len(out, text + token->start, (gssize)(token->end - token->start));
    if (token->treatment <= TOKEN_ISOLATE_RTL) g_string_append(out, "\u2069");
    at = token->end;
  }
  g_string_append(out, text + at);
  g_array_unref(tokens);
  return g_string_free(out, FALSE);
}

void write_text_attribute(const Writer *writer, GString *out, const char *name, const char *text) {
  if (!text) return;
  if (writer_is_plain(writer) || !writer->tongue.locale) {
    html_write_attribute(out, name, text);
    return;
  }
  const Tongue *tongue = &writer->tongue;
  g_autofree char *isolated = html_isolate_text(tongue->locale, tongue->direction, text);
  html_write_attribute(out, name, isolated);
}
