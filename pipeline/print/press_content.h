// Press content: the operations of a content stream in the inks of the press, with what a print
// shop would find in them. Knows no library.
#pragma once
#include "print/content.h"
#include "print/press.h"

// What a stream is to be given besides its own resources.
typedef enum {
  PRESS_USES_ALL = 1,       // colour space /BeyAll: on all plates
  PRESS_USES_SPOT = 2,      // colour space /BeySpot
  PRESS_USES_OVERPRINT = 4, // graphics states /BeyOver and /BeyOut
} PressUse;

typedef struct PressContent PressContent;

// What is painted by name at a matrix of the page ([a b c d e f], in points from its lower left).
typedef void (*PressObjectFunction)(gpointer data, const char *name, const double matrix[6]);

// A stream of page `page` painted through `matrix`. `is_mask`: it only says how much shows; its
// colours become greys. `is_checked`: its faults are reported. `object` may be NULL.
PressContent *press_content_new(const Press *press, const Document *document, guint page,
                                const double matrix[6], gboolean is_mask, gboolean is_checked);
void press_content_free(PressContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PressContent, press_content_free)
void press_content_watch(PressContent *content, PressObjectFunction object, gpointer data);
// The filter's function; its data is a PressContent.
gboolean press_content_filter(gpointer content, const Operation *operation, GString *out);
guint press_content_uses(const PressContent *content); // of PressUse
// The span to which a fault at a place of the page belongs (points from the sheet's lower left).
SourceSpan press_span_at(const Press *press, const Document *document, guint page, double x_pt,
                         double y_pt);
