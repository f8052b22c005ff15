// Fragment: a text put together from stretches of the source file, every byte of which knows where
// it was written. Markdown is parsed piecewise (a table's cell, a note's body), each piece freed of
// what stands before it on the line; the fragment leads back from the piece to file:line:column.
#pragma once
#include <glib.h>

typedef struct {
  gsize at;     // offset in the fragment's text
  gsize source; // offset in the source file; FRAGMENT_ADDED for bytes that were not written there
  gsize length;
} FragmentPiece;

typedef struct {
  GString *text;
  GArray *pieces; // of FragmentPiece, in order, without gaps
} Fragment;

#define FRAGMENT_ADDED G_MAXSIZE

Fragment *fragment_new(void);
Fragment *fragment_new_sized(gsize length); // room for a text of so many bytes
void fragment_free(Fragment *fragment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fragment, fragment_free)

// Appends bytes that stand at `source` in the file.
void fragment_add_source(Fragment *fragment, const char *text, gsize source, gsize length);
// Appends bytes that stand nowhere in the file.
void fragment_add_text(Fragment *fragment, const char *text);
// Appends the bytes [start, end) of another fragment, with their places.
void fragment_add_slice(Fragment *fragment, const Fragment *from, gsize start, gsize end);

// Where the byte at `offset` stands in the file; for an added byte, the next one that was written
// (or the end of the last).
gsize fragment_source_start(const Fragment *fragment, gsize offset);
// One past the place of the last written byte before `offset`.
gsize fragment_source_end(const Fragment *fragment, gsize offset);
// Whether all of [start, end) is one unbroken stretch of the file.
gboolean fragment_is_unbroken(const Fragment *fragment, gsize start, gsize end);
// Whether nothing of [start, end) was written in the file.
gboolean fragment_is_added(const Fragment *fragment, gsize start, gsize end);
// Appends to `out` the text of [start, end) as it stands in `origin` (the whole file's text), not
// as the fragment has it. Of added bytes only spaces are kept: they stand for a tab's columns.
void fragment_write_origin(const Fragment *fragment, gsize start, gsize end, const char *origin,
                           GString *out);
