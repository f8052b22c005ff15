#include "base/font_list.h"

#include <dirent.h>
#include <math.h>
#include <string.h>

#include "base/data.h"
#include "base/font_source.h"

#define MAX_DEPTH 6 // of folders

static void read_axes(const YamlNode *axes, FontFace *face, DiagnosticList *diagnostics) {
  for (guint i = 0; axes && i < axes->child_count && face->axis_count < FONT_FACE_AXES; i++) {
    const YamlNode *child = axes->children[i];
    double value = yaml_to_number(child, NAN, diagnostics);
    if (!isfinite(value) || !child->key) continue; // said
    face->axes[face->axis_count++] = (FontFaceAxis){child->key, value, child};
  }
}

gboolean font_face_read(const YamlNode *node, FontFace *face, DiagnosticList *diagnostics) {
  *face = (FontFace){.node = node};
  if (node && node->kind == YAML_MAPPING) {
    static const char *const keys[] = {"file", "instance", "axes"};
    yaml_check_keys(node, keys, G_N_ELEMENTS(keys), diagnostics);
    face->node = yaml_lookup(node, "file");
    face->instance = yaml_lookup(node, "instance");
    read_axes(yaml_lookup(node, "axes"), face, diagnostics);
    if (!face->node)
      diagnostic_hint(diagnostics,
                      diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, node->span,
                                     "a face without a file", node->key ? node->key : "this place"),
                      "write {file: NAME.ttf, axes: {wght: 450}}");
  }
  if (!face->node || face->node->kind != YAML_SCALAR) return FALSE;
  face->file = face->node->scalar;
  return TRUE;
}

const FontFaceAxis *font_face_axis(const FontFace *face, const char *tag) {
  for (guint i = 0; i < face->axis_count; i++)
    if (strcmp(face->axes[i].tag, tag) == 0) return &face->axes[i];
  return NULL;
}

static gboolean is_font(const char *name) {
  const char *dot = strrchr(name, '.');
  return dot && (g_ascii_strcasecmp(dot, ".ttf") == 0 || g_ascii_strcasecmp(dot, ".otf") == 0 ||
                 font_source_is_collection(name));
}

typedef struct {
  GHashTable *found; // path by name
  GHashTable *roots; // folders that were looked through before: what they have comes first
} Scan;

static void scan(Scan *job, const char *folder, guint depth);

// What kind an entry is most file systems say at once; else it is asked for.
static gboolean is_folder(const struct dirent *entry, const char *path) {
  if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK) return entry->d_type == DT_DIR;
  return g_file_test(path, G_FILE_TEST_IS_DIR);
}

// A folder is not listed in any order: of two files of one name the path that sorts first.
static void scan_entry(Scan *job, const char *folder, const struct dirent *entry, guint depth) {
  const char *name = entry->d_name;
  gboolean font = is_font(name);
  if (*name == '.' && (!name[1] || strcmp(name, "..") == 0)) return;
  g_autofree char *path = g_build_filename(folder, name, NULL);
  if (font) {
    const char *known = g_hash_table_lookup(job->found, name);
    if (!known || strcmp(path, known) < 0)
      g_hash_table_insert(job->found, g_strdup(name), g_steal_pointer(&path));
  } else if (is_folder(entry, path)) {
    scan(job, path, depth + 1);
  }
}

static void scan(Scan *job, const char *folder, guint depth) {
  if (depth >= MAX_DEPTH || g_hash_table_contains(job->roots, folder)) return;
  DIR *dir = opendir(folder);
  if (!dir) return;
  for (const struct dirent *entry; (entry = readdir(dir));)
    scan_entry(job, folder, entry, depth);
  closedir(dir);
}

static void scan_root(GHashTable *paths, GHashTable *roots, const char *folder) {
  g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  Scan job = {found, roots};
  scan(&job, folder, 0);
  g_hash_table_add(roots, g_strdup(folder));
  GHashTableIter iter;
  gpointer name, path;
  g_hash_table_iter_init(&iter, found);
  while (g_hash_table_iter_next(&iter, &name, &path))
    if (!g_hash_table_contains(paths, name))
      g_hash_table_insert(paths, g_strdup(name), g_strdup(path));
}

GHashTable *font_list_paths(const char *publication_folder, const YamlNode *root) {
  GHashTable *paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) roots = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *own =
      publication_folder ? g_build_filename(publication_folder, "fonts", NULL) : NULL;
  g_autofree char *ours = data_folder("fonts");
  if (own) scan_root(paths, roots, own);
  if (ours) scan_root(paths, roots, ours);
  const YamlNode *folders = yaml_lookup(root, "folders");
  for (guint i = 0; folders && i < folders->child_count; i++)
    if (folders->children[i]->kind == YAML_SCALAR)
      scan_root(paths, roots, folders->children[i]->scalar);
  return paths;
}

char *font_list_source(GHashTable *paths, const FontFace *face) {
  g_autofree char *name = font_source_path(face->file);
  const char *path = g_hash_table_lookup(paths, name);
  return path ? g_strconcat(path, face->file + strlen(name), NULL) : NULL;
}

void font_list_missing(const FontFace *face, DiagnosticKind kind, DiagnosticList *diagnostics) {
  Diagnostic *said = diagnostic_add(diagnostics, kind, face->node->span, face->file);
  g_autofree char *name = font_source_path(face->file);
  if (is_font(name))
    diagnostic_hint(diagnostics, said,
                    "put the file into the publication's fonts/ folder or install its package");
  else
    diagnostic_hint(diagnostics, said, "name a file that ends in .ttf, .otf, .ttc or .otc");
}
