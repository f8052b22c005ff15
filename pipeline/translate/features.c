#include "translate/features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

// A block's heaviest anchors are enough; a block of a million words must not make cells slow.
#define MAX_ANCHORS 48
// Longer tokens are compared by this many bytes.
#define MAX_TOKEN_BYTES 400

// Evidence of one shared token that stands once on each side, in nats (natural log of odds). A
// declared id outweighs whatever else a post can hold against it.
#define WEIGHT_ID      60.0
#define WEIGHT_URL     4.0
#define WEIGHT_LABEL   3.0
#define WEIGHT_CODE    3.0
#define WEIGHT_NUMBER  1.5
#define WEIGHT_WORD    1.5
#define WEIGHT_PICTURE 2.0
#define WEIGHT_QUOTE   2.5 // of the kind of a pull quote or an admonition

typedef struct {
  double weight;
  guint blocks[2]; // how many blocks of each side have it
  guint last[2];   // the last one of them, +1
} Token;

typedef struct {
  GHashTable *ids; // text -> index + 1
  GArray *tokens;  // of Token
  GArray *uses;    // of guint32: the tokens of the current block
  guint side, block;
  GString *word;
} Vocabulary;

static void add_token(Vocabulary *vocabulary, char kind, const char *text, gsize length,
                      double weight) {
  if (!length) return;
  char key[MAX_TOKEN_BYTES + 2];
  key[0] = kind; // tokens of different kinds never meet
  gsize kept = MIN(length, MAX_TOKEN_BYTES);
  memcpy(key + 1, text, kept);
  key[kept + 1] = '\0';
  guint index = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->ids, key));
  if (!index) {
    Token token = {.weight = weight};
    g_array_append_val(vocabulary->tokens, token);
    index = vocabulary->tokens->len;
    g_hash_table_insert(vocabulary->ids, g_strdup(key), GUINT_TO_POINTER(index));
  }
  Token *token = &g_array_index(vocabulary->tokens, Token, index - 1);
  guint side = vocabulary->side;
  if (token->last[side] == vocabulary->block + 1) return;
  token->last[side] = vocabulary->block + 1;
  token->blocks[side]++;
  guint32 use = index - 1;
  g_array_append_val(vocabulary->uses, use);
}

static void end_word(Vocabulary *vocabulary, gboolean letters) {
  GString *word = vocabulary->word;
  // «.» and «,» at the end of a number belong to the sentence.
  while (word->len && word->str[word->len - 1] == '.')
    g_string_truncate(word, word->len - 1);
  add_token(vocabulary, letters ? 'w' : 'n', word->str, word->len,
            letters ? WEIGHT_WORD : WEIGHT_NUMBER);
  g_string_truncate(word, 0);
}

static gboolean is_decimal_mark(UChar32 c) {
  return c == '.' || c == 0x066B;
}

static gboolean is_group_mark(UChar32 c) {
  return c == ',' || c == 0x066C || c == 0x2019 || c == '\'';
}

typedef enum { SIGN_BREAK, SIGN_DIGIT, SIGN_LETTER, SIGN_IGNORED, SIGN_PICTURE } Sign;

// What a character is to a word; its folded form in `folded`.
static Sign read_sign(UChar32 c, UChar32 *folded) {
  *folded = c;
  if (c < 0x80) {
    if (g_ascii_isdigit(c)) return SIGN_DIGIT;
    *folded = g_ascii_tolower((char)c);
    return g_ascii_isalpha(c) ? SIGN_LETTER : SIGN_BREAK;
  }
  if (c == 0x0640) return SIGN_IGNORED; // tatweel
  guint32 category = U_MASK(u_charType(c));
  if (category & U_GC_ND_MASK) {
    *folded = '0' + u_charDigitValue(c);
    return SIGN_DIGIT;
  }
  if (category & U_GC_L_MASK) {
    if (category & (U_GC_LU_MASK | U_GC_LT_MASK)) *folded = u_foldCase(c, U_FOLD_CASE_DEFAULT);
    return SIGN_LETTER;
  }
  if (category & U_GC_SO_MASK) return SIGN_PICTURE; // emoji, ©, ♪: the same in every language
  // Vowel signs, ZWNJ and bidi controls do not end a word.
  return category & (U_GC_M_MASK | U_GC_CF_MASK) ? SIGN_IGNORED : SIGN_BREAK;
}

// Words without case, marks and joiners; numbers with the digits of every script as 0-9, so that
// «۱٬۲۳۴٫۵» meets 1,234.5. Returns the number of letters and digits.
static double add_text(Vocabulary *vocabulary, const char *text) {
  double length = 0;
  gboolean letters = FALSE;
  GString *word = vocabulary->word;
  gint32 size = (gint32)MIN(strlen(text), G_MAXINT32);
  for (gint32 i = 0; i < size;) {
    gint32 start = i;
    UChar32 c, folded;
    U8_NEXT_OR_FFFD(text, i, size, c);
    Sign sign = read_sign(c, &folded);
    if (sign == SIGN_IGNORED) continue;
    if (sign == SIGN_PICTURE) {
      end_word(vocabulary, letters);
      letters = FALSE;
      add_token(vocabulary, 's', text + start, (gsize)(i - start), WEIGHT_PICTURE);
    } else if (sign != SIGN_BREAK) {
      if (sign == SIGN_LETTER && word->len && !letters) end_word(vocabulary, FALSE);
      letters |= sign == SIGN_LETTER;
      if (folded < 0x80)
        g_string_append_c(word, (char)folded);
      else
        g_string_append_unichar(word, (gunichar)folded);
      length++;
    } else if (word->len && !letters && is_decimal_mark(c)) {
      g_string_append_c(word, '.');
    } else if (!word->len || letters || !is_group_mark(c)) {
      end_word(vocabulary, letters);
      letters = FALSE;
    }
  }
  end_word(vocabulary, letters);
  return length;
}

// Without what differs between copies of one address: scheme, trailing slash.
static void add_url(Vocabulary *vocabulary, const char *url) {
  if (!url) return;
  const char *start = strstr(url, "://");
  start = start ? start + 3 : url;
  gsize length = strlen(start);
  while (length && start[length - 1] == '/')
    length--;
  add_token(vocabulary, 'u', start, length, WEIGHT_URL);
}

static double add_node(Vocabulary *vocabulary, const Node *node) {
  switch (node->kind) {
  case NODE_TEXT: return add_text(vocabulary, node->text);
  case NODE_CODE:
  case NODE_CODE_BLOCK:
    add_token(vocabulary, 'c', node->text, strlen(node->text), WEIGHT_CODE);
    return add_text(vocabulary, node->text);
  case NODE_HTML_BLOCK: return node->first_child ? 0 : add_text(vocabulary, node->text);
  case NODE_LINK:
  case NODE_IMAGE: add_url(vocabulary, node->url); return 0;
  case NODE_FOOTNOTE_REF:
    if (node->label) add_token(vocabulary, 'f', node->label, strlen(node->label), WEIGHT_LABEL);
    return 0;
  default: return 0;
  }
}

BlockClass block_class(const Node *node) {
  switch (node->kind) {
  case NODE_HEADING: return CLASS_HEADING;
  case NODE_ATTRIBUTION: return CLASS_ATTRIBUTION;
  case NODE_HTML_BLOCK: return CLASS_HTML;
  case NODE_FIGURE: return CLASS_FIGURE;
  case NODE_COUPLET: return CLASS_COUPLET;
  case NODE_TABLE_ROW: return CLASS_ROW;
  case NODE_CODE_BLOCK: return CLASS_CODE;
  case NODE_RULE: return CLASS_RULE;
  default: break;
  }
  for (const Node *above = node->parent; above; above = above->parent) {
    if (above->kind == NODE_FOOTNOTE) return CLASS_NOTE;
    if (above->kind == NODE_ITEM) return CLASS_ITEM;
    if (above->kind == NODE_QUOTE) return CLASS_QUOTE;
  }
  return CLASS_TEXT;
}

// An id may stand on the block itself or on what it is the first block of (a list, a quote, a
// table).
static const char *declared_id(const Node *node) {
  while (!node->id && node->parent && node->parent->first_child == node &&
         node->parent->kind != NODE_DOCUMENT)
    node = node->parent;
  return node->id;
}

static const char *note_label(const Node *node) {
  for (const Node *above = node->parent; above; above = above->parent)
    if (above->kind == NODE_FOOTNOTE) return above->label;
  return NULL;
}

static void read_block(Vocabulary *vocabulary, const Block *block, BlockFeatures *features) {
  const Node *node = block->node;
  features->class = block_class(node);
  features->level = node->kind == NODE_HEADING ? node->level : 0;
  features->depth = block->depth;
  const char *id = declared_id(node);
  features->has_id = id != NULL;
  if (id) add_token(vocabulary, 'b', id, strlen(id), WEIGHT_ID);
  const char *quote = quote_kind_name(node_quote_kind(node));
  add_token(vocabulary, 'q', quote, strlen(quote), WEIGHT_QUOTE);
  const char *label = features->class == CLASS_NOTE ? note_label(node) : NULL;
  if (label) add_token(vocabulary, 'l', label, strlen(label), WEIGHT_LABEL);
  for (const Node *n = node; n; n = node_walk(node, n))
    features->length += add_node(vocabulary, n);
}

static int compare_weight(const void *a, const void *b) {
  const Anchor *left = a, *right = b;
  if (left->weight != right->weight) return left->weight > right->weight ? -1 : 1;
  return (left->token > right->token) - (left->token < right->token);
}

static int compare_token(const void *a, const void *b) {
  const Anchor *left = a, *right = b;
  return (left->token > right->token) - (left->token < right->token);
}

// A token says the less the more blocks have it.
static double token_weight(const Token *token) {
  if (!token->blocks[0] || !token->blocks[1]) return 0;
  return token->weight / MAX(token->blocks[0], token->blocks[1]);
}

static void keep_anchors(Arena *arena, const GArray *tokens, const guint32 *uses, guint count,
                         BlockFeatures *features) {
  g_autofree Anchor *anchors = g_new(Anchor, count + 1);
  guint kept = 0;
  for (guint i = 0; i < count; i++) {
    double weight = token_weight(&g_array_index(tokens, Token, uses[i]));
    if (weight > 0.02) anchors[kept++] = (Anchor){uses[i], (float)weight};
  }
  qsort(anchors, kept, sizeof *anchors, compare_weight);
  kept = MIN(kept, MAX_ANCHORS);
  qsort(anchors, kept, sizeof *anchors, compare_token);
  features->anchors = arena_copy(arena, anchors, sizeof *anchors * kept);
  features->anchor_count = kept;
  for (guint i = 0; i < kept; i++)
    features->anchor_sum += anchors[i].weight;
}

static int compare_place(const void *a, const void *b) {
  const SharedPlace *left = a, *right = b;
  if (left->source != right->source) return left->source < right->source ? -1 : 1;
  return (left->target > right->target) - (left->target < right->target);
}

static void find_places(Arena *arena, const GArray *tokens, FeatureTable *table) {
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(SharedPlace));
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = &g_array_index(tokens, Token, i);
    if (token->blocks[0] != 1 || token->blocks[1] != 1) continue;
    SharedPlace place = {token->last[0] - 1, token->last[1] - 1, token->weight};
    g_array_append_val(places, place);
  }
  g_array_sort(places, compare_place);
  table->places = ARENA_ARRAY(arena, SharedPlace, places->len);
  for (guint i = 0; i < places->len; i++) {
    const SharedPlace *place = &g_array_index(places, SharedPlace, i);
    SharedPlace *last = table->place_count ? &table->places[table->place_count - 1] : NULL;
    if (last && compare_place(last, place) == 0)
      last->weight += place->weight;
    else
      table->places[table->place_count++] = *place;
  }
}

FeatureTable *feature_table_new(Arena *arena, const BlockList *source, const BlockList *target) {
  const BlockList *lists[2] = {source, target};
  FeatureTable *table = ARENA_NEW(arena, FeatureTable);
  Vocabulary vocabulary = {
      .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
      .tokens = g_array_new(FALSE, FALSE, sizeof(Token)),
      .uses = g_array_new(FALSE, FALSE, sizeof(guint32)),
      .word = g_string_new(NULL),
  };
  g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint)); // of each block's uses
  for (guint side = 0; side < 2; side++) {
    table->counts[side] = lists[side]->count;
    table->sides[side] = ARENA_ARRAY(arena, BlockFeatures, lists[side]->count);
    vocabulary.side = side;
    for (guint i = 0; i < lists[side]->count; i++) {
      vocabulary.block = i;
      read_block(&vocabulary, &lists[side]->items[i], &table->sides[side][i]);
      g_array_append_val(ends, vocabulary.uses->len);
    }
  }
  guint start = 0, index = 0;
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < table->counts[side]; i++, index++) {
      guint end = g_array_index(ends, guint, index);
      keep_anchors(arena, vocabulary.tokens, &g_array_index(vocabulary.uses, guint32, start),
                   end - start, &table->sides[side][i]);
      start = end;
    }
  find_places(arena, vocabulary.tokens, table);
  g_hash_table_destroy(vocabulary.ids);
  g_array_free(vocabulary.tokens, TRUE);
  g_array_free(vocabulary.uses, TRUE);
  g_string_free(vocabulary.word, TRUE);
  return table;
}
