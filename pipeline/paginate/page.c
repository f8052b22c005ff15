#include "paginate/page.h"

static const char *const kind_names[] = {"line", "rule", "image", "dots", "modules"};
static const char *const part_names[] = {"", " artifact", " label"};
static const char *const ink_names[] = {"text", "accent", "muted"};

static void dump_line(const Placed *placed, GString *out) {
  g_autofree char *text = line_text(placed->line);
  g_string_append_printf(out, " \"%s\"", text);
}

static void dump_item(const Placed *placed, GString *out) {
  g_string_append_printf(out, "  %s%s %.2f,%.2f", kind_names[placed->kind],
                         part_names[placed->part], placed->x_pt, placed->y_pt);
  if (placed->kind != PLACED_LINE)
    g_string_append_printf(out, " %.2fx%.2f", placed->width_pt, placed->height_pt);
  if (placed->node)
    g_string_append_printf(out, " %s@%u:%u", node_kind_name(placed->node->kind),
                           placed->node->span.line, placed->node->span.column);
  switch (placed->kind) {
  case PLACED_LINE: dump_line(placed, out); break;
  case PLACED_RULE:
    g_string_append_printf(out, " %s %.2f", ink_names[placed->ink], placed->tint);
    break;
  case PLACED_IMAGE: {
    g_autofree char *name = g_path_get_basename(placed->image->path);
    g_string_append_printf(out, " %s", name);
    break;
  }
  case PLACED_MODULES: g_string_append_printf(out, " %u", placed->code->size); break;
  case PLACED_DOTS: g_string_append_printf(out, " pitch %.2f", placed->pitch_pt); break;
  }
  g_string_append_c(out, '\n');
}

void page_dump(const Page *page, GString *out) {
  g_string_append_printf(out, "page %s %s %s %.2fx%.2f\n", page->label,
                         page->recto ? "right" : "left", page->lang, page->width_pt,
                         page->height_pt);
  for (guint i = 0; i < page->count; i++)
    dump_item(&page->items[i], out);
}
