// Which font files the roles of the site's languages call for: fonts/families.yaml read for the
// web.
#include <math.h>
#include <string.h>
#include <unicode/utf8.h>

#include "base/data.h"
#include "site/webfont.h"
#include "site/webfont_axes.h"

typedef struct {
  const char *key;      // in families.yaml
  const char *property; // in CSS
  const char *generic;  // the reader's own font where ours does not come
} Role;

static const Role roles[] = {
    {"body", "--font-body", "serif"},     {"heading", "--font-heading", "serif"},
    {"verse", "--font-verse", "serif"},   {"title", "--font-title", "serif"},
    {"code", "--font-code", "monospace"},
};

typedef struct {
  Arena *arena;
  WebFontSet *set;
  const CharacterSets *characters;
  DiagnosticList *diagnostics;
  const YamlNode *root;
  GHashTable *paths; // file name -> path
} Chooser;

static gboolean is_taken(const GArray *files, const char *path) {
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal(g_array_index(files, WebFontFile, i).path, path)) return TRUE;
  return FALSE;
}

// The file's own name in letters that need no quotes in a style sheet: "Own[wght].ttf" is there.
static const char *file_path(Chooser *chooser, const char *source, gboolean plain) {
  g_autofree char *name = g_path_get_basename(source);
  *strrchr(name, '.') = '\0';
  g_strcanon(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-", '-');
  const char *end = plain ? "-plain" : "";
  const char *path = arena_printf(chooser->arena, "assets/fonts/%s%s.woff2", name, end);
  for (guint nth = 2; is_taken(chooser->set->files, path); nth++)
    path = arena_printf(chooser->arena, "assets/fonts/%s-%u%s.woff2", name, nth, end);
  return path;
}

static guint add_file(Chooser *chooser, const char *source, hb_set_t *has, gboolean plain) {
  GArray *files = chooser->set->files;
  for (guint i = 0; i < files->len; i++) {
    WebFontFile *file = &g_array_index(files, WebFontFile, i);
    if (!g_str_equal(file->source, source) || file->plain != plain) continue;
    hb_set_union(file->characters, has);
    return i;
  }
  const char *path = file_path(chooser, source, plain);
  WebFontFile file = {arena_strdup(chooser->arena, source), path, has, plain};
  g_array_append_val(files, file);
  return files->len - 1;
}

static void add_rule(Chooser *chooser, WebFontFace face, const char *source, hb_set_t *has,
                     gboolean plain) {
  if (hb_set_is_empty(has)) return;
  face.file = add_file(chooser, source, has, plain);
  GArray *faces = chooser->set->faces;
  for (guint i = 0; i < faces->len; i++) { // a family that two roles share
    const WebFontFace *known = &g_array_index(faces, WebFontFace, i);
    if (known->file == face.file && known->weight_from == face.weight_from &&
        known->italic == face.italic && g_str_equal(known->family, face.family))
      return;
  }
  g_array_append_val(faces, face);
}

// Takes the family's plain_forms out of `has`: typeset/font.h says why they are shaped apart.
static hb_set_t *take_plain(Chooser *chooser, const YamlNode *family, hb_set_t *has) {
  hb_set_t *plain = hb_set_create();
  arena_own(chooser->arena, plain, (GDestroyNotify)hb_set_destroy);
  const char *text = yaml_lookup_string(family, "plain_forms", "");
  gsize length = strlen(text);
  for (gsize at = 0; at < length;) {
    UChar32 c;
    U8_NEXT(text, at, length, c);
    if (c >= 0) hb_set_add(plain, (hb_codepoint_t)c);
  }
  hb_set_intersect(plain, has);
  hb_set_subtract(has, plain);
  return plain;
}

// The weights that a rule stands for. `alone`: the family names no other weight.
static void set_weights(WebFontFace *face, const WebFontAxes *axes, gboolean alone, guint weight) {
  if (axes->variable && !axes->weight && alone) { // any weight that a style sheet asks for
    face->weight_from = axes->weight_min;
    face->weight_to = axes->weight_max;
  } else if (axes->variable) {
    face->weight_from = face->weight_to = axes->weight ? axes->weight : weight;
  } else {
    face->weight_from = alone ? 1 : weight;
    face->weight_to = alone ? 1000 : weight;
  }
  face->stretch_percent = axes->stretch_percent;
}

// One font of a family, where the family names one and the site needs any of its characters.
static gboolean add_face(Chooser *chooser, const YamlNode *family, const char *key,
                         WebFontFace face, guint weight, const hb_set_t *wanted) {
  FontFace named;
  if (!font_face_read(yaml_lookup(family, key), &named, NULL)) return FALSE; // typeset reports it
  g_autofree char *source = font_list_source(chooser->paths, &named);
  if (!source) {
    font_list_missing(&named, DIAGNOSTIC_WEBFONT_MISSING, chooser->diagnostics);
    return FALSE;
  }
  WebFontAxes axes = web_font_axes(source, &named);
  if (axes.unsaid)
    diagnostic_add(chooser->diagnostics, DIAGNOSTIC_WEBFONT_AXIS, named.node->span, axes.unsaid,
                   named.file);
  set_weights(&face, &axes,
              weight == 400 && !yaml_lookup(family, face.italic ? "bold_italic" : "bold"), weight);
  hb_set_t *has = web_font_coverage(chooser->arena, source, wanted);
  if (!has || hb_set_is_empty(has)) return FALSE;
  // The 0-9 of a font without Latin letters belong to no word that is written with them:
  // "UTC+03:30" comes whole from the next family.
  if (!hb_set_has(has, 'a'))
    for (hb_codepoint_t digit = '0'; digit <= '9'; digit++)
      hb_set_del(has, digit);
  hb_set_t *plain = take_plain(chooser, family, has);
  add_rule(chooser, face, source, has, FALSE);
  add_rule(chooser, face, source, plain, TRUE);
  return TRUE;
}

static gboolean add_family(Chooser *chooser, const YamlNode *family, const char *name,
                           guint size_adjust_percent, const hb_set_t *wanted) {
  WebFontFace face = {.family = name, .size_adjust_percent = size_adjust_percent};
  if (!add_face(chooser, family, "regular", face, 400, wanted)) return FALSE;
  add_face(chooser, family, "bold", face, 700, wanted);
  face.italic = TRUE;
  add_face(chooser, family, "italic", face, 400, wanted);
  add_face(chooser, family, "bold_italic", face, 700, wanted);
  return TRUE;
}

static double family_size(const Chooser *chooser, const YamlNode *family) {
  double size = yaml_to_number(yaml_lookup(family, "size"), 1, chooser->diagnostics);
  return size > 0.1 && size < 10 ? size : 1;
}

// Nastaliq falls from line to line: its body needs the room (SH-12).
static double line_factor(const Chooser *chooser, const YamlNode *family) {
  double factor = yaml_to_number(yaml_lookup(family, "line_height"), 1, chooser->diagnostics);
  return factor >= 0.5 && factor <= 3 ? factor : 1;
}

static const YamlNode *lookup_family(const Chooser *chooser, const YamlNode *name) {
  return name->kind == YAML_SCALAR
             ? yaml_lookup(yaml_lookup(chooser->root, "families"), name->scalar)
             : NULL;
}

static const hb_set_t *wanted_by(const Chooser *chooser, const Role *role) {
  if (g_str_equal(role->key, "title")) return chooser->characters->title;
  return g_str_equal(role->key, "code") ? chooser->characters->code : chooser->characters->text;
}

// The style sheets set type in the size of the language's first body family; the others are
// adjusted to it, so that both scripts look of one size (JU-8).
static void add_role(Chooser *chooser, const char *lang, const Role *role, const YamlNode *fonts,
                     double base_size) {
  const YamlNode *names = yaml_lookup(fonts, role->key);
  GString *out = chooser->set->roles;
  g_string_append_printf(out, "%s:", role->property);
  for (guint i = 0; names && i < names->child_count; i++) {
    const YamlNode *family = lookup_family(chooser, names->children[i]);
    if (!family) continue;
    char *name = arena_printf(chooser->arena, "%s %s", lang, names->children[i]->scalar);
    g_strdelimit(name, "\"\\\n<>", '-');
    guint adjust = (guint)lround(family_size(chooser, family) / base_size * 100);
    if (add_family(chooser, family, name, adjust, wanted_by(chooser, role)))
      g_string_append_printf(out, "\"%s\",", name);
  }
  g_string_append_printf(out, "%s;", role->generic);
}

static void add_language(Chooser *chooser, const char *lang) {
  const YamlNode *languages = yaml_lookup(chooser->root, "languages");
  const YamlNode *fonts = yaml_lookup(languages, lang);
  if (!fonts) fonts = yaml_lookup(languages, "default");
  const YamlNode *body = yaml_lookup(fonts, "body");
  const YamlNode *first =
      body && body->child_count ? lookup_family(chooser, body->children[0]) : NULL;
  double base_size = family_size(chooser, first);
  g_string_append_printf(chooser->set->roles, "[lang|=\"%s\"]{", lang);
  char factor[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(factor, sizeof factor, "%.3g", line_factor(chooser, first));
  g_string_append_printf(chooser->set->roles, "--font-line-height:%s;", factor);
  for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
    add_role(chooser, lang, &roles[i], fonts, base_size);
  g_string_append(chooser->set->roles, "}\n");
}

static void free_string(gpointer text) {
  g_string_free(text, TRUE);
}

WebFontSet *web_font_set_open(Arena *arena, const char *folder, const char *const *languages,
                              guint language_count, const CharacterSets *characters,
                              DiagnosticList *diagnostics) {
  WebFontSet *set = ARENA_NEW(arena, WebFontSet);
  set->files = g_array_new(FALSE, FALSE, sizeof(WebFontFile));
  set->faces = g_array_new(FALSE, FALSE, sizeof(WebFontFace));
  set->roles = g_string_new(NULL);
  arena_own(arena, set->files, (GDestroyNotify)g_array_unref);
  arena_own(arena, set->faces, (GDestroyNotify)g_array_unref);
  arena_own(arena, set->roles, free_string);
  const SourceFile *file = data_source(arena, folder, "fonts/families.yaml");
  const YamlNode *root =
      file ? yaml_parse(arena, file, 0, file->length_bytes, NULL) : NULL; // typeset reports it
  g_autoptr(GHashTable) paths = font_list_paths(folder, root);
  Chooser chooser = {arena, set, characters, diagnostics, root, paths};
  for (guint i = 0; i < language_count; i++)
    add_language(&chooser, languages[i]);
  return set;
}
