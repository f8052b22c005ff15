// What follows the bracket of a link or image: (url "title"), [label], [] or nothing.
#pragma once
#include <glib.h>

typedef struct {
  gsize end;                    // where it ends; the place where it began if there is nothing
  gsize title_start, title_end; // of a title in it, without its quotes; both 0 for none
} LinkTail;

// Reads the tail at `at` of a text that is known to be a link (CommonMark 0.30, section 6.3).
LinkTail link_tail_read(const char *text, gsize length, gsize at);
