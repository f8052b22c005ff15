// Join: whether the stroke with which a glyph joins its neighbour is level with the font's tatweel,
// so that a kashida can stand between them without a step. Read from the outlines, once a glyph.
#pragma once
#include "typeset/font.h"

typedef enum { JOIN_LEFT, JOIN_RIGHT } JoinSide;

typedef struct JoinTable JoinTable;
JoinTable *join_table_new(void);
void join_table_free(JoinTable *table);
gboolean join_is_level(JoinTable *table, const Font *font, guint32 glyph_id, JoinSide side);
// Finds the font's tatweel between two letters and tries its commonest joins. Sets `kashida` to
// FALSE where the font has no tatweel that works, or none of these joins can be stretched.
void font_measure_tatweel(Font *font);
