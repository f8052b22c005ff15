#include "typeset/font_choice.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

typedef struct {
  Font *const *list;
  UScriptCode script;
  Font **ordered; // NULL-terminated
} Order;

struct FontChoice {
  GArray *orders;
  guint last;
};

FontChoice *font_choice_new(void) {
  FontChoice *choice = g_new0(FontChoice, 1);
  choice->orders = g_array_new(FALSE, FALSE, sizeof(Order));
  return choice;
}

void font_choice_free(FontChoice *choice) {
  if (!choice) return;
  for (guint i = 0; i < choice->orders->len; i++)
    g_free(g_array_index(choice->orders, Order, i).ordered);
  g_array_unref(choice->orders);
  g_free(choice);
}

// A font is made for a script when it has the script's sample letter (CLDR).
static gboolean speaks(const Font *font, UScriptCode script) {
  UChar sample[8];
  UErrorCode status = U_ZERO_ERROR;
  gint32 length = uscript_getSampleString(script, sample, G_N_ELEMENTS(sample), &status);
  UChar32 c = 0;
  if (U_FAILURE(status) || length <= 0) return FALSE;
  U16_GET(sample, 0, 0, length, c);
  return font_covers(font, (guint32)c);
}

static Font **order_fonts(Font *const *list, UScriptCode script) {
  guint count = 0, placed = 0;
  while (list[count])
    count++;
  Font **ordered = g_new0(Font *, count + 1);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < count; i++)
      if (speaks(list[i], script) == (pass == 0)) ordered[placed++] = list[i];
  return ordered;
}

static Font *const *lookup_order(FontChoice *choice, Font *const *list, UScriptCode script) {
  for (guint i = 0; i < choice->orders->len; i++) {
    guint at = (choice->last + i) % choice->orders->len;
    Order *order = &g_array_index(choice->orders, Order, at);
    if (order->list == list && order->script == script) {
      choice->last = at;
      return order->ordered;
    }
  }
  Order order = {list, script, order_fonts(list, script)};
  choice->last = choice->orders->len;
  g_array_append_val(choice->orders, order);
  return order.ordered;
}

// No ink and no say in the choice of a font (FT-2); HarfBuzz hides them in any font.
static gboolean is_ignorable(UChar32 c) {
  return c == 0x2028 || (c >= 0xAD && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

static gboolean covers_units(const Font *font, const UChar *text, guint32 length) {
  for (guint32 at = 0; at < length;) {
    UChar32 c;
    U16_NEXT(text, at, length, c);
    if (!is_ignorable(c) && !font_covers(font, (guint32)c)) return FALSE;
  }
  return TRUE;
}

// HarfBuzz composes and decomposes: a font has ۀ when it has its parts (SH-9).
static gboolean covers(const Font *font, const UChar *text, guint32 length) {
  if (covers_units(font, text, length)) return TRUE;
  if (length > 16 || text[0] < 0xC0) return FALSE;
  UErrorCode status = U_ZERO_ERROR;
  UChar other[64];
  gint32 count = unorm2_normalize(unorm2_getNFDInstance(&status), text, (gint32)length, other,
                                  G_N_ELEMENTS(other), &status);
  if (U_SUCCESS(status) && covers_units(font, other, (guint32)count)) return TRUE;
  status = U_ZERO_ERROR;
  count = unorm2_normalize(unorm2_getNFCInstance(&status), text, (gint32)length, other,
                           G_N_ELEMENTS(other), &status);
  return U_SUCCESS(status) && covers_units(font, other, (guint32)count);
}

const Font *font_first(FontChoice *choice, Font *const *fonts, UScriptCode script) {
  return lookup_order(choice, fonts, script)[0];
}

const Font *font_choose(FontChoice *choice, Font *const *fonts, UScriptCode script,
                        const UChar *cluster, guint32 length, const Font *before,
                        gboolean *missing) {
  UChar32 first;
  U16_GET(cluster, 0, 0, length, first);
  Font *const *ordered = lookup_order(choice, fonts, script);
  if (is_ignorable(first) && covers_units(ordered[0], cluster, length))
    return before ? before : ordered[0];
  for (guint i = 0; ordered[i]; i++)
    if (covers(ordered[i], cluster, length)) return ordered[i];
  // White space that no font has (U+2008 …) is drawn by HarfBuzz from the plain space.
  if (u_isUWhiteSpace(first)) return before ? before : ordered[0];
  // The base alone decides before all is lost: an unknown mark on a known letter.
  for (guint i = 0; length > 1 && ordered[i]; i++)
    if (font_covers(ordered[i], (guint32)first)) {
      *missing = TRUE;
      return ordered[i];
    }
  *missing = TRUE;
  return ordered[0];
}
