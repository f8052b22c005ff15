// Names that ISO 32000-1 lists: operators, blend modes, rendering intents, actions, structure
// types.
#pragma once
#include <glib.h>

gboolean name_is_operator(const char *name);       // table A.1
gboolean name_is_blend_mode(const char *name);     // tables 136 and 137
gboolean name_is_intent(const char *name);         // table 70
gboolean name_is_structure_type(const char *name); // 14.8.4, with H7 and beyond as PDF/UA has them
gboolean name_is_language(const char *tag);        // the form of BCP 47; "" is none
gboolean name_is_listed(const char *name, const char *const *list, guint count);
