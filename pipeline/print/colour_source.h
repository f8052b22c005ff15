// Colour source: what the numbers of an image mean, by the ICC profile that its file carries.
// Relative colorimetric with black point compensation, through lcms2.
#pragma once
#include "print/colour.h"

typedef struct ColourSource ColourSource;

// `channels`: 1 = grey, 3 = RGB, 4 = inks (255 = full). NULL where the profile is none, or is for
// another number of channels.
ColourSource *colour_source_new(const guint8 *profile, gsize length_bytes, guint channels);
// Inks of an image that says nothing: coated paper, as built in. NULL where it is not installed.
ColourSource *colour_source_new_coated(void);
void colour_source_free(ColourSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColourSource, colour_source_free)
// Whether a screen would show no difference if the profile were left out.
gboolean colour_source_is_srgb(const ColourSource *source);
// `count` pixels of 8 bits a channel to sRGB, three bytes each; the two may not overlap.
void colour_source_to_rgb(const ColourSource *source, const guint8 *pixels, guint8 *rgb,
                          gsize count);
// Inks of one printing condition to those of another, in place; nothing changes between equal ones.
void colour_source_to_inks(const ColourSource *source, const ColourIntent *intent, guint8 *pixels,
                           gsize count);
