// Documents made by hand, and their PDF read back.
#pragma once
#include <qpdf/qpdf-c.h>

#include "hand_line.h"
#include "print/print.h"

static const double HAND_WIDTH_PT = 420, HAND_HEIGHT_PT = 595;

static inline Font **hand_fonts(Arena *arena) {
  Font **fonts = ARENA_ARRAY(arena, Font *, 3);
  fonts[0] = hand_font(arena, HAND_NASKH, 0);
  fonts[1] = hand_font(arena, HAND_GENTIUM, 1);
  return fonts;
}

static inline TextStyle *hand_style(Arena *arena, double size_pt) {
  TextStyle *style = ARENA_NEW(arena, TextStyle);
  style->size_pt = size_pt;
  return style;
}

// Pages with one item each.
static inline Document hand_document(Arena *arena, const Placed *items, guint count) {
  Page *pages = ARENA_ARRAY(arena, Page, count);
  for (guint i = 0; i < count; i++) {
    pages[i] = (Page){.count = 1, .width_pt = HAND_WIDTH_PT, .height_pt = HAND_HEIGHT_PT};
    pages[i].items = arena_copy(arena, &items[i], sizeof *items);
    pages[i].label = arena_printf(arena, "%u", i + 1);
  }
  return (Document){.title = "t", .lang = "fa", .pages = pages, .page_count = count};
}

static inline Placed hand_placed_line(Line *line) {
  return (Placed){.kind = PLACED_LINE, .line = line, .x_pt = 40, .y_pt = 60, .width_pt = 340};
}

static inline qpdf_data hand_open_pdf(GBytes *bytes) {
  qpdf_data pdf = qpdf_init();
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  qpdf_silence_errors(pdf);
  assert_int_equal(qpdf_read_memory(pdf, "test", data, size, NULL), QPDF_SUCCESS);
  return pdf;
}

// What `path` ("/Outlines/First/Title") leads to from `from`; a number is an index into an array.
static inline qpdf_oh hand_follow(qpdf_data pdf, qpdf_oh from, const char *path) {
  g_auto(GStrv) steps = g_strsplit(path + 1, "/", -1);
  for (guint i = 0; steps[i]; i++) {
    g_autofree char *key = g_strconcat("/", steps[i], NULL);
    from = qpdf_oh_is_array(pdf, from) ? qpdf_oh_get_array_item(pdf, from, atoi(steps[i]))
                                       : qpdf_oh_get_key(pdf, from, key);
  }
  return from;
}

static inline char *hand_text_at(qpdf_data pdf, const char *path) {
  return g_strdup(qpdf_oh_get_utf8_value(pdf, hand_follow(pdf, qpdf_get_root(pdf), path)));
}

static inline char *hand_object_at(qpdf_data pdf, qpdf_oh from, const char *path) {
  return g_strdup(qpdf_oh_unparse_resolved(pdf, hand_follow(pdf, from, path)));
}

#define assert_text_at(pdf, path, wanted)                                                          \
  do {                                                                                             \
    g_autofree char *found_text = hand_text_at(pdf, path);                                         \
    assert_string_equal(found_text, wanted);                                                       \
  } while (0)
