// WOFF2, the web's font format (W3C Recommendation, 8 August 2024): a font file whose tables are
// compressed together with Brotli. The only file that knows Brotli.
#pragma once
#include <glib.h>

// The font `sfnt` (a single TrueType or CFF face) as WOFF2; NULL where it is no such font.
// Debian's own WOFF2 encoder has only a C++ interface; what it does beyond this file is the glyf
// transform, which saves some percent and which the format leaves to choice.
GBytes *woff2_pack(GBytes *sfnt);
