// Walk: the content of every page read once, form XObjects, patterns and appearances with it: what
// is painted, in which colour space, with which codes of which fonts, inside which marks. Rules
// look at what it found, not at content.
#pragma once
#include "preflight/pdf_file.h"

// What was met in content. Each is kept once a page and wording.
typedef enum {
  SIGHT_MISSING_RESOURCE,
  SIGHT_BAD_OPERATOR,
  SIGHT_UNBALANCED,
  SIGHT_UNTAGGED,
  SIGHT_ARTIFACT_IN_TAG,
  SIGHT_TAG_IN_ARTIFACT,
  SIGHT_REPEATED_MCID,
  SIGHT_GRAY, // device spaces that no Default space stands in for
  SIGHT_RGB,
  SIGHT_CMYK,
  SIGHT_INDEPENDENT, // ICCBased, CalGray, CalRGB, Lab
  SIGHT_TRANSPARENCY,
  SIGHT_BLEND_MODE,    // one that ISO 32000-1 does not know
  SIGHT_INTENT,        // a rendering intent that it does not know
  SIGHT_LANGUAGE,      // of a marked-content sequence, no BCP 47 tag
  SIGHT_INTERPOLATED,  // an inline image
  SIGHT_INLINE_FILTER, // LZW of an inline image
  SIGHT_KINDS,
} SightKind;

typedef struct {
  guint page;       // from 1
  int object;       // 0 = none of its own
  const char *text; // says what and where, ready to be shown
} Sight;

typedef struct {
  const PdfValue *value;
  guint page; // where it was met first
  int object;
} Met;

typedef struct {
  const PdfValue *font;
  guint page;
  int object;
  gboolean visible;  // used in another mode than 3, invisible
  GHashTable *codes; // set of (bytes << 24 | code)
} FontUse;

typedef struct {
  guint page;
  const char *tag;
} MarkedContent;

typedef struct {
  GArray *sights[SIGHT_KINDS];
  GPtrArray *fonts;      // FontUse *, by first use
  GArray *states;        // Met: ExtGState dictionaries
  GArray *images;        // Met: image XObjects
  GArray *forms;         // Met: form and PostScript XObjects
  GArray *profiles;      // Met: ICC streams of colour spaces
  GHashTable *marked;    // gint64 * (object of the content << 32 | MCID) -> MarkedContent *
  GHashTable *form_uses; // int -> count
  guint nesting_max;     // of q
} Walk;

Walk *walk_new(const PdfFile *file); // reads all pages
void walk_free(Walk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Walk, walk_free)
const MarkedContent *walk_lookup_marked(const Walk *walk, int object, gint64 mcid);
guint walk_sight_count(const Walk *walk, SightKind kind);

// The inside of a walk, shared by walk*.c only.
typedef struct {
  const PdfValue *fill, *stroke, *fill_pattern, *stroke_pattern, *font; // as they stand in content
  int font_object;
  gint64 text_mode;
} WalkState;

typedef struct {
  const PdfFile *file;
  Walk *walk;
  Arena *arena;           // what the walk keeps
  GHashTable *seen;       // strings: what need not be looked at again
  GHashTable *open_forms; // objects of forms that are being read
  guint page, depth;
  guint budget; // operators left before the walk gives up: 20 million
} Walker;

typedef enum { MARK_PLAIN, MARK_TAGGED, MARK_ARTIFACT, MARK_EXEMPT } MarkKind;

void walk_note(Walker *walker, SightKind kind, int object, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
gboolean walk_first(Walker *walker, const char *format, ...) G_GNUC_PRINTF(2, 3);
// walk_colour.c: a colour space that is used. `where` says by what.
void walk_colour(Walker *walker, const PdfValue *space, const PdfValue *resources, int object,
                 const char *where);
// walk_text.c
void walk_text(Walker *walker, const WalkState *state, const PdfValue *string, int object);
// walk_resource.c
void walk_state(Walker *walker, const PdfValue *dictionary, const PdfValue *resources, int object);
void walk_image(Walker *walker, const PdfValue *image, const PdfValue *resources);
void walk_group(Walker *walker, const PdfValue *group, const PdfValue *resources, int object);
void walk_pattern(Walker *walker, const PdfValue *pattern, const PdfValue *resources);
// walk.c
void walk_form(Walker *walker, const PdfValue *form, const PdfValue *resources, WalkState state,
               MarkKind mark);
void walk_stream(Walker *walker, GBytes *data, const PdfValue *resources, int object,
                 WalkState state, MarkKind mark);
