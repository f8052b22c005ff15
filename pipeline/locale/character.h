// What scanning and setting a text ask of each of its characters, read from ICU once for the blocks
// that most text is of.
#pragma once
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/arena.h"

#define CHARACTER_KNOWN 0x700 // Latin, Greek, Cyrillic, Hebrew, Arabic: what UTF-8 has in two bytes

typedef struct {
  guint8 directions[CHARACTER_KNOWN]; // UCharDirection
  guint8 scripts[CHARACTER_KNOWN];    // UScriptCode
  guint8 extends[CHARACTER_KNOWN];    // whether it goes with the character before it
} CharacterTable;

const CharacterTable *character_table_new(Arena *arena);
UScriptCode character_lookup_script(UChar32 c); // as ICU has it

// `c` may be negative: no character.
static inline UCharDirection character_direction(const CharacterTable *table, UChar32 c) {
  return (guint32)c < CHARACTER_KNOWN ? (UCharDirection)table->directions[c] : u_charDirection(c);
}

static inline UScriptCode character_script(const CharacterTable *table, UChar32 c) {
  return (guint32)c < CHARACTER_KNOWN ? (UScriptCode)table->scripts[c] : character_lookup_script(c);
}

static inline gboolean character_extends(const CharacterTable *table, UChar32 c) {
  return (guint32)c < CHARACTER_KNOWN ? table->extends[c]
                                      : u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND);
}
