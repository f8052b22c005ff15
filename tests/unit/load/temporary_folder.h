// A publication written into a temporary folder, file by file.
#pragma once
#include <glib/gstdio.h>

#include "../../support/faults.h"

static G_GNUC_UNUSED char *temporary_folder_new(void) {
  char *folder = g_dir_make_tmp("beyt-load-XXXXXX", NULL);
  assert_non_null(folder);
  return folder;
}

static G_GNUC_UNUSED void temporary_folder_write(const char *folder, const char *name,
                                                 const char *text) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
  assert_true(g_file_set_contents(path, text, -1, NULL));
}

static G_GNUC_UNUSED void temporary_folder_remove(const char *folder) {
  GDir *open = g_dir_open(folder, 0, NULL);
  for (const char *name; open && (name = g_dir_read_name(open)) != NULL;) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
      temporary_folder_remove(path);
    else
      g_remove(path);
  }
  if (open) g_dir_close(open);
  g_rmdir(folder);
}
