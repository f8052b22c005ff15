// Font facts: what the rules ask about a font that content uses.
#pragma once
#include "preflight/walk.h"

typedef struct {
  const PdfFile *file;
  const FontUse *use;
  const char *subtype, *name;
  const PdfValue *cid_font;   // the descendant of a Type 0 font; NULL for others
  const PdfValue *descriptor; // NULL where there is none
  const PdfValue *program;    // the embedded font program; NULL where there is none
  const char *program_key;    // "FontFile2" …
  GHashTable *to_unicode;     // code -> UnicodeValue; NULL without a ToUnicode CMap
  const guint8 *sfnt;         // the bytes of a TrueType program, or NULL
  gsize sfnt_bytes;
  guint units_per_em, glyph_count, metric_count; // 0 where a table lacks
  gsize metrics_at, metrics_bytes;               // of hmtx
} FontFacts;

typedef enum { UNICODE_ABSENT, UNICODE_GOOD, UNICODE_EMPTY, UNICODE_FORBIDDEN } UnicodeValue;

void font_facts_read(FontFacts *facts, const PdfFile *file, const FontUse *use);
void font_facts_clear(FontFacts *facts);
// Whether a program can be what its key says; FALSE with why it can't.
gboolean font_program_is_sound(const FontFacts *facts, const char **why);
UnicodeValue font_unicode(const FontFacts *facts, guint code);
// The glyph that a code of a Type 0 font shows; -1 = beyond the font, -2 = not decided here.
int font_glyph(const FontFacts *facts, guint code);
double font_declared_width(const FontFacts *facts, guint code); // in 1/1000 em
double font_glyph_width(const FontFacts *facts, int glyph);     // the same; -1 = not known
