#include "preflight/names.h"

#include <string.h>

gboolean name_is_listed(const char *name, const char *const *list, guint count) {
  for (guint i = 0; i < count; i++)
    if (strcmp(list[i], name) == 0) return TRUE;
  return FALSE;
}

gboolean name_is_operator(const char *name) {
  static const char *const list[] = {
      "b",  "B",  "b*", "B*",  "BDC", "BI", "BMC", "BT", "BX", "c",  "cm", "CS", "cs", "d",  "d0",
      "d1", "Do", "DP", "EMC", "ET",  "EX", "f",   "F",  "f*", "G",  "g",  "gs", "h",  "i",  "j",
      "J",  "K",  "k",  "l",   "m",   "M",  "MP",  "n",  "q",  "Q",  "re", "RG", "rg", "ri", "s",
      "S",  "SC", "sc", "SCN", "scn", "sh", "T*",  "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm",
      "Tr", "Ts", "Tw", "Tz",  "v",   "w",  "W",   "W*", "y",  "'",  "\""};
  return name_is_listed(name, list, G_N_ELEMENTS(list));
}

gboolean name_is_blend_mode(const char *name) {
  static const char *const list[] = {
      "Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",   "Darken",
      "Lighten",   "ColorDodge", "ColorBurn",  "HardLight", "SoftLight", "Difference",
      "Exclusion", "Hue",        "Saturation", "Color",     "Luminosity"};
  return name_is_listed(name, list, G_N_ELEMENTS(list));
}

gboolean name_is_intent(const char *name) {
  static const char *const list[] = {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual",
                                     "Saturation"};
  return name_is_listed(name, list, G_N_ELEMENTS(list));
}

gboolean name_is_structure_type(const char *name) {
  static const char *const list[] = {
      "Document", "Part",    "Art",       "Sect",    "Div",       "BlockQuote", "Caption", "TOC",
      "TOCI",     "Index",   "NonStruct", "Private", "P",         "H",          "L",       "LI",
      "Lbl",      "LBody",   "Table",     "TR",      "TH",        "TD",         "THead",   "TBody",
      "TFoot",    "Span",    "Quote",     "Note",    "Reference", "BibEntry",   "Code",    "Link",
      "Annot",    "Ruby",    "RB",        "RT",      "RP",        "Warichu",    "WT",      "WP",
      "Figure",   "Formula", "Form"};
  if (name[0] == 'H' && name[1] >= '1' && name[1] <= '9')
    return strspn(name + 1, "0123456789") == strlen(name + 1);
  return name_is_listed(name, list, G_N_ELEMENTS(list));
}

gboolean name_is_language(const char *tag) {
  guint parts = 0;
  for (const char *at = tag;; at++, parts++) {
    gsize length = 0;
    while (g_ascii_isalpha(at[length]) || (parts && g_ascii_isdigit(at[length])))
      length++;
    if (length < 1 || length > 8) return FALSE;
    at += length;
    if (*at == '\0') return TRUE;
    if (*at != '-') return FALSE;
  }
}
