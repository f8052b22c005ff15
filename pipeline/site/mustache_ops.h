// What a template is parsed into: a flat list of steps. Private to mustache_parse.c and
// mustache_render.c.
#pragma once
#include "site/mustache.h"

typedef enum {
  STEP_LINE,     // a line of the template begins here: a partial's indentation is written
  STEP_TEXT,     // [start, end) of the file
  STEP_ESCAPED,  // {{name}}
  STEP_RAW,      // {{{name}}}, {{&name}}
  STEP_SECTION,  // {{#name}}: its body ends before the step `body_end`
  STEP_INVERTED, // {{^name}}
  STEP_PARTIAL,  // {{>name}}
} StepKind;

typedef struct {
  StepKind kind;
  gsize start, end;   // offsets into the file: of the text, or of the tag
  const char *name;   // as written
  char **path;        // of a value: the name cut at its dots, NULL-terminated; empty for "."
  const char *indent; // of a partial alone on its line
  guint body_end;
} Step;

struct Mustache {
  const SourceFile *file;
  const Step *steps;
  guint step_count;
};

// More sections inside each other than anybody writes; keeps the renderer's recursion bounded.
#define MUSTACHE_MAX_SECTIONS 100
