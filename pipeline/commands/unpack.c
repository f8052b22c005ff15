#include <stdio.h>
#include <string.h>

#include "base/display.h"
#include "build/archive.h"
#include "commands/command.h"
#include "preflight/pdf_attachment.h"

typedef struct {
  char *output;
  gboolean force;
} UnpackOptions;

static int fail(const char *path, GError *error) {
  g_autoptr(GString) text = g_string_new("beyt: ");
  display_append_isolated(text, path);
  g_string_append(text, ": ");
  display_append_isolated(text, error->message); // names in a PDF may hold anything
  fprintf(stderr, "%s\n", text->str);
  g_error_free(error);
  return EXIT_ENVIRONMENT;
}

// How the edition is made again, ready to be typed.
static void print_next(const ArchiveSheet *sheet, const char *folder) {
  g_autofree char *quoted = g_shell_quote(folder);
  g_autofree char *digest = g_shell_quote(sheet->digest);
  g_autofree char *languages = g_shell_quote(sheet->languages);
  puts(folder);
  if (g_strcmp0(sheet->version, BEYT_VERSION) != 0)
    fprintf(stderr,
            "beyt: the edition was made by version %s; this is %s and may set it otherwise\n",
            sheet->version ? sheet->version : "?", BEYT_VERSION);
  fputs("The same edition again: ", stderr);
  if (sheet->source_date_epoch)
    fprintf(stderr, "SOURCE_DATE_EPOCH=%" G_GINT64_FORMAT " ", sheet->source_date_epoch);
  fprintf(stderr, "beyt digest -C %s --for archive --lang %s %s\n", quoted, languages, digest);
}

static int run(const UnpackOptions *options, const char *path) {
  char *contents = NULL;
  gsize length = 0;
  GError *error = NULL;
  if (!g_file_get_contents(path, &contents, &length, &error)) return command_take_error(error);
  g_autoptr(GBytes) bytes = g_bytes_new_take(contents, length);
  g_autoptr(AttachmentList) list = pdf_attachments_read(bytes, &error);
  if (!list) return fail(path, error);
  g_autofree char *name = g_path_get_basename(path);
  if (g_str_has_suffix(name, ".pdf")) name[strlen(name) - strlen(".pdf")] = '\0';
  const char *folder = options->output ? options->output : name;
  ArchiveSheet sheet = {0};
  int status = EXIT_CLEAN;
  if (archive_unpack(list, folder, options->force, &sheet, &error))
    print_next(&sheet, folder);
  else
    status = fail(path, error);
  archive_sheet_clear(&sheet);
  return status;
}

int command_unpack(int argc, char **argv) {
  int status;
  UnpackOptions options = {0};
  const GOptionEntry entries[] = {{"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
                                   "The folder (default: the name of the file, here)", "FOLDER"},
                                  {"force", 'f', 0, G_OPTION_ARG_NONE, &options.force,
                                   "Replace files that are there already", NULL},
                                  G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments =
      command_parse(argc, argv, "FILE",
                    "Makes a publication again from a PDF that 'beyt digest --for archive' made.",
                    entries, &status);
  if (arguments)
    status = g_strv_length(arguments) == 1 ? run(&options, arguments[0])
                                           : command_usage("unpack", "needs one PDF file");
  g_free(options.output);
  return status;
}
