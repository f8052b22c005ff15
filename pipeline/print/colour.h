// Colour: conversion through ICC profiles by lcms2, for which colour*.c are the only files.
// Relative colorimetric with black point compensation. Values from 0 to 1; of inks, 1 = full.
#pragma once
#include <glib.h>

typedef struct ColourIntent ColourIntent; // a printing condition: the profile of paper and inks

// NULL with a reason (a static text) where it is no profile of four-colour printing.
ColourIntent *colour_intent_new(GBytes *profile, const char **reason);
void colour_intent_free(ColourIntent *intent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColourIntent, colour_intent_free)
GBytes *colour_intent_profile(const ColourIntent *intent);  // borrowed
const char *colour_intent_name(const ColourIntent *intent); // what the profile calls itself
guint colour_intent_version(const ColourIntent *intent);    // of the ICC specification: 2 or 4

// Black ink alone, as dark as that grey of sRGB; 0 (black) is full ink.
double colour_from_grey(const ColourIntent *intent, double grey);
// Inks of a colour of sRGB. Grey is black ink alone.
void colour_from_rgb(const ColourIntent *intent, const double rgb[3], double cmyk[4]);
// `count` pixels of 8 bits a channel, sRGB (three bytes each) to inks (four bytes, 255 = full).
// White stays bare paper.
void colour_convert_pixels(const ColourIntent *intent, const guint8 *rgb, guint8 *cmyk,
                           gsize count);
