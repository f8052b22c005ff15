// The characters that the site uses, so that web fonts carry no others.
#pragma once
#include <hb.h>

#include "locale/locale.h"
#include "model/publication.h"
#include "site/theme.h"

typedef struct {
  hb_set_t *text;  // of everything: posts, front matter, interface strings, the theme
  hb_set_t *code;  // of code alone; empty where there is none
  hb_set_t *title; // of the publication's names
} CharacterSets;

CharacterSets *character_sets_collect(Arena *arena, const Publication *publication,
                                      const Locale *const *locales, const Theme *theme);
