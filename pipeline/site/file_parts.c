// The files that are no pages: the style sheet, fonts and pictures.
#include <string.h>

#include "site/parts.h"

// In the order in which later rules may overrule earlier ones.
static const char *const styles[] = {"base.css",    "layout.css",   "prose.css", "listing.css",
                                     "finding.css", "parallel.css", "print.css", "extra.css"};

// Notes stand in the margin, each beside its mark but below the note before it, where there is room
// and the browser can anchor one box to another (CSS Anchor Positioning 1). A style sheet can't
// count, so each note up to the longest post's last one has its rule. Everywhere else they stand at
// the end of the text, where they are in the page's source.
static void write_notes(const SitePlan *plan, GString *css) {
  g_string_append(css, "@supports (top:anchor(--a top)){@media screen and (min-width:66em){\n"
                       ".post .notes{margin:0;padding:0;border:0}.post .notes::before{content:none}"
                       ".post .notes li{position:absolute;inset-inline-start:calc(100% + 2.75rem);"
                       "inline-size:var(--notes)}\n");
  for (guint i = 1; i <= plan->note_count; i++) {
    g_string_append_printf(css, ".post #fnref-%u{anchor-name:--m%u}.post #fn-%u{anchor-name:--n%u;",
                           i, i, i, i);
    if (i == 1)
      g_string_append_printf(css, "top:anchor(--m%u top)}\n", i);
    else
      g_string_append_printf(css, "top:max(anchor(--m%u top),anchor(--n%u bottom) + .5em)}\n", i,
                             i - 1);
  }
  g_string_append(css, "}}\n");
}

void style_write(const SitePlan *plan, GString *css) {
  for (guint i = 0; i < G_N_ELEMENTS(styles); i++) {
    const char *text = theme_file(plan->theme, styles[i]);
    if (text) g_string_append(css, text);
  }
}

void style_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                DiagnosticList *diagnostics) {
  (void)language, (void)index, (void)diagnostics;
  GString *css = g_string_new("@charset \"UTF-8\";\n");
  web_font_write_faces(plan->fonts, css);
  style_write(plan, css);
  if (plan->note_count) write_notes(plan, css);
  output_list_take_string(out, "assets/style.css", css);
}

void font_make(const SitePlan *plan, guint language, guint index, OutputList *out,
               DiagnosticList *diagnostics) {
  (void)language, (void)diagnostics;
  const WebFontFile *file = &g_array_index(plan->fonts->files, WebFontFile, index);
  GBytes *bytes = web_font_cut(file);
  if (bytes) output_list_take(out, file->path, bytes);
}

void media_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                DiagnosticList *diagnostics) {
  (void)language, (void)diagnostics;
  const Asset *asset = asset_table_at(plan->assets, index);
  GBytes *bytes = asset_read(plan->assets, asset);
  if (bytes) output_list_take(out, asset->path, bytes);
}
