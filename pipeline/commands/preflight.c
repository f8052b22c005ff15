#include "preflight/preflight.h"

#include <stdio.h>

#include "commands/command.h"

#define PLACES_SHOWN 5 // of one rule; --format json has them all

typedef struct {
  char **profiles;
  char *format;
  gboolean json, all;
  guint asked;
} PreflightOptions;

// Names may be given one by one or parted by commas. FALSE with *wrong, which is borrowed.
static gboolean parse_profiles(PreflightOptions *options, char **wrong) {
  for (guint i = 0; options->profiles && options->profiles[i]; i++) {
    g_auto(GStrv) names = g_strsplit(options->profiles[i], ",", -1);
    for (guint k = 0; names[k]; k++) {
      guint profile = profile_parse(g_strstrip(names[k]));
      if (!profile) {
        *wrong = options->profiles[i];
        return FALSE;
      }
      options->asked |= profile;
    }
  }
  return TRUE;
}

static int preflight_file(const PreflightOptions *options, const char *path, GString *out) {
  char *contents = NULL;
  gsize length = 0;
  GError *error = NULL;
  if (!g_file_get_contents(path, &contents, &length, &error)) return command_take_error(error);
  g_autoptr(GBytes) bytes = g_bytes_new_take(contents, length);
  g_autoptr(Preflight) preflight = preflight_run(bytes, options->asked, &error);
  if (!preflight) {
    fprintf(stderr, "beyt: '%s': %s\n", path, error->message);
    g_error_free(error);
    return EXIT_ENVIRONMENT;
  }
  if (options->json) {
    g_string_append(out, out->len ? ",\n" : "[");
    preflight_write_json(preflight, path, out);
  } else {
    preflight_write_text(preflight, path, options->all ? 0 : PLACES_SHOWN, out);
  }
  return preflight->findings->len ? EXIT_FAULTS : EXIT_CLEAN;
}

static int run(const PreflightOptions *options, char **paths) {
  g_autoptr(GString) out = g_string_new(NULL);
  int status = EXIT_CLEAN;
  for (guint i = 0; paths[i]; i++) {
    int one = preflight_file(options, paths[i], out);
    status = MAX(status, one);
  }
  if (options->json) g_string_append(out, out->len ? "]\n" : "[]\n");
  fwrite(out->str, 1, out->len, stdout);
  return status;
}

int command_preflight(int argc, char **argv) {
  int status;
  char *wrong = NULL;
  PreflightOptions options = {0};
  const GOptionEntry entries[] = {
      {"profile", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &options.profiles,
       "ua1, a2b, a2u, a3b, a3u, x4 or x1a; several with commas (default: what the file claims)",
       "PROFILE"},
      {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format, "text (default) or json", "FORMAT"},
      {"all", 'a', 0, G_OPTION_ARG_NONE, &options.all, "Show every place of each fault", NULL},
      G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments =
      command_parse(argc, argv, "FILE…",
                    "Says what PDF files, ours or another's, fail of the standards they claim.",
                    entries, &status);
  options.json = g_strcmp0(options.format, "json") == 0;
  if (!arguments) {
  } else if (!arguments[0]) {
    status = command_usage("preflight", "needs a PDF file");
  } else if (!parse_profiles(&options, &wrong)) {
    status =
        command_usage("preflight", "'%s' is no profile: ua1, a2b, a2u, a3b, a3u, x4 or x1a", wrong);
  } else if (options.format && !options.json && !g_str_equal(options.format, "text")) {
    status = command_usage("preflight", "'%s' is no format: text or json", options.format);
  } else {
    status = run(&options, arguments);
  }
  g_strfreev(options.profiles);
  g_free(options.format);
  return status;
}
