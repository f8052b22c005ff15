// sRGB: the colour space of screens (IEC 61966-2-1) as an ICC profile.
#pragma once
#include <glib.h>

// The profile, version 4.2 (ISO 15076-1): a matrix and one curve. Always the same bytes.
GBytes *srgb_profile_new(void);
