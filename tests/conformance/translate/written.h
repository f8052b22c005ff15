// A publication written to a temporary folder, loaded, paired and checked.
#pragma once
#include "base/diagnostic_write.h"
#include "load/library.h"
#include "translate/check.h"
#include "translate/pairing.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct {
  char *folder;
  Publication *publication;
  DiagnosticList *diagnostics;
} Written;

static G_GNUC_UNUSED Written *written_new(void) {
  Written *written = g_new0(Written, 1);
  written->folder = g_dir_make_tmp("beyt-test-XXXXXX", NULL);
  assert_non_null(written->folder);
  return written;
}

static G_GNUC_UNUSED void written_remove(const char *path) {
  GDir *folder = g_dir_open(path, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder));) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    written_remove(child);
  }
  if (folder) g_dir_close(folder);
  g_remove(path);
}

static G_GNUC_UNUSED void written_free(Written *written) {
  if (written->diagnostics) diagnostic_list_free(written->diagnostics);
  if (written->publication) library_free(written->publication);
  written_remove(written->folder);
  g_free(written->folder);
  g_free(written);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Written, written_free)

static G_GNUC_UNUSED void written_file(Written *written, const char *path, const char *text) {
  g_autofree char *whole = g_build_filename(written->folder, path, NULL);
  g_autofree char *folder = g_path_get_dirname(whole);
  assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
  assert_true(g_file_set_contents(whole, text, -1, NULL));
}

// A post LANG/ID.md; its body begins on line 7 in en, on line 8 in other languages.
static G_GNUC_UNUSED void written_post(Written *written, const char *lang, const char *id,
                                       const char *body) {
  g_autofree char *path = g_strdup_printf("%s/%s.md", lang, id);
  gboolean original = g_str_equal(lang, "en");
  g_autofree char *text =
      g_strdup_printf("---\nid: %s\nlang: %s\n%s\ndate: 2026-03-14\n---\n%s", id, lang,
                      original ? "title: A post" : "translates: en\ntitle: متن", body);
  written_file(written, path, text);
}

static G_GNUC_UNUSED void written_check(Written *written) {
  written_file(written, "publication.yaml", "title: Test\nlanguages: [en, fa]\n");
  written->diagnostics = diagnostic_list_new();
  written->publication = library_load(written->folder, 1, written->diagnostics);
  assert_non_null(written->publication);
  publication_pair(written->publication, written->diagnostics);
  publication_check(written->publication, written->diagnostics);
  diagnostic_list_sort(written->diagnostics);
}

// All faults, one a line: "path:line:column-endline:endcolumn id | message | hint >
// path:line:column".
static G_GNUC_UNUSED char *written_faults(const Written *written) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < diagnostic_list_length(written->diagnostics); i++) {
    const Diagnostic *fault = diagnostic_list_at(written->diagnostics, i);
    if (fault->span.file)
      g_string_append_printf(out, "%s:%u:%u ", fault->span.file->path, fault->span.line,
                             fault->span.column);
    g_string_append_printf(out, "%s: %s", diagnostic_id(fault->kind), fault->message);
    if (fault->counterpart.file)
      g_string_append_printf(out, " > %s:%u:%u", fault->counterpart.file->path,
                             fault->counterpart.line, fault->counterpart.column);
    g_string_append_c(out, '\n');
  }
  return g_string_free(out, FALSE);
}

static G_GNUC_UNUSED void written_expect(Written *written, const char *expected) {
  written_check(written);
  g_autofree char *faults = written_faults(written);
  assert_string_equal(faults, expected);
}

static G_GNUC_UNUSED const Diagnostic *written_find(const Written *written, const char *id) {
  for (guint i = 0; i < diagnostic_list_length(written->diagnostics); i++) {
    const Diagnostic *fault = diagnostic_list_at(written->diagnostics, i);
    if (g_str_equal(diagnostic_id(fault->kind), id)) return fault;
  }
  fail_msg("no fault [%s]", id);
  return NULL;
}
