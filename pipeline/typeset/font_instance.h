// Font instance: a variable font at one place on its axes. What is shaped, measured and drawn is
// the font at that place.
#pragma once
#include "base/font_list.h"
#include "typeset/font.h"

#define FONT_INSTANCE_AXES 16 // more are left at their defaults

typedef struct {
  hb_variation_t axes[FONT_INSTANCE_AXES];
  guint axis_count; // 0: the font as it is
} FontPlace;

// The place on the axes of `whole` that a face of families.yaml asks for: the instance that it
// names, then its axes; `weight` (OS/2 usWeightClass) where it says nothing of either. What the
// font does not have is said and left out.
void font_place_find(const Font *whole, const FontFace *face, double weight, FontPlace *place,
                     DiagnosticList *diagnostics);
// Whether the font has an axis of weight that reaches `weight`.
gboolean font_has_weight(const Font *whole, double weight);
// A Font of the same file at `place`; its file_index and settings are the caller's to fill in.
Font *font_instance(Arena *arena, const Font *whole, const FontPlace *place);
