// Rows that are not met because the fonts have nothing to meet them with. A font that brings it
// fails here: then the row is to be looked at again.
#include "fixture.h"

#include <hb-ot.h>

static gboolean has_feature(hb_face_t *face, hb_tag_t wanted) {
  hb_tag_t tags[256];
  guint offset = 0, count = G_N_ELEMENTS(tags);
  while (hb_ot_layout_table_get_feature_tags(face, HB_OT_TAG_GSUB, offset, &count, tags), count) {
    for (guint i = 0; i < count; i++)
      if (tags[i] == wanted) return TRUE;
    offset += count;
    count = G_N_ELEMENTS(tags);
  }
  return FALSE;
}

static void JU_4_no_font_has_alternates_for_justification(void **state) {
  Fixture *fixture = *state;
  guint with_ligatures = 0;
  for (guint i = 0; i < fixture->fonts->count; i++) {
    const Font *font = fixture->fonts->fonts[i];
    if (has_feature(font->face, HB_TAG('j', 'a', 'l', 't'))) print_error("%s\n", font->name);
    assert_false(has_feature(font->face, HB_TAG('j', 'a', 'l', 't')));
    with_ligatures += has_feature(font->face, HB_TAG('r', 'l', 'i', 'g'));
  }
  assert_true(with_ligatures > 0); // features are read at all
}

static void JU_5_no_font_has_an_axis_that_stretches_letters(void **state) {
  Fixture *fixture = *state;
  static const hb_tag_t axes[] = {HB_TAG('K', 'S', 'H', 'D'), HB_TAG('M', 'S', 'H', 'Q')};
  for (guint i = 0; i < fixture->fonts->count; i++)
    for (guint k = 0; k < G_N_ELEMENTS(axes); k++) {
      hb_ot_var_axis_info_t info;
      assert_false(hb_ot_var_find_axis_info(fixture->fonts->fonts[i]->face, axes[k], &info));
    }
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(JU_4_no_font_has_alternates_for_justification),
      cmocka_unit_test(JU_5_no_font_has_an_axis_that_stretches_letters),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
