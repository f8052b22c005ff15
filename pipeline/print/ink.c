#include "print/ink.h"

#include <math.h>

#define SAME 2e-6   // Cairo writes six decimals
#define NEAR 0.0021 // a drawing in the accent's colour has 256 levels

// Black text, one accent, a grey for what stands aside. The marks' colours are signs, never seen.
static const double inks[INK_COUNT][3] = {
    [INK_TEXT] = {0, 0, 0},
    [INK_ACCENT] = {0, 0.38, 0.40},
    [INK_MUTED] = {0.38, 0.38, 0.38},
    [INK_MARK_ALL] = {0.012345, 0.023456, 0.034567},
    [INK_MARK_CYAN] = {0.112345, 0.823456, 0.934567},
    [INK_MARK_MAGENTA] = {0.812345, 0.123456, 0.534567},
    [INK_MARK_YELLOW] = {0.912345, 0.923456, 0.134567},
    [INK_MARK_BLACK] = {0.112345, 0.123456, 0.134567},
    [INK_MARK_SPOT] = {0.212345, 0.423456, 0.434567},
};

void ink_to_rgb(Ink ink, double tint, double rgb[3]) {
  const double *full = inks[ink < INK_COUNT ? ink : INK_TEXT];
  for (guint i = 0; i < 3; i++)
    rgb[i] = 1 - CLAMP(tint, 0, 1) * (1 - full[i]);
}

void ink_blacken(double rgb[3]) {
  double grey = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  rgb[0] = rgb[1] = rgb[2] = grey;
}

Ink ink_find_mark(const double rgb[3]) {
  Ink ink = INK_MARK_ALL;
  while (ink < INK_COUNT &&
         (fabs(rgb[0] - inks[ink][0]) > SAME || fabs(rgb[1] - inks[ink][1]) > SAME ||
          fabs(rgb[2] - inks[ink][2]) > SAME))
    ink++;
  return ink;
}

double ink_find_accent_tint(const double rgb[3]) {
  double tint = 1 - rgb[0]; // the accent has no red
  double same[3];
  ink_to_rgb(INK_ACCENT, tint, same);
  return fabs(rgb[1] - same[1]) <= NEAR && fabs(rgb[2] - same[2]) <= NEAR ? tint : 0;
}
