// Hanging punctuation: how far each sign may stand out of the measure at the ends of a line, as
// locales/LANG.yaml has it under `hanging`. Sides are logical: `start` is the right in Farsi.
#pragma once
#include "base/yaml.h"

typedef struct {
  guint32 sign;
  float start, end; // of the sign's own width
} HangingSign;

typedef struct {
  HangingSign *signs; // sorted
  guint count;
} HangingTable;

// Reads {start: {"«": 0.4, …}, end: {"،": 0.5, …}}: one character each, from 0 to 1.
HangingTable hanging_read(Arena *arena, const YamlNode *map, DiagnosticList *diagnostics);
// The row of a sign; NULL where it does not hang.
const HangingSign *hanging_lookup(const HangingTable *table, guint32 sign);
