#include "impose/order.h"

static void add_side(GArray *sides, SheetSide side, guint first, guint last, gboolean bound_right) {
  side.left = bound_right ? last : first;
  side.right = bound_right ? first : last;
  g_array_append_val(sides, side);
}

static guint page_or_blank(guint page, guint page_count) {
  return page <= page_count ? page : 0;
}

// Pages first + 1 … first + count, where count is a multiple of 4. The outermost sheet has the
// first page and the last on its front, the second and the last but one on its back.
static void fold_signature(GArray *sides, guint first, guint count, guint page_count,
                           gboolean bound_right) {
  for (guint k = 0; k < count / 4; k++) {
    guint low = first + 1 + 2 * k, high = first + count - 2 * k;
    SheetSide side = {.depth = k, .depth_count = count / 4};
    // The front is seen with page `low` on the side that the book opens from.
    add_side(sides, side, page_or_blank(high, page_count), page_or_blank(low, page_count),
             bound_right);
    side.is_back = TRUE;
    add_side(sides, side, page_or_blank(low + 1, page_count), page_or_blank(high - 1, page_count),
             bound_right);
  }
}

GArray *order_sides(guint page_count, ImposeLayout layout, gboolean bound_right, guint signature) {
  GArray *sides = g_array_new(FALSE, FALSE, sizeof(SheetSide));
  if (layout == IMPOSE_PAIRS) {
    for (guint page = 1; page <= page_count; page += 2)
      add_side(sides, (SheetSide){.depth_count = 1}, page, page_or_blank(page + 1, page_count),
               bound_right);
    return sides;
  }
  guint whole = (page_count + 3) / 4 * 4;
  guint step = signature ? signature : MAX(whole, 4);
  for (guint first = 0; first < whole; first += step)
    fold_signature(sides, first, MIN(step, whole - first), page_count, bound_right);
  return sides;
}

guint order_together(guint first_count, guint second_count) {
  return (first_count + second_count + 3) / 4 * 4;
}

static guint meet(guint place, guint first_count, guint second_count) {
  guint whole = order_together(first_count, second_count);
  if (place <= first_count) return place;
  guint from_end = whole - place; // 0 = the back cover
  return from_end < second_count ? first_count + 1 + from_end : 0;
}

void order_meet(GArray *sides, guint first_count, guint second_count) {
  for (guint i = 0; i < sides->len; i++) {
    SheetSide *side = &g_array_index(sides, SheetSide, i);
    side->left = meet(side->left, first_count, second_count);
    side->right = meet(side->right, first_count, second_count);
  }
}

static void append_page(GString *out, guint page) {
  if (page)
    g_string_append_printf(out, "%u", page);
  else
    g_string_append_c(out, '-');
}

void order_dump(const GArray *sides, GString *out) {
  for (guint i = 0; i < sides->len; i++) {
    const SheetSide *side = &g_array_index(sides, SheetSide, i);
    append_page(out, side->left);
    g_string_append_c(out, '|');
    append_page(out, side->right);
    g_string_append_c(out, i + 1 < sides->len ? ' ' : '\n');
  }
}
