// Code cache: what became of glyphs that have been met before. The same letters stand on a page
// again and again; each distinct stretch of them is made a code once.
#pragma once
#include "print/edition_font.h"
#include "typeset/line.h"

typedef struct {
  Code code;
  gboolean has_ink;
  guint letters; // all characters of its text, if they are right-to-left letters, 255 at most; or 0
  guint font, id; // for the user of the cache: which edition font has it, as which code; 0 at first
} KnownCode;

typedef struct CodeCache CodeCache;
CodeCache *code_cache_new(void);
void code_cache_free(CodeCache *cache);

// A run whose glyphs are to be codes in the em and size of `host`.
typedef struct {
  CodeCache *cache;
  const GlyphRun *run, *host;
  double scale;        // from the em of the run's font at its size to that of the host
  double em;           // units of the host's font
  double units_per_pt; // of the host
} CodeReader;

CodeReader code_reader(CodeCache *cache, const GlyphRun *run, const GlyphRun *host);
// From the em of the run's font at its size to the em of the host.
double code_host_scale(const GlyphRun *run, const GlyphRun *host);
// How many glyphs from `index` on are one drawing, joined by strokes: at least one.
guint code_stretch(const GlyphRun *run, guint index);
// A glyph or a stretch of them, whose place is `width_pt` of the line from `pen_pt` on: a kashida
// at the left end, and then the outlines. Lives as long as the cache. `kashida_pt` is what the
// kashida takes, which comes in steps.
KnownCode *code_read(const CodeReader *reader, guint index, guint count, double pen_pt,
                     double width_pt, double *kashida_pt);
