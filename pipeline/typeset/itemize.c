#include "typeset/itemize.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "typeset/font_choice.h"

struct Itemizer {
  const FontSet *fonts;
  FontChoice *choice;
  UBreakIterator *clusters; // opened at the first text that needs it
};

Itemizer *itemizer_new(const FontSet *fonts) {
  Itemizer *itemizer = g_new0(Itemizer, 1);
  itemizer->fonts = fonts;
  itemizer->choice = font_choice_new();
  return itemizer;
}

void itemizer_free(Itemizer *itemizer) {
  if (!itemizer) return;
  font_choice_free(itemizer->choice);
  if (itemizer->clusters) ubrk_close(itemizer->clusters);
  g_free(itemizer);
}

static gboolean is_own_script(UScriptCode script) {
  return script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN;
}

// The script of signs and digits in a level run without a letter of its own: the block's, but Latin
// in a left-to-right unit of a right-to-left block (a quote in code, a date in ASCII digits).
static UScriptCode default_script(const Flow *flow, guint32 start) {
  const Paragraph *paragraph = flow->paragraph;
  gboolean rtl = paragraph->direction == DIRECTION_RTL;
  if (rtl && flow->levels[start] % 2 == 0) return USCRIPT_LATIN;
  return (UScriptCode)u_getPropertyValueEnum(UCHAR_SCRIPT, paragraph->locale->script);
}

// Scripts by unit. A sign takes the script of the letter before it in its level run, at the start
// of one that of the first letter after it: brackets and stops belong to the text around them.
static guint8 *resolve_scripts(Arena *scratch, const Flow *flow) {
  guint8 *scripts = ARENA_ROOM(scratch, guint8, flow->length + 1);
  const CharacterTable *characters = flow->paragraph->locale->characters;
  for (guint32 start = 0, end; start < flow->length; start = end) {
    UScriptCode last = USCRIPT_COMMON;
    guint8 level = flow->levels[start];
    for (end = start; end < flow->length && flow->levels[end] == level;) {
      guint32 first = end;
      UChar32 c;
      U16_NEXT(flow->text, end, flow->length, c);
      UScriptCode script = character_script(characters, c);
      if (is_own_script(script) && script < 256) {
        if (!is_own_script(last)) memset(scripts + start, script, first - start);
        last = script;
      }
      scripts[first] = scripts[end - 1] = (guint8)last;
    }
    if (!is_own_script(last)) memset(scripts + start, default_script(flow, start), end - start);
  }
  return scripts;
}

// Clusters that need more than "marks go with their base": emoji, Hangul, flags, prepended signs.
static gboolean needs_cluster_rules(const Flow *flow) {
  for (guint32 at = 0; at < flow->length;) {
    UChar32 c = flow->text[at];
    if (c < 0x300 || (c >= 0x600 && c < 0x700)) {
      at++;
      continue;
    }
    U16_NEXT(flow->text, at, flow->length, c);
    switch (u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_OTHER:
      if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return TRUE;
      break;
    case U_GCB_CONTROL:
    case U_GCB_EXTEND:
    case U_GCB_ZWJ: break;
    default: return TRUE;
    }
  }
  return FALSE;
}

typedef struct {
  const Flow *flow;
  UBreakIterator *rules; // NULL = the simple rule
} Clusters;

static Clusters open_clusters(Itemizer *itemizer, const Flow *flow) {
  Clusters clusters = {.flow = flow};
  if (!needs_cluster_rules(flow)) return clusters;
  UErrorCode status = U_ZERO_ERROR;
  if (!itemizer->clusters) itemizer->clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
  if (U_SUCCESS(status))
    ubrk_setText(itemizer->clusters, flow->text, (gint32)flow->length, &status);
  if (U_SUCCESS(status)) clusters.rules = itemizer->clusters;
  return clusters;
}

static guint32 cluster_end(const Clusters *clusters, guint32 start) {
  const Flow *flow = clusters->flow;
  if (clusters->rules) {
    gint32 end = ubrk_following(clusters->rules, (gint32)start);
    return end == UBRK_DONE ? flow->length : (guint32)end;
  }
  guint32 end = start;
  UChar32 c;
  U16_NEXT(flow->text, end, flow->length, c);
  while (end < flow->length && c >= ' ' && !flow_is_line_end((UChar)c)) {
    guint32 next = end;
    UChar32 mark;
    U16_NEXT(flow->text, next, flow->length, mark);
    if (mark < 0x300 || !character_extends(flow->paragraph->locale->characters, mark)) break;
    end = next;
  }
  return end;
}

static gboolean same_item(const Item *a, const Item *b) {
  return a->level == b->level && a->font == b->font && a->script == b->script &&
         a->size_pt == b->size_pt && a->rise_pt == b->rise_pt && a->language == b->language &&
         a->code == b->code;
}

static void report_missing(const Flow *flow, guint32 start, guint32 end, guint piece,
                           DiagnosticList *diagnostics) {
  const Node *node = flow->paragraph->pieces[piece].style.node;
  SourceSpan span = node ? node->span : flow->paragraph->span;
  while (start < end) {
    UChar32 c;
    U16_NEXT(flow->text, start, end, c);
    diagnostic_hint(diagnostics,
                    diagnostic_add(diagnostics, DIAGNOSTIC_GLYPH_MISSING, span, (guint)c),
                    "add a font that has it to fonts/families.yaml");
    if (c != 0xFFFD) break; // the base is enough
  }
}

typedef struct {
  Itemizer *itemizer;
  const Flow *flow;
  const guint8 *scripts;
  DiagnosticList *diagnostics;
  guint piece;
  Item style; // of `piece`: what its style says
  Font *const *fonts;
} Reader;

static void read_style(Reader *reader, guint piece) {
  const TextPiece *text = &reader->flow->paragraph->pieces[piece];
  const TextStyle *style = &text->style;
  const char *lang = style->lang ? style->lang : reader->flow->paragraph->locale->code;
  reader->piece = piece;
  reader->fonts =
      font_set_lookup(reader->itemizer->fonts, lang, style->role, style->weight, style->italic);
  reader->style = (Item){.rise_pt = style->rise_pt,
                         .language = hb_language_from_string(lang, -1),
                         .code = style->role == ROLE_CODE};
}

static Item read_cluster(Reader *reader, guint32 start, guint32 end, const Font *before) {
  const Flow *flow = reader->flow;
  const TextStyle *style = &flow->paragraph->pieces[reader->piece].style;
  UScriptCode script = reader->scripts[start];
  Item item = reader->style;
  item.start = start;
  item.end = end;
  item.level = flow->levels[start];
  item.script = hb_script_from_string(uscript_getShortName(script), -1);
  gboolean missing = FALSE;
  item.font = font_choose(reader->itemizer->choice, reader->fonts, script, flow->text + start,
                          end - start, before, &missing);
  if (missing) report_missing(flow, start, end, reader->piece, reader->diagnostics);
  item.size_pt = style->size_pt * item.font->size_factor;
  item.kashida = flow->paragraph->kashida != KASHIDA_OFF && item.font->kashida &&
                 (item.level & 1) && item.script == HB_SCRIPT_ARABIC &&
                 (style->role == ROLE_BODY || style->role == ROLE_VERSE);
  return item;
}

// Most text goes on in the item before it: the end of what plainly does, from `start` on. Each
// character is in the script's first font, so that no cluster can want another one.
static guint32 plain_end(const Reader *reader, const Item *item, guint32 start, guint32 piece_end) {
  const Flow *flow = reader->flow;
  const Font *first = font_first(reader->itemizer->choice, reader->fonts,
                                 (UScriptCode)reader->scripts[item->start]);
  if (item->font != first) return start;
  guint32 at = start;
  guint8 script = reader->scripts[item->start];
  while (at < piece_end && flow->levels[at] == item->level && reader->scripts[at] == script &&
         (font_covers_low(first, flow->text[at]) || flow->text[at] == 0x200C))
    at++;
  // The last one may be the base of a mark that the font lacks.
  return at < flow->length && at > start && flow->text[at] >= 0x300 ? at - 1 : at;
}

ItemList paragraph_itemize(Itemizer *itemizer, Arena *scratch, const Flow *flow,
                           DiagnosticList *diagnostics) {
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Item));
  Reader reader = {.itemizer = itemizer, .flow = flow, .diagnostics = diagnostics};
  if (flow->length > 0) {
    reader.scripts = resolve_scripts(scratch, flow);
    read_style(&reader, flow_piece_at(flow, 0, 0));
  }
  Clusters clusters = open_clusters(itemizer, flow);
  for (guint32 start = 0, end; start < flow->length; start = end) {
    Item *last = items->len > 0 ? &g_array_index(items, Item, items->len - 1) : NULL;
    guint piece = flow_piece_at(flow, start, reader.piece);
    gboolean new_piece = piece != reader.piece;
    if (last && !new_piece && !clusters.rules) {
      end = plain_end(&reader, last, start, flow->piece_starts[piece + 1]);
      if (end > start) {
        last->end = end;
        continue;
      }
    }
    end = cluster_end(&clusters, start);
    if (new_piece) read_style(&reader, piece);
    Item item = read_cluster(&reader, start, end, last && !new_piece ? last->font : NULL);
    if (last && same_item(last, &item))
      last->end = end;
    else
      g_array_append_val(items, item);
  }
  return (ItemList){arena_copy(scratch, items->data, sizeof(Item) * items->len), items->len};
}

void items_dump(const Flow *flow, const ItemList *list, GString *out) {
  for (guint i = 0; i < list->count; i++) {
    const Item *item = &list->items[i];
    char script[5] = "";
    hb_tag_to_string(hb_script_to_iso15924_tag(item->script), script);
    guint32 start = flow->offsets[item->start], end = flow->offsets[item->end];
    g_string_append_printf(out, "item level=%u %s %s %s %.2fpt \"%.*s\"\n", item->level, script,
                           hb_language_to_string(item->language), item->font->name, item->size_pt,
                           (int)(end - start), flow->utf8 + start);
  }
}
