// A bare Pango and Cairo program, for comparison: the paragraphs of a text file, one a line,
// justified. pango IN OUT FONT LANG WIDTH_MM HEIGHT_MM MARGIN_MM LEADING_PT
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

#define PT_PER_MM (72.0 / 25.4)

int main(int argc, char **argv) {
  char *text = NULL;
  if (argc != 9 || !g_file_get_contents(argv[1], &text, NULL, NULL)) return 2;
  double width = atof(argv[5]) * PT_PER_MM, height = atof(argv[6]) * PT_PER_MM;
  double margin = atof(argv[7]) * PT_PER_MM, leading = atof(argv[8]), y = margin;
  cairo_surface_t *surface = cairo_pdf_surface_create(argv[2], width, height);
  cairo_t *cr = cairo_create(surface);
  PangoLayout *layout = pango_cairo_create_layout(cr);
  PangoFontDescription *font = pango_font_description_from_string(argv[3]);
  pango_font_description_set_absolute_size(font, 11 * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_width(layout, (int)((width - 2 * margin) * PANGO_SCALE));
  pango_layout_set_justify(layout, TRUE);
  pango_context_set_language(pango_layout_get_context(layout), pango_language_from_string(argv[4]));
  gboolean right_to_left = g_str_equal(argv[4], "fa");
  pango_context_set_base_dir(pango_layout_get_context(layout),
                             right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir(layout, FALSE);
  pango_layout_set_indent(layout, 11 * PANGO_SCALE);
  char **lines = g_strsplit(text, "\n", -1);
  for (int i = 0; lines[i]; i++) {
    pango_layout_set_text(layout, lines[i], -1);
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    do {
      PangoRectangle logical;
      pango_layout_iter_get_line_extents(iter, NULL, &logical);
      if (y + leading > height - margin) {
        cairo_show_page(cr);
        y = margin;
      }
      cairo_move_to(cr, margin + (double)logical.x / PANGO_SCALE, y + leading * 0.75);
      pango_cairo_show_layout_line(cr, pango_layout_iter_get_line_readonly(iter));
      y += leading;
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
  }
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  return 0;
}
