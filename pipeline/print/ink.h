// Inks: which colour of sRGB stands for each ink while Cairo paints, and which ink a colour that
// Cairo wrote stands for.
#pragma once
#include "typeset/paragraph.h"

// `tint`: the share of the ink on the paper's white, no transparency.
void ink_to_rgb(Ink ink, double tint, double rgb[3]);
// The grey of that colour's luminance.
void ink_blacken(double rgb[3]);
// The ink of a mark outside the trim; INK_COUNT where the colour stands for none.
Ink ink_find_mark(const double rgb[3]);
// How much of the accent gives this colour; 0 where it is not a tint of the accent.
double ink_find_accent_tint(const double rgb[3]);
