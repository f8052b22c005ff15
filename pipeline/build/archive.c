#include "build/archive.h"

#include <hb-ot.h>
#include <string.h>

#include "load/folder_walk.h"

#define LICENCES "LICENCES/fonts.txt"

typedef struct {
  const Workspace *workspace;
  Arena *arena;
  AttachmentList *list;
  GHashTable *seen; // paths
  DiagnosticList *diagnostics;
} Collecting;

static void add_file(Collecting *collecting, const char *path, const char *absolute) {
  if (!g_hash_table_add(collecting->seen, arena_strdup(collecting->arena, path))) return;
  char *contents = NULL;
  gsize length = 0;
  if (!g_file_test(absolute, G_FILE_TEST_IS_REGULAR)) return;
  if (!g_file_get_contents(absolute, &contents, &length, NULL)) return;
  if (attachment_path_is_safe(path)) {
    attachment_list_take(collecting->list, path, g_bytes_new_take(contents, length));
    return;
  }
  g_free(contents);
  diagnostic_add(collecting->diagnostics, DIAGNOSTIC_ARCHIVE_NAME, (SourceSpan){0}, path);
}

static void add_below(Collecting *collecting, const char *folder, const char *suffix) {
  g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(FoundFile));
  // What can't be followed was reported when the publication was loaded.
  folder_walk(collecting->arena, collecting->workspace->publication->folder, folder, suffix, files,
              NULL);
  for (guint i = 0; i < files->len; i++) {
    const FoundFile *file = &g_array_index(files, FoundFile, i);
    add_file(collecting, file->relative_path, file->absolute_path);
  }
}

static void add_named(Collecting *collecting, const char *path) {
  g_autofree char *absolute =
      g_build_filename(collecting->workspace->publication->folder, path, NULL);
  add_file(collecting, path, absolute);
}

static void add_images(Collecting *collecting, const Document *document) {
  const char *folder = collecting->workspace->publication->folder;
  g_autofree char *prefix = g_strconcat(folder, "/", NULL);
  for (guint p = 0; p < document->page_count; p++)
    for (guint i = 0; i < document->pages[p].count; i++) {
      const Placed *placed = &document->pages[p].items[i];
      if (placed->kind == PLACED_IMAGE && g_str_has_prefix(placed->image->path, prefix))
        add_file(collecting, placed->image->path + strlen(prefix), placed->image->path);
    }
}

static void append_name(GString *out, const Font *font, hb_ot_name_id_t id, const char *label) {
  guint length = hb_ot_name_get_utf8(font->face, id, HB_LANGUAGE_INVALID, NULL, NULL);
  unsigned int size = length + 1;
  g_autofree char *text = g_malloc0(size);
  hb_ot_name_get_utf8(font->face, id, HB_LANGUAGE_INVALID, &size, text);
  if (size) g_string_append_printf(out, "%s: %s\n", label, text);
}

// What each font file that the document uses says of its own licence (OpenType, table name).
static void add_licences(Collecting *collecting, const Document *document) {
  GString *out = g_string_new("The fonts that this edition is set in, and what their files say of "
                              "copyright and licence.\n");
  const FontSet *set = collecting->workspace->fonts;
  g_autofree gboolean *used = g_new0(gboolean, set->count + 1);
  for (guint p = 0; p < document->page_count; p++)
    for (guint i = 0; i < document->pages[p].count; i++) {
      const Placed *placed = &document->pages[p].items[i];
      for (guint r = 0; placed->kind == PLACED_LINE && r < placed->line->run_count; r++)
        used[placed->line->runs[r].font->index] = TRUE;
    }
  g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < set->count; i++) {
    const Font *font = set->fonts[i];
    if (!used[i] || !g_hash_table_add(listed, (gpointer)font->name)) continue;
    g_string_append_printf(out, "\n%s\n", font->name);
    append_name(out, font, HB_OT_NAME_ID_COPYRIGHT, "Copyright");
    append_name(out, font, HB_OT_NAME_ID_LICENSE, "Licence");
    append_name(out, font, HB_OT_NAME_ID_LICENSE_URL, "See");
  }
  attachment_list_take(collecting->list, LICENCES, g_string_free_to_bytes(out));
}

static void add_sheet(Collecting *collecting, const Edition *edition) {
  const Workspace *workspace = collecting->workspace;
  GString *out = g_string_new("# An edition made by beyt. `beyt unpack` writes these files to a "
                              "folder.\n");
  g_string_append_printf(
      out, "# version: %s\n# digest: %s\n# languages: %s\n# epoch: %" G_GINT64_FORMAT "\n",
      BEYT_VERSION, edition->digest->name,
      edition_language_name(workspace->publication, edition->languages),
      workspace->source_date_epoch);
  for (guint i = 0; i < collecting->list->files->len; i++) {
    const Attachment *file = &g_array_index(collecting->list->files, Attachment, i);
    g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file->bytes);
    g_string_append_printf(out, "%s  %s\n", sum, file->path);
  }
  attachment_list_take(collecting->list, ARCHIVE_SHEET, g_string_free_to_bytes(out));
}

static gint64 edition_date(const Workspace *workspace, const Document *document) {
  if (workspace->source_date_epoch > 0) return workspace->source_date_epoch;
  if (!civil_date_is_set(document->date)) return 0;
  g_autoptr(GDateTime) date =
      g_date_time_new_utc(document->date.year, document->date.month, document->date.day, 12, 0, 0);
  return g_date_time_to_unix(date);
}

AttachmentList *archive_collect(const Workspace *workspace, const Edition *edition,
                                const Document *document, DiagnosticList *diagnostics) {
  static const struct {
    const char *folder, *suffix;
  } parts[] = {{"pages", ".md"},      {"digests", ".yaml"}, {"align", ".lock"},
               {"measures", ".yaml"}, {"locales", ".yaml"}, {"fonts", ""}};
  g_autoptr(Arena) arena = arena_new();
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  Collecting collecting = {workspace, arena, attachment_list_new(), seen, diagnostics};
  collecting.list->date = edition_date(workspace, document);
  add_named(&collecting, "publication.yaml");
  add_named(&collecting, "glossary.tsv");
  for (guint i = 0; i < workspace->publication->language_count; i++)
    add_below(&collecting, workspace->publication->languages[i], ".md");
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    add_below(&collecting, parts[i].folder, parts[i].suffix);
  add_images(&collecting, document);
  add_licences(&collecting, document);
  attachment_list_sort(collecting.list);
  add_sheet(&collecting, edition);
  attachment_list_sort(collecting.list);
  return collecting.list;
}
