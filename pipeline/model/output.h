// OutputFile: what a stage makes for the output folder: a relative path and bytes. Only build/
// writes them to disk, atomically.
#pragma once
#include <glib.h>

typedef struct {
  char *path; // relative to the output folder, with '/'
  GBytes *bytes;
} OutputFile;

typedef struct {
  GArray *files; // of OutputFile
} OutputList;

OutputList *output_list_new(void);
void output_list_free(OutputList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutputList, output_list_free)
// `bytes` is taken; `path` is copied.
void output_list_take(OutputList *list, const char *path, GBytes *bytes);
void output_list_take_string(OutputList *list, const char *path, GString *text);
// Moves all files of `from` to the end of `to`; `from` is freed.
void output_list_merge(OutputList *to, OutputList *from);
void output_list_sort(OutputList *list); // by path
