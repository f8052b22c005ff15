// fonts/families.yaml: which fonts stand behind a language, a role, a weight.
#include <string.h>

#include "base/data.h"
#include "typeset/coverage.h"
#include "typeset/font_instance.h"
#include "typeset/join.h"

// OS/2 usWeightClass
#define REGULAR    400
#define BOLD       700
#define BOLD_LEAST 600 // a font that does not reach it has no bold

typedef struct {
  Font *faces[2][2]; // [weight][italic]; NULL = the family has none
} Family;

typedef struct {
  const char *lang; // "fa"; "default"
  Font **lists[ROLE_COUNT][2][2];
} LanguageFonts;

struct FontTable {
  LanguageFonts *languages;
  guint count;
};

typedef struct {
  Arena *arena;
  const char *override_folder; // the publication's
  DiagnosticList *diagnostics;
  GHashTable *paths;    // file name -> path, of all font folders
  GHashTable *opened;   // path and place on the axes -> Font, the first one
  GHashTable *families; // name -> Family, of those that a role has named so far
  const YamlNode *family_nodes;
  GPtrArray *fonts;
  GPtrArray *fallback; // of Family
  guint file_count;
  gboolean own_list; // the publication's own: its fonts are checked
} Loader;

static const char *const ROLE_NAMES[ROLE_COUNT] = {"body", "heading", "verse", "code", "title"};

// The whole file of a face, opened once. NULL with a diagnostic.
static Font *open_whole(Loader *loader, const FontFace *face, gboolean optional) {
  g_autofree char *found = font_list_source(loader->paths, face);
  if (!found) {
    if (!optional) font_list_missing(face, DIAGNOSTIC_FONT_MISSING, loader->diagnostics);
    return NULL;
  }
  Font *whole = g_hash_table_lookup(loader->opened, found);
  if (whole) return whole;
  g_autofree char *error = NULL;
  gboolean own = loader->override_folder && g_str_has_prefix(found, loader->override_folder);
  whole = font_open(loader->arena, found, own, &error);
  if (!whole) {
    diagnostic_hint(loader->diagnostics,
                    diagnostic_add(loader->diagnostics, DIAGNOSTIC_FONT_BROKEN, face->node->span,
                                   face->file, error),
                    "the next font of the list takes its place until you name another file");
    return NULL;
  }
  whole->file_index = loader->file_count++;
  g_hash_table_insert(loader->opened, (char *)whole->path, whole);
  return whole;
}

// The file at the face's place on its axes, opened once.
static Font *open_instance(Loader *loader, const FontFace *face, double weight, gboolean optional) {
  Font *whole = open_whole(loader, face, optional);
  FontPlace place;
  if (!whole) return NULL;
  font_place_find(whole, face, weight, &place, loader->diagnostics);
  if (!place.axis_count) return whole;
  char *key = arena_strdup(loader->arena, whole->path);
  for (guint i = 0; i < place.axis_count; i++)
    key = arena_printf(loader->arena, "%s\n%08X %.9g", key, place.axes[i].tag,
                       (double)place.axes[i].value);
  Font *instance = g_hash_table_lookup(loader->opened, key);
  if (instance) return instance;
  instance = font_instance(loader->arena, whole, &place);
  instance->file_index = loader->file_count++;
  g_hash_table_insert(loader->opened, key, instance);
  return instance;
}

static void find_kashida(Loader *loader, Font *font, const YamlNode *key) {
  font_measure_tatweel(font);
  if (font->kashida) return;
  diagnostic_hint(
      loader->diagnostics,
      diagnostic_add(loader->diagnostics, DIAGNOSTIC_FONT_KASHIDA, key->span, font->name),
      "its tatweel is missing, thicker or thinner than its joins, or changes letters beside it: "
      "leave the key out");
}

static Font *open_face(Loader *loader, const FontFace *face, double weight, const YamlNode *family,
                       gboolean optional) {
  Font *shared = open_instance(loader, face, weight, optional);
  if (!shared) return NULL;
  Font *font = arena_copy(loader->arena, shared, sizeof *shared);
  font->index = loader->fonts->len;
  font->size_factor = yaml_to_number(yaml_lookup(family, "size"), 1, loader->diagnostics);
  if (!(font->size_factor > 0.1 && font->size_factor < 10)) font->size_factor = 1;
  font->line_factor = yaml_to_number(yaml_lookup(family, "line_height"), 1, loader->diagnostics);
  if (!(font->line_factor >= 0.5 && font->line_factor <= 3)) font->line_factor = 1;
  font->kashida = yaml_to_boolean(yaml_lookup(family, "kashida"), FALSE, loader->diagnostics);
  font->across_spaces =
      yaml_to_boolean(yaml_lookup(family, "across_spaces"), FALSE, loader->diagnostics);
  font->space_em =
      yaml_to_number(yaml_lookup(family, "space"), font->space_em, loader->diagnostics);
  font->plain_forms = yaml_lookup_string(family, "plain_forms", NULL);
  if (font->across_spaces) font->kashida = FALSE; // no stroke of Nastaliq is level
  if (font->kashida) find_kashida(loader, font, yaml_lookup(family, "kashida"));
  g_ptr_array_add(loader->fonts, font);
  return font;
}

// The face behind `key`. A variable font that is named without a place on its axes gives the
// weight.
static Font *open_key(Loader *loader, const YamlNode *family, const char *key, double weight,
                      gboolean optional) {
  FontFace face;
  if (!font_face_read(yaml_lookup(family, key), &face, loader->diagnostics)) return NULL;
  return open_face(loader, &face, weight, family, optional);
}

// The bold of a family that names none: the regular's own, where that is a variable font without a
// weight of its own.
static Font *open_own_bold(Loader *loader, const YamlNode *family) {
  FontFace face;
  if (!font_face_read(yaml_lookup(family, "regular"), &face, NULL)) return NULL;
  if (face.instance || font_face_axis(&face, "wght")) return NULL;
  const Font *whole = open_whole(loader, &face, TRUE);
  if (!whole || !font_has_weight(whole, BOLD_LEAST)) return NULL;
  return open_face(loader, &face, BOLD, family, TRUE);
}

// A family without a bold uses its regular, one without an italic its bold: emphasis in a script
// that has no italics is a heavier weight, upright (D4), and never slanted by machine.
static Family *open_family(Loader *loader, const YamlNode *node, gboolean optional) {
  static const char *const keys[] = {"regular", "bold",          "italic",  "bold_italic",
                                     "size",    "across_spaces", "kashida", "plain_forms",
                                     "space",   "line_height",   "note"};
  if (!node || node->kind != YAML_MAPPING) return NULL;
  yaml_check_keys(node, keys, G_N_ELEMENTS(keys), loader->diagnostics);
  Font *regular = open_key(loader, node, "regular", REGULAR, optional);
  if (!regular) return NULL;
  Font *bold = yaml_lookup(node, "bold") ? open_key(loader, node, "bold", BOLD, optional)
                                         : open_own_bold(loader, node);
  Font *italic = open_key(loader, node, "italic", REGULAR, optional);
  Font *bold_italic = open_key(loader, node, "bold_italic", BOLD, optional);
  Family *family = ARENA_NEW(loader->arena, Family);
  family->faces[WEIGHT_REGULAR][FALSE] = regular;
  family->faces[WEIGHT_BOLD][FALSE] = bold ? bold : regular;
  family->faces[WEIGHT_REGULAR][TRUE] = italic ? italic : family->faces[WEIGHT_BOLD][FALSE];
  family->faces[WEIGHT_BOLD][TRUE] =
      bold_italic ? bold_italic : (italic ? italic : family->faces[WEIGHT_BOLD][FALSE]);
  return family;
}

static Font **list_fonts(Loader *loader, const GPtrArray *chosen, guint weight, guint italic) {
  Font **list = ARENA_ARRAY(loader->arena, Font *, chosen->len + loader->fallback->len + 1);
  guint count = 0;
  for (guint i = 0; i < chosen->len + loader->fallback->len; i++) {
    const Family *family =
        i < chosen->len ? chosen->pdata[i] : loader->fallback->pdata[i - chosen->len];
    Font *font = family->faces[weight][italic];
    gboolean seen = FALSE;
    for (guint k = 0; k < count; k++)
      seen |= list[k]->file_index == font->file_index;
    if (!seen) list[count++] = font;
  }
  return list;
}

static void check_role(Loader *loader, const char *lang, const char *role, SourceSpan span,
                       const GPtrArray *chosen) {
  g_autoptr(GPtrArray) fonts = g_ptr_array_new();
  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add(fonts, ((const Family *)chosen->pdata[i])->faces[WEIGHT_REGULAR][FALSE]);
  coverage_check(lang, role, span, (Font *const *)fonts->pdata, fonts->len, loader->diagnostics);
}

// The family that `name` names, opened when it is first asked for. NULL where it cannot be.
static Family *lookup_family(Loader *loader, const YamlNode *name) {
  Family *family;
  if (g_hash_table_lookup_extended(loader->families, name->scalar, NULL, (gpointer *)&family))
    return family;
  const YamlNode *node = yaml_lookup(loader->family_nodes, name->scalar);
  if (!node)
    diagnostic_add(loader->diagnostics, DIAGNOSTIC_FONT_FAMILY_UNKNOWN, name->span, name->scalar);
  family = open_family(loader, node, FALSE); // NULL for a family that is not there
  g_hash_table_insert(loader->families, (char *)name->scalar, family);
  return family;
}

// `own`: the language lists the role itself; else it has the names of its body.
static void read_role(Loader *loader, LanguageFonts *fonts, FontRole role, const YamlNode *names,
                      gboolean own) {
  g_autoptr(GPtrArray) chosen = g_ptr_array_new();
  for (guint i = 0; names && i < names->child_count; i++) {
    const YamlNode *name = names->children[i];
    if (name->kind != YAML_SCALAR) continue;
    Family *family = lookup_family(loader, name);
    if (family) g_ptr_array_add(chosen, family);
  }
  if (loader->own_list && own)
    check_role(loader, fonts->lang, ROLE_NAMES[role], names->span, chosen);
  for (guint weight = 0; weight < 2; weight++)
    for (guint italic = 0; italic < 2; italic++)
      fonts->lists[role][weight][italic] = list_fonts(loader, chosen, weight, italic);
}

static void read_languages(Loader *loader, FontSet *set, const YamlNode *languages) {
  guint count = languages ? languages->child_count : 0;
  set->table = ARENA_NEW(loader->arena, struct FontTable);
  // One more: the last resort for a list without `default`.
  set->table->languages = ARENA_ARRAY(loader->arena, LanguageFonts, count + 1);
  for (guint i = 0; i <= count; i++) {
    const YamlNode *language = i < count ? languages->children[i] : NULL;
    LanguageFonts *fonts = &set->table->languages[set->table->count++];
    fonts->lang = language ? language->key : "default";
    const YamlNode *body = yaml_lookup(language, "body");
    if (language) yaml_check_keys(language, ROLE_NAMES, ROLE_COUNT, loader->diagnostics);
    for (guint role = 0; role < ROLE_COUNT; role++) {
      const YamlNode *names = yaml_lookup(language, ROLE_NAMES[role]);
      read_role(loader, fonts, role, names ? names : body, names != NULL);
    }
  }
}

static void read_families(Loader *loader, const YamlNode *root) {
  static const char *const keys[] = {"folders", "families", "languages", "fallback"};
  yaml_check_keys(root, keys, G_N_ELEMENTS(keys), loader->diagnostics);
  loader->paths = font_list_paths(loader->override_folder, root);
  loader->family_nodes = yaml_lookup(root, "families");
  const YamlNode *fallback = yaml_lookup(root, "fallback");
  for (guint i = 0; fallback && i < fallback->child_count; i++) {
    Family *family = open_family(loader, fallback->children[i], TRUE);
    if (family) g_ptr_array_add(loader->fallback, family);
  }
}

static void add_last_resort(Loader *loader) {
  const YamlNode *nodes = loader->family_nodes;
  for (guint i = 0; nodes && i < nodes->child_count && loader->fallback->len == 0; i++) {
    Family *family = open_family(loader, nodes->children[i], FALSE);
    g_hash_table_insert(loader->families, (char *)nodes->children[i]->key, family);
    if (family) g_ptr_array_add(loader->fallback, family);
  }
}

FontSet *font_set_load(Arena *arena, const char *override_folder, DiagnosticList *diagnostics) {
  SourceFile *file = data_source(arena, override_folder, "fonts/families.yaml");
  if (!file) return NULL;
  const YamlNode *root = yaml_parse(arena, file, 0, file->length_bytes, diagnostics);
  Loader loader = {.arena = arena,
                   .override_folder = override_folder,
                   .diagnostics = diagnostics,
                   .own_list = !g_str_has_prefix(file->path, "builtin:"),
                   .opened = g_hash_table_new(g_str_hash, g_str_equal),
                   .families = g_hash_table_new(g_str_hash, g_str_equal),
                   .fonts = g_ptr_array_new(),
                   .fallback = g_ptr_array_new()};
  read_families(&loader, root);
  FontSet *set = NULL;
  // A list is never empty: the fallback stands behind each, and where there is none, any font.
  if (loader.fallback->len == 0) add_last_resort(&loader);
  if (loader.fallback->len > 0) {
    set = ARENA_NEW(arena, FontSet);
    read_languages(&loader, set, yaml_lookup(root, "languages"));
    set->count = loader.fonts->len;
    set->fonts = arena_copy(arena, loader.fonts->pdata, sizeof(Font *) * set->count);
  } else {
    diagnostic_add(diagnostics, DIAGNOSTIC_FONT_NONE, source_span_of_file(file));
  }
  g_hash_table_unref(loader.paths);
  g_hash_table_unref(loader.opened);
  g_hash_table_unref(loader.families);
  g_ptr_array_unref(loader.fonts);
  g_ptr_array_unref(loader.fallback);
  return set;
}

// "fa-AF" is looked up as such, then as "fa", then as "default".
static const LanguageFonts *lookup_language(const struct FontTable *table, const char *lang) {
  gsize length = lang ? strlen(lang) : 0;
  while (length > 0) {
    for (guint i = 0; i < table->count; i++)
      if (strncmp(table->languages[i].lang, lang, length) == 0 && !table->languages[i].lang[length])
        return &table->languages[i];
    while (length > 0 && lang[length - 1] != '-')
      length--;
    if (length > 0) length--;
  }
  for (guint i = 0; i < table->count; i++)
    if (strcmp(table->languages[i].lang, "default") == 0) return &table->languages[i];
  g_assert_not_reached();
}

Font *const *font_set_lookup(const FontSet *set, const char *lang, FontRole role, FontWeight weight,
                             gboolean italic) {
  return lookup_language(set->table, lang)->lists[role][weight][italic ? 1 : 0];
}
