// The source as cmark is given it. Bytes are changed one for one, so that all offsets stay true:
//  - the bracket of a line that begins a footnote, "[^x]: …", becomes PREPARE_NOTE, since cmark
//    would take "[^x]: word" for the definition of a link;
//  - Persian and Arabic digits before '.' or ')' at a line's start become ASCII digits ("۱۲." is
//    "0012."), so that they begin an item as 12. does;
//  - a bracket inside hundreds of others, or a list or quote mark behind a hundred others, becomes
//    PREPARE_SIGN;
//  - a NUL or a lone CR becomes a space.
// What is shown is always taken from `origin`, which has only the last change.
#pragma once
#include "base/source.h"
#include "load/fragment.h"

#define PREPARE_NOTE '\x01'
#define PREPARE_SIGN '\x02' // stands for a character that shall have no meaning

typedef struct {
  const char *origin; // the whole file's text, file->length_bytes long
  Fragment *buffer;   // the Markdown with all changes, without the CRs of CRLF
} Prepared;

Prepared prepare_source(Arena *arena, const SourceFile *file, gsize start_bytes);
void prepare_clear(Prepared *prepared); // frees the buffer

// The length of a footnote's mark "[^label]" at `text` (its bracket may be PREPARE_NOTE); 0 where
// there is none. A label has no white space and no brackets.
gsize prepare_note_length(const char *text, gsize length);

// Labels that may have a link definition, "[label]:", somewhere in the text; each once, in order.
// Whether one really has, only cmark can tell.
GPtrArray *prepare_link_labels(const Fragment *buffer);
