#include "typeset/join.h"

#include <math.h>

#define CURVE_STEPS   6
#define STEP_EM       0.008 // a smaller step is not seen: 0.1 pt in type of 12 pt
#define END_STEPS     40    // in which the ends of a tatweel are looked for
#define INSIDE_EM     0.01  // where a letter's stroke is looked at first, from its end on
#define INSIDE_MAX_EM 0.06
#define MARGIN_EM     0.06 // beyond that: what rounding leaves, and corners of the letter

typedef struct {
  float y;
  gint turn; // of the winding number, upwards
} Crossing;

typedef struct {
  float x; // the upright line at work
  float from_x, from_y;
  GArray *crossings; // of Crossing
} Section;

typedef struct {
  float low, high; // low > high: no ink
} Band;

struct JoinTable {
  hb_draw_funcs_t *funcs;
  Section section;
  GHashTable *known; // JoinKey -> level + 1
};

typedef struct {
  hb_font_t *hb;
  guint32 glyph_id;
  JoinSide side;
} JoinKey;

static guint key_hash(gconstpointer data) {
  const JoinKey *key = data;
  return (guint)(gsize)key->hb * 31 + key->glyph_id * 2 + key->side;
}

static gboolean key_equal(gconstpointer a_data, gconstpointer b_data) {
  const JoinKey *a = a_data, *b = b_data;
  return a->hb == b->hb && a->glyph_id == b->glyph_id && a->side == b->side;
}

static void line_to(Section *section, float x, float y) {
  gboolean before = section->from_x <= section->x, after = x <= section->x;
  if (before != after) {
    float share = (section->x - section->from_x) / (x - section->from_x);
    Crossing crossing = {section->from_y + share * (y - section->from_y), before ? 1 : -1};
    g_array_append_val(section->crossings, crossing);
  }
  section->from_x = x;
  section->from_y = y;
}

static void draw_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user) {
  (void)funcs, (void)state, (void)user;
  Section *section = data;
  section->from_x = x;
  section->from_y = y;
}

static void draw_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user) {
  (void)funcs, (void)state, (void)user;
  line_to(data, x, y);
}

static void draw_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x2, float y2, float x, float y, void *user) {
  (void)funcs, (void)user;
  for (guint i = 1; i <= CURVE_STEPS; i++) {
    float t = (float)i / CURVE_STEPS, s = 1 - t;
    line_to(data,
            s * s * s * state->current_x + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x,
            s * s * s * state->current_y + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y);
  }
}

JoinTable *join_table_new(void) {
  JoinTable *table = g_new0(JoinTable, 1);
  table->funcs = hb_draw_funcs_create(); // quadratic curves come as cubic ones
  hb_draw_funcs_set_move_to_func(table->funcs, draw_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(table->funcs, draw_line, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(table->funcs, draw_cubic, NULL, NULL);
  table->section.crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
  table->known = g_hash_table_new_full(key_hash, key_equal, g_free, NULL);
  return table;
}

void join_table_free(JoinTable *table) {
  if (!table) return;
  hb_draw_funcs_destroy(table->funcs);
  g_array_unref(table->section.crossings);
  g_hash_table_unref(table->known);
  g_free(table);
}

static gint compare_crossings(gconstpointer a, gconstpointer b) {
  float first = ((const Crossing *)a)->y, second = ((const Crossing *)b)->y;
  return (first > second) - (first < second);
}

// The ink that the upright line at `x` meets at the height `y`.
static Band cut_glyph(JoinTable *table, hb_font_t *hb, guint32 glyph_id, double x, double y) {
  Section *section = &table->section;
  GArray *crossings = section->crossings;
  section->x = (float)x + 0.25f; // never through a point of the outline
  g_array_set_size(crossings, 0);
  hb_font_get_glyph_shape(hb, glyph_id, table->funcs, section);
  g_array_sort(crossings, compare_crossings);
  Band band = {1, 0};
  gint winding = 0;
  float low = 0;
  for (guint i = 0; i < crossings->len; i++) {
    const Crossing *crossing = &g_array_index(crossings, Crossing, i);
    if (winding == 0) low = crossing->y;
    winding += crossing->turn;
    if (winding == 0 && (double)low <= y && y <= (double)crossing->y)
      band = (Band){low, crossing->y};
  }
  return band;
}

static gboolean is_level(const Font *font, const Band *a, const Band *b) {
  double step = STEP_EM * font->units_per_em;
  return a->low <= a->high && b->low <= b->high && fabs((double)(a->low - b->low)) <= step &&
         fabs((double)(a->high - b->high)) <= step;
}

// `x_em`: from the glyph's origin.
static Band cut_tatweel(JoinTable *table, const Font *font, double x_em) {
  hb_glyph_extents_t ink;
  if (!hb_font_get_glyph_extents(font->hb, font->tatweel_glyph, &ink)) return (Band){1, 0};
  return cut_glyph(table, font->hb, font->tatweel_glyph, x_em * font->units_per_em,
                   ink.y_bearing + ink.height / 2.0);
}

static double inside_em(const Font *font) {
  return font->tatweel_overlap_em - MARGIN_EM;
}

static gboolean measure(JoinTable *table, const Font *font, guint32 glyph_id, JoinSide side) {
  double inside = inside_em(font) * font->units_per_em;
  Band tatweel = cut_tatweel(table, font, font->tatweel_left_em + font->tatweel_width_em / 2);
  double x = side == JOIN_LEFT ? inside : hb_font_get_glyph_h_advance(font->hb, glyph_id) - inside;
  double middle = ((double)tatweel.low + (double)tatweel.high) / 2;
  Band band = cut_glyph(table, font->hb, glyph_id, x, middle);
  return is_level(font, &band, &tatweel);
}

gboolean join_is_level(JoinTable *table, const Font *font, guint32 glyph_id, JoinSide side) {
  JoinKey key = {font->hb, glyph_id, side};
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(table->known, &key));
  if (known) return known - 1 != 0;
  gboolean level = measure(table, font, glyph_id, side);
  g_hash_table_insert(table->known, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(level ? 2u : 1u));
  return level;
}

static guint shape_letters(const Font *font, const guint16 *letters, guint length,
                           hb_buffer_t *buffer) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_set_direction(buffer, HB_DIRECTION_RTL);
  hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
  hb_buffer_set_language(buffer, hb_language_from_string("fa", -1));
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL);
  hb_buffer_add_utf16(buffer, letters, (gint)length, 0, (gint)length);
  hb_shape(font->hb, buffer, NULL, 0);
  return hb_buffer_get_length(buffer);
}

// seen, tatweel, seen (no dots that move about): the glyph in the middle is the tatweel that a
// stretched join is made of.
static gboolean find_tatweel(Font *font, hb_buffer_t *buffer) {
  static const guint16 letters[] = {0x0633, 0x0640, 0x0633};
  guint count = shape_letters(font, letters, 3, buffer);
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, NULL);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
  hb_glyph_extents_t ink;
  if (count != 3 || !infos[1].codepoint || infos[1].cluster != 1 || positions[1].x_advance <= 0 ||
      !hb_font_get_glyph_extents(font->hb, infos[1].codepoint, &ink) || ink.width <= 0)
    return FALSE;
  double upem = font->units_per_em;
  font->tatweel_glyph = infos[1].codepoint;
  font->tatweel_left_em = ink.x_bearing / upem;
  font->tatweel_width_em = ink.width / upem;
  return TRUE;
}

// Leaves the round or pointed ends of the tatweel out: stretched with it, they would be long.
static void find_straight(JoinTable *table, Font *font) {
  double left = font->tatweel_left_em, width = font->tatweel_width_em;
  Band middle = cut_tatweel(table, font, left + width / 2);
  guint first = 0, last = END_STEPS;
  for (guint i = END_STEPS / 2; i > 0; i--) {
    Band at_left = cut_tatweel(table, font, left + width * (i - 0.5) / END_STEPS);
    Band at_right = cut_tatweel(table, font, left + width * (END_STEPS - i + 0.5) / END_STEPS);
    if (!first && !is_level(font, &at_left, &middle)) first = i;
    if (last == END_STEPS && !is_level(font, &at_right, &middle)) last = END_STEPS - i;
  }
  font->tatweel_left_em = left + width * first / END_STEPS;
  font->tatweel_width_em = width * (last > first ? last - first : 0) / END_STEPS;
}

// Whether a pair of letters has a join that the font allows to be stretched and that is level.
static gboolean pair_stretches(JoinTable *table, const Font *font, const guint16 *pair,
                               hb_buffer_t *buffer) {
  if (shape_letters(font, pair, 2, buffer) != 2) return FALSE;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, NULL); // the left one first
  if (!(hb_glyph_info_get_glyph_flags(&infos[0]) & HB_GLYPH_FLAG_SAFE_TO_INSERT_TATWEEL))
    return FALSE;
  return join_is_level(table, font, infos[1].codepoint, JOIN_LEFT) &&
         join_is_level(table, font, infos[0].codepoint, JOIN_RIGHT);
}

// Whether any of the commonest joins can be stretched, with strokes looked at `inside` their ends.
static gboolean any_stretches(Font *font, double inside, hb_buffer_t *buffer) {
  static const guint16 before[] = {0x0633, 0x0641, 0x0644}; // seen, feh, lam
  static const guint16 after[] = {0x062A, 0x062F, 0x0647, 0x06A9,
                                  0x0633}; // teh, dal, heh, kaf, seen
  JoinTable *table = join_table_new();
  font->tatweel_overlap_em = inside + MARGIN_EM;
  gboolean stretches = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(before) * G_N_ELEMENTS(after) && !stretches; i++) {
    const guint16 pair[] = {before[i % G_N_ELEMENTS(before)], after[i / G_N_ELEMENTS(before)]};
    stretches = pair_stretches(table, font, pair, buffer);
  }
  join_table_free(table);
  return stretches;
}

void font_measure_tatweel(Font *font) {
  hb_buffer_t *buffer = hb_buffer_create();
  JoinTable *table = join_table_new();
  font->kashida = FALSE;
  if (find_tatweel(font, buffer)) {
    find_straight(table, font);
    for (double inside = INSIDE_EM; inside <= INSIDE_MAX_EM && !font->kashida; inside += INSIDE_EM)
      font->kashida = font->tatweel_width_em > 0 && any_stretches(font, inside, buffer);
  }
  if (!font->kashida) font->tatweel_glyph = 0;
  join_table_free(table);
  hb_buffer_destroy(buffer);
}
