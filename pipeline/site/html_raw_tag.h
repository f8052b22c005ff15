// A reader of raw HTML, piece by piece. It keeps no state of a browser's: what it lets through is
// written anew, so that nothing depends on how a browser would have read the source. Private to
// html_*.c.
#pragma once
#include "site/html_parts.h"

typedef struct {
  const char *name; // as written
  gsize name_length;
  gboolean closing;
  const char *attributes, *end; // what stands between the name and '>'
} RawTag;

typedef enum { RAW_TEXT, RAW_ENTITY, RAW_TAG } RawKind;

typedef struct {
  RawKind kind;
  const char *text; // RAW_TEXT: with character references decoded; RAW_ENTITY: one that we do not
                    // know by name, as written
  gsize length;
  RawTag tag;
} RawPiece;

typedef struct {
  const char *at;
  Arena *scratch;        // for decoded text
  gboolean no_more_tags; // a tag was begun and never ended: all further '<' are text
  gboolean unended[4];   // a comment or the like was begun and never ended, by kind
  GString *missing;      // opaque elements that are never ended; NULL until there is one
} RawReader;

// FALSE at the end. Comments, declarations and opaque elements (script) are passed over.
gboolean raw_reader_next(RawReader *reader, RawPiece *piece);
void raw_reader_clear(RawReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RawReader, raw_reader_clear)

// The allowed attributes, each with a space before it, freed by the caller. NULL for a link whose
// target is not there.
char *raw_tag_attributes(const Writer *writer, const RawTag *tag, const Node *node);
// An <img>, or its text where there is no picture.
void raw_tag_image(Writer *writer, EventList *events, const RawTag *tag, const Node *node);
