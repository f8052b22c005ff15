#include "model/output.h"

#include <string.h>

static void output_clear(gpointer data) {
  OutputFile *file = data;
  g_free(file->path);
  g_bytes_unref(file->bytes);
}

OutputList *output_list_new(void) {
  OutputList *list = g_new0(OutputList, 1);
  list->files = g_array_new(FALSE, FALSE, sizeof(OutputFile));
  return list;
}

void output_list_free(OutputList *list) {
  if (!list) return;
  for (guint i = 0; i < list->files->len; i++)
    output_clear(&g_array_index(list->files, OutputFile, i));
  g_array_free(list->files, TRUE);
  g_free(list);
}

void output_list_take(OutputList *list, const char *path, GBytes *bytes) {
  OutputFile file = {g_strdup(path), bytes};
  g_array_append_val(list->files, file);
}

void output_list_take_string(OutputList *list, const char *path, GString *text) {
  output_list_take(list, path, g_string_free_to_bytes(text));
}

void output_list_merge(OutputList *to, OutputList *from) {
  g_array_append_vals(to->files, from->files->data, from->files->len);
  g_array_free(from->files, TRUE);
  g_free(from);
}

static int compare_paths(const void *a, const void *b) {
  return strcmp(((const OutputFile *)a)->path, ((const OutputFile *)b)->path);
}

void output_list_sort(OutputList *list) {
  g_array_sort(list->files, compare_paths);
}
