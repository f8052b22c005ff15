#include "load/fragment.h"

#include <string.h>

Fragment *fragment_new_sized(gsize length) {
  Fragment *fragment = g_new0(Fragment, 1);
  fragment->text = g_string_sized_new(length);
  fragment->pieces = g_array_new(FALSE, FALSE, sizeof(FragmentPiece));
  return fragment;
}

Fragment *fragment_new(void) {
  return fragment_new_sized(0);
}

void fragment_free(Fragment *fragment) {
  if (!fragment) return;
  g_string_free(fragment->text, TRUE);
  g_array_free(fragment->pieces, TRUE);
  g_free(fragment);
}

static FragmentPiece *piece_at(const Fragment *fragment, guint index) {
  return &g_array_index(fragment->pieces, FragmentPiece, index);
}

// Index of the piece that holds `offset`; the last one for an offset at or past the end.
static guint piece_index(const Fragment *fragment, gsize offset) {
  guint low = 0, high = fragment->pieces->len;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    if (piece_at(fragment, middle)->at <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static void add(Fragment *fragment, const char *text, gsize source, gsize length) {
  if (length == 0) return;
  FragmentPiece piece = {fragment->text->len, source, length};
  FragmentPiece *last =
      fragment->pieces->len ? piece_at(fragment, fragment->pieces->len - 1) : NULL;
  gboolean both_added = last && last->source == FRAGMENT_ADDED && source == FRAGMENT_ADDED;
  gboolean joined = last && last->source != FRAGMENT_ADDED && source != FRAGMENT_ADDED &&
                    last->source + last->length == source;
  if (both_added || joined)
    last->length += length;
  else
    g_array_append_val(fragment->pieces, piece);
  g_string_append_len(fragment->text, text, (gssize)length);
}

void fragment_add_source(Fragment *fragment, const char *text, gsize source, gsize length) {
  add(fragment, text, source, length);
}

void fragment_add_text(Fragment *fragment, const char *text) {
  add(fragment, text, FRAGMENT_ADDED, strlen(text));
}

void fragment_add_slice(Fragment *fragment, const Fragment *from, gsize start, gsize end) {
  end = MIN(end, from->text->len);
  guint index = start < end ? piece_index(from, start) : 0;
  while (start < end) {
    const FragmentPiece *piece = piece_at(from, index++);
    gsize stop = MIN(end, piece->at + piece->length);
    gsize source =
        piece->source == FRAGMENT_ADDED ? FRAGMENT_ADDED : piece->source + (start - piece->at);
    add(fragment, from->text->str + start, source, stop - start);
    start = stop;
  }
}

// The place of the first byte that was written, from piece `index` on; G_MAXSIZE for none.
static gsize next_written(const Fragment *fragment, guint index) {
  for (guint i = index; i < fragment->pieces->len; i++)
    if (piece_at(fragment, i)->source != FRAGMENT_ADDED) return piece_at(fragment, i)->source;
  return G_MAXSIZE;
}

// One past the place of the last byte that was written, up to piece `index`; G_MAXSIZE for none.
static gsize last_written(const Fragment *fragment, guint index) {
  for (guint i = index + 1; i > 0; i--) {
    const FragmentPiece *piece = piece_at(fragment, i - 1);
    if (piece->source != FRAGMENT_ADDED) return piece->source + piece->length;
  }
  return G_MAXSIZE;
}

gsize fragment_source_start(const Fragment *fragment, gsize offset) {
  if (fragment->pieces->len == 0) return 0;
  guint index = piece_index(fragment, offset);
  const FragmentPiece *piece = piece_at(fragment, index);
  if (piece->source != FRAGMENT_ADDED)
    return piece->source + MIN(offset - piece->at, piece->length);
  gsize place = next_written(fragment, index + 1);
  if (place == G_MAXSIZE) place = last_written(fragment, index);
  return place == G_MAXSIZE ? 0 : place;
}

gsize fragment_source_end(const Fragment *fragment, gsize offset) {
  if (fragment->pieces->len == 0 || offset == 0) return fragment_source_start(fragment, 0);
  guint index = piece_index(fragment, offset - 1);
  const FragmentPiece *piece = piece_at(fragment, index);
  if (piece->source != FRAGMENT_ADDED)
    return piece->source + MIN(offset - piece->at, piece->length);
  gsize place = last_written(fragment, index);
  return place == G_MAXSIZE ? fragment_source_start(fragment, offset) : place;
}

gboolean fragment_is_unbroken(const Fragment *fragment, gsize start, gsize end) {
  if (start >= end || fragment->pieces->len == 0) return TRUE;
  const FragmentPiece *piece = piece_at(fragment, piece_index(fragment, start));
  return piece->source != FRAGMENT_ADDED && end <= piece->at + piece->length;
}

gboolean fragment_is_added(const Fragment *fragment, gsize start, gsize end) {
  if (start >= end || fragment->pieces->len == 0) return FALSE;
  const FragmentPiece *piece = piece_at(fragment, piece_index(fragment, start));
  return piece->source == FRAGMENT_ADDED && end <= piece->at + piece->length;
}

void fragment_write_origin(const Fragment *fragment, gsize start, gsize end, const char *origin,
                           GString *out) {
  end = MIN(end, fragment->text->len);
  guint index = start < end ? piece_index(fragment, start) : 0;
  while (start < end) {
    const FragmentPiece *piece = piece_at(fragment, index++);
    gsize stop = MIN(end, piece->at + piece->length);
    if (piece->source != FRAGMENT_ADDED)
      g_string_append_len(out, origin + piece->source + (start - piece->at),
                          (gssize)(stop - start));
    else
      for (gsize i = start; i < stop; i++)
        if (fragment->text->str[i] == ' ') g_string_append_c(out, ' ');
    start = stop;
  }
}
