#include "locale/character.h"

UScriptCode character_lookup_script(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

const CharacterTable *character_table_new(Arena *arena) {
  CharacterTable *table = ARENA_NEW(arena, CharacterTable);
  for (UChar32 c = 0; c < CHARACTER_KNOWN; c++) {
    table->directions[c] = (guint8)u_charDirection(c);
    table->scripts[c] = (guint8)character_lookup_script(c);
    table->extends[c] = u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND) != 0;
  }
  return table;
}
