#include "paginate/style.h"

#define R WEIGHT_REGULAR
#define B WEIGHT_BOLD
#define J TEXT_JUSTIFY
#define S TEXT_START
#define C TEXT_CENTER

static const Style styles[STYLE_COUNT] = {
    // role, weight, italic, ink, step, leading share, align, balanced
    [STYLE_BODY] = {ROLE_BODY, R, FALSE, INK_TEXT, 0, 1, J},
    [STYLE_NOTE] = {ROLE_BODY, R, FALSE, INK_TEXT, -1, .85, J},
    [STYLE_CAPTION] = {ROLE_BODY, R, FALSE, INK_MUTED, -1, .85, S, TRUE},
    [STYLE_QUOTE] = {ROLE_BODY, R, FALSE, INK_TEXT, 0, 1, J},
    [STYLE_PULL] = {ROLE_BODY, R, FALSE, INK_ACCENT, 1.75, .6, S, TRUE},
    [STYLE_LABEL] = {ROLE_HEADING, B, FALSE, INK_ACCENT, -.25, 1, S},
    [STYLE_CREDIT] = {ROLE_BODY, R, FALSE, INK_MUTED, -.75, .9, TEXT_END},
    [STYLE_CODE] = {ROLE_CODE, R, FALSE, INK_TEXT, -1, .85, S},
    [STYLE_CELL] = {ROLE_BODY, R, FALSE, INK_TEXT, -.5, .8, S},
    [STYLE_CELL_HEAD] = {ROLE_BODY, B, FALSE, INK_TEXT, -.5, .8, S},
    [STYLE_VERSE] = {ROLE_VERSE, R, FALSE, INK_TEXT, 0, 1, S},
    [STYLE_VERSE_TITLE] = {ROLE_HEADING, B, FALSE, INK_TEXT, 0, 1, C, TRUE},
    [STYLE_HEADING_1] = {ROLE_HEADING, B, FALSE, INK_TEXT, 1.5, .7, S, TRUE},
    [STYLE_HEADING_2] = {ROLE_HEADING, B, FALSE, INK_TEXT, 1, .75, S, TRUE},
    [STYLE_HEADING_3] = {ROLE_HEADING, B, FALSE, INK_TEXT, .5, .85, S, TRUE},
    [STYLE_HEADING_4] = {ROLE_HEADING, B, FALSE, INK_MUTED, 0, 1, S, TRUE},
    [STYLE_TITLE] = {ROLE_HEADING, B, FALSE, INK_TEXT, 3, .5, S, TRUE},
    [STYLE_SECTION] = {ROLE_HEADING, B, FALSE, INK_ACCENT, -.75, 1, S},
    [STYLE_SUMMARY] = {ROLE_BODY, R, FALSE, INK_MUTED, .5, .85, S, TRUE},
    [STYLE_BYLINE] = {ROLE_BODY, R, FALSE, INK_TEXT, -.75, .9, S},
    [STYLE_SOURCE] = {ROLE_BODY, R, FALSE, INK_MUTED, -.75, .9, S},
    [STYLE_MASTHEAD] = {ROLE_HEADING, B, FALSE, INK_TEXT, 6, .35, C},
    [STYLE_MASTHEAD_LINE] = {ROLE_BODY, R, FALSE, INK_MUTED, -.5, .9, C, TRUE},
    [STYLE_MASTHEAD_TITLE] = {ROLE_HEADING, B, FALSE, INK_ACCENT, 1, .8, C, TRUE},
    [STYLE_CONTENTS] = {ROLE_BODY, R, FALSE, INK_TEXT, -.25, .85, S},
    [STYLE_CONTENTS_SUMMARY] = {ROLE_BODY, R, FALSE, INK_MUTED, -.75, .85, S, TRUE},
    [STYLE_CONTENTS_TITLE] = {ROLE_HEADING, B, FALSE, INK_ACCENT, 0, 1, S},
    [STYLE_INDEX] = {ROLE_BODY, R, FALSE, INK_TEXT, -.75, .8, S},
    [STYLE_INDEX_LETTER] = {ROLE_HEADING, B, FALSE, INK_ACCENT, -.25, .8, S},
    [STYLE_RUNNING] = {ROLE_BODY, R, FALSE, INK_MUTED, -1, .9, S},
    [STYLE_FOLIO] = {ROLE_BODY, R, FALSE, INK_TEXT, -.75, .9, S},
    [STYLE_COLOPHON] = {ROLE_BODY, R, FALSE, INK_TEXT, -1, .85, S},
    [STYLE_COLOPHON_ID] = {ROLE_BODY, R, FALSE, INK_MUTED, -1, .85, S},
};

const Style *style_lookup(StyleName name) {
  return &styles[name];
}

double style_size_pt(const Measures *measures, StyleName name) {
  return measures_size_pt(measures, styles[name].step);
}

double style_leading_pt(const Measures *measures, StyleName name, const Locale *locale) {
  return measures_leading_pt(measures, locale, styles[name].role, style_size_pt(measures, name),
                             styles[name].leading_share);
}

TextStyle style_text(const Measures *measures, StyleName name, const char *lang) {
  const Style *style = &styles[name];
  TextStyle text = {
      .role = style->role,
      .weight = style->weight,
      .italic = style->italic,
      .size_pt = style_size_pt(measures, name),
      .ink = style->ink,
      .lang = lang,
  };
  return text;
}
