#include <stdio.h>
#include <string.h>

#include "build/publish.h"
#include "commands/command.h"

typedef struct {
  char *id, *title, *date, *folder;
} NewOptions;

static gboolean is_id(const char *id) {
  if (!g_ascii_islower(*id) && !g_ascii_isdigit(*id)) return FALSE;
  for (const char *c = id; *c; c++)
    if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != '-') return FALSE;
  return TRUE;
}

// Today, or the day of SOURCE_DATE_EPOCH where that is set.
static CivilDate today(void) {
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  gint64 seconds = epoch ? g_ascii_strtoll(epoch, NULL, 10) : g_get_real_time() / G_USEC_PER_SEC;
  return civil_date_from_days(seconds / 86400);
}

// YAML's double-quoted form.
static char *quoted(const char *text) {
  GString *out = g_string_new("\"");
  for (const char *c = text; *c; c++) {
    if (*c == '"' || *c == '\\') g_string_append_c(out, '\\');
    g_string_append_c(out, *c);
  }
  g_string_append_c(out, '"');
  return g_string_free(out, FALSE);
}

static char *post_text(const Publication *publication, guint language, const NewOptions *options,
                       const char *date) {
  g_autofree char *title = quoted(options->title ? options->title : options->id);
  GString *text = g_string_new("---\n");
  g_string_append_printf(text, "id: %s\nlang: %s\n", options->id, publication->languages[language]);
  if (language > 0) g_string_append_printf(text, "translates: %s\n", publication->languages[0]);
  g_string_append_printf(text, "title: %s\ndate: %s\nauthors: []\n", title, date);
  if (language > 0) g_string_append(text, "translators: []\n");
  g_string_append(text, "summary: \"\"\ntags: []\nstate: draft\n---\n\n");
  return g_string_free(text, FALSE);
}

static int write_posts(const Publication *publication, const NewOptions *options,
                       const char *date) {
  for (guint i = 0; i < publication->language_count; i++) {
    g_autofree char *path =
        g_strdup_printf("%s/%s/%s.md", publication->folder, publication->languages[i], options->id);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
      return command_usage("new", "'%s' is there already", path);
  }
  for (guint i = 0; i < publication->language_count; i++) {
    g_autofree char *folder =
        g_build_filename(publication->folder, publication->languages[i], NULL);
    g_autofree char *path = g_strdup_printf("%s/%s.md", folder, options->id);
    g_autofree char *text = post_text(publication, i, options, date);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    GError *error = NULL;
    g_mkdir_with_parents(folder, 0777);
    if (!file_publish(path, bytes, &error)) return command_take_error(error);
    puts(path);
  }
  return EXIT_CLEAN;
}

static int run(const NewOptions *options) {
  char date[16];
  CivilDate day = today();
  if (options->date && !g_str_equal(options->date, "unknown") &&
      !civil_date_parse(options->date, &day))
    return command_usage("new", "'%s' is no date: write 2026-03-21 or unknown", options->date);
  if (options->date && g_str_equal(options->date, "unknown")) day = (CivilDate){0};
  g_autofree char *folder = command_find_folder(options->folder, NULL);
  g_autoptr(Workspace) workspace = workspace_open(folder, 1);
  if (!workspace_is_usable(workspace)) {
    command_report(workspace);
    return EXIT_USAGE;
  }
  if (publication_lookup_pair(workspace->publication, options->id))
    return command_usage("new", "the id '%s' is taken", options->id);
  return write_posts(workspace->publication, options, civil_date_format(day, date));
}

int command_new(int argc, char **argv) {
  int status;
  NewOptions options = {0};
  const GOptionEntry entries[] = {{"title", 't', 0, G_OPTION_ARG_STRING, &options.title,
                                   "The title, for both languages at first", "TEXT"},
                                  {"date", 'd', 0, G_OPTION_ARG_STRING, &options.date,
                                   "2026-03-21, or unknown (default: today)", "DATE"},
                                  {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &options.folder,
                                   "The publication's folder", "FOLDER"},
                                  G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "ID", "Begins a post: a draft in every language.", entries, &status);
  if (arguments && g_strv_length(arguments) != 1)
    status = command_usage("new", "needs one id, such as 'tea-and-sugar'");
  else if (arguments && !is_id(arguments[0]))
    status =
        command_usage("new", "'%s' is no id: lower-case letters, digits and hyphens", arguments[0]);
  else if (arguments) {
    options.id = arguments[0];
    status = run(&options);
  }
  g_free(options.title);
  g_free(options.date);
  g_free(options.folder);
  return status;
}
