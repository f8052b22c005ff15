// set_text FILE OUT.pdf [rtl|ltr] [kashida]: sets a plain text, one paragraph a line, with the
// plainest typesetter that will do (greedy lines, spaces stretched), and prints it with print/. It
// keeps the gate independent of the typesetter: what is measured is how print/ writes text.
#include <glib/gstdio.h>
#include <stdlib.h>

#include "../../unit/print/hand_line.h"
#include "print/print.h"

#define WIDTH_PT   300.0
#define LEFT_PT    60.0
#define TOP_PT     60.0
#define LEADING_PT 20.0
#define PAGE_LINES 24

typedef struct {
  Arena *arena;
  Font **fonts;
  TextStyle style;
  Direction direction;
  gboolean kashida;
  GArray *lines; // of Line *
} Setting;

static void stretch_spaces(Line *line, double extra_pt) {
  guint spaces = 0;
  for (guint r = 0; r < line->run_count; r++)
    for (guint i = 0; i < line->runs[r].glyph_count; i++)
      spaces += line->runs[r].glyphs[i].is_space;
  double moved = 0;
  for (guint r = 0; r < line->run_count; r++) {
    GlyphRun *run = &line->runs[r];
    run->x_pt += moved;
    double before = moved;
    for (guint i = 0; i < run->glyph_count; i++) {
      run->glyphs[i].x_pt += moved;
      if (run->glyphs[i].is_space) {
        run->glyphs[i].advance_pt += extra_pt / spaces;
        moved += extra_pt / spaces;
      }
    }
    run->width_pt += moved - before;
  }
  line->width_pt += moved;
}

static gboolean is_long(const GlyphRun *run, const LineGlyph *glyph) {
  g_autofree char *letter = g_strndup(glyph_text(run, glyph), glyph->text_bytes);
  return *letter && strstr("بتسشمنکگفق", letter);
}

// A kashida of 0.3 em in the third letter of each second word: where it stands is of no matter
// here.
static void stretch_letters(Line *line) {
  hb_codepoint_t tatweel;
  double before = 0;
  for (guint r = 0; r < line->run_count; r++) {
    GlyphRun *run = &line->runs[r];
    run->x_pt += before;
    for (guint i = 0; i < run->glyph_count; i++)
      run->glyphs[i].x_pt += before;
    if (!(run->level & 1) || !hb_font_get_nominal_glyph(run->font->hb, 0x640, &tatweel)) continue;
    run->tatweel_glyph = tatweel;
    double moved = 0, kashida = 0.3 * run->size_pt;
    guint letter = 0;
    for (guint i = 0; i < run->glyph_count; i++) {
      LineGlyph *glyph = &run->glyphs[i];
      glyph->x_pt += moved;
      letter = glyph->is_space ? 0 : letter + 1;
      if (letter != 3 || glyph->advance_pt == 0 || !is_long(run, glyph)) continue;
      glyph->kashida_pt = kashida;
      glyph->advance_pt += kashida;
      moved += kashida;
    }
    run->width_pt += moved;
    before += moved;
  }
  line->width_pt += before;
}

static void add_line(Setting *setting, const char *text, gboolean last) {
  Line *line = hand_line(setting->arena, setting->fonts, &setting->style, text, setting->direction);
  hand_join(line);
  if (setting->kashida) stretch_letters(line);
  if (!last && line->width_pt < WIDTH_PT && strchr(text, ' '))
    stretch_spaces(line, WIDTH_PT - line->width_pt);
  if (setting->direction == DIRECTION_RTL) line->x_pt = WIDTH_PT - line->width_pt;
  g_array_append_val(setting->lines, line);
}

static void set_paragraph(Setting *setting, const char *text) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_autoptr(GString) held = g_string_new(NULL);
  for (guint i = 0; words[i]; i++) {
    gsize before = held->len;
    g_string_append_printf(held, "%s%s", held->len ? " " : "", words[i]);
    g_autoptr(Arena) scratch = arena_new();
    Line *line = hand_line(scratch, setting->fonts, &setting->style, held->str, setting->direction);
    if (before && line->width_pt > WIDTH_PT * 0.95) {
      g_string_truncate(held, before);
      add_line(setting, held->str, FALSE);
      g_string_assign(held, words[i]);
    }
  }
  if (held->len) add_line(setting, held->str, TRUE);
}

static Document make_document(Setting *setting) {
  guint page_count = (setting->lines->len + PAGE_LINES - 1) / PAGE_LINES;
  Page *pages = ARENA_ARRAY(setting->arena, Page, page_count);
  for (guint p = 0; p < page_count; p++) {
    guint count = MIN(PAGE_LINES, setting->lines->len - p * PAGE_LINES);
    pages[p] = (Page){.items = ARENA_ARRAY(setting->arena, Placed, count), .count = count};
    pages[p].width_pt = 420;
    pages[p].height_pt = 595;
    for (guint i = 0; i < count; i++)
      pages[p].items[i] =
          (Placed){.kind = PLACED_LINE,
                   .x_pt = LEFT_PT,
                   .y_pt = TOP_PT + i * LEADING_PT,
                   .width_pt = WIDTH_PT,
                   .line = g_array_index(setting->lines, Line *, p * PAGE_LINES + i)};
  }
  return (Document){.title = "text",
                    .lang = "fa",
                    .pages = pages,
                    .page_count = page_count,
                    .binding =
                        g_getenv("BIND") ? (Direction)atoi(g_getenv("BIND")) : setting->direction};
}

int main(int argc, char **argv) {
  g_autofree char *text = NULL;
  if (argc < 4 || !g_file_get_contents(argv[1], &text, NULL, NULL)) return 2;
  g_autoptr(Arena) arena = arena_new();
  Setting setting = {.arena = arena,
                     .direction = strcmp(argv[3], "rtl") ? DIRECTION_LTR : DIRECTION_RTL};
  setting.kashida = argc > 4 && strcmp(argv[4], "kashida") == 0;
  setting.style = (TextStyle){.size_pt = 11};
  setting.lines = g_array_new(FALSE, FALSE, sizeof(Line *));
  setting.fonts = ARENA_ARRAY(arena, Font *, 3);
  gboolean rtl = setting.direction == DIRECTION_RTL;
  setting.fonts[rtl ? 0 : 1] =
      hand_font(arena, g_getenv("ARABIC_FONT") ? g_getenv("ARABIC_FONT") : HAND_NASKH, 0);
  setting.fonts[rtl ? 1 : 0] = hand_font(arena, HAND_GENTIUM, 1);
  g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
  for (guint i = 0; paragraphs[i]; i++)
    if (paragraphs[i][0]) set_paragraph(&setting, paragraphs[i]);
  Document document = make_document(&setting);
  g_autoptr(GBytes) bytes = document_print(&document, &(PrintOptions){0}, NULL);
  gboolean written = g_file_set_contents(argv[2], g_bytes_get_data(bytes, NULL),
                                         (gssize)g_bytes_get_size(bytes), NULL);
  g_array_unref(setting.lines);
  return written ? 0 : 3;
}
