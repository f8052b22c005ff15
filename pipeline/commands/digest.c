#include <stdio.h>
#include <string.h>

#include "build/edition.h"
#include "build/proof_file.h"
#include "build/publish.h"
#include "commands/command.h"

typedef struct {
  char *languages, *target, *output, *folder;
  gboolean proof;
} DigestOptions;

// "2026-w12" of "digests/2026-w12.yaml" or of "2026-w12".
static char *definition_name(const char *argument) {
  char *name = g_path_get_basename(argument);
  if (g_str_has_suffix(name, ".yaml")) name[strlen(name) - strlen(".yaml")] = '\0';
  return name;
}

static char *find_folder(const DigestOptions *options, const char *argument) {
  if (options->folder || !g_file_test(argument, G_FILE_TEST_IS_REGULAR))
    return command_find_folder(options->folder, NULL);
  g_autofree char *digests = g_path_get_dirname(argument);
  g_autofree char *start = g_path_get_dirname(digests);
  return command_find_folder(NULL, start);
}

static int report_unknown(const Publication *publication, const char *name) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < publication->digest_count; i++)
    g_ptr_array_add(names, (gpointer)publication->digests[i]->name);
  const char *nearest = diagnostic_nearest(name, (const char *const *)names->pdata, names->len);
  if (nearest)
    return command_usage("digest", "there is no digest '%s'; did you mean '%s'?", name, nearest);
  return command_usage("digest", "there is no digest '%s' in '%s/digests'", name,
                       publication->folder);
}

// TRUE and the choice of languages; without --lang it is the definition's own.
static gboolean choose_languages(const Publication *publication, const char *asked,
                                 const Digest *digest, LanguageChoice *choice) {
  *choice = digest->languages;
  if (!asked) return TRUE;
  *choice = g_str_equal(asked, "both") ? LANGUAGES_ALL
                                       : (LanguageChoice)publication_language(publication, asked);
  return g_str_equal(asked, "both") || publication_language(publication, asked) >= 0;
}

static gboolean choose_target(const char *asked, PrintTarget *target) {
  static const char *const names[] = {
      [PRINT_SCREEN] = "screen", [PRINT_PRESS] = "press", [PRINT_ARCHIVE] = "archive"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (!asked || g_str_equal(asked, names[i])) {
      *target = (PrintTarget)i;
      return TRUE;
    }
  return FALSE;
}

static int write_edition(Workspace *workspace, Edition *edition, const DigestOptions *options) {
  static const Proof any = {0};
  if (options->proof) edition->proof = &any; // its file is named for what it is
  g_autofree char *name = edition_file_name(workspace->publication, edition, "pdf");
  const char *path = options->output ? options->output : name;
  g_autoptr(Proof) proof = options->proof ? proof_open(path) : NULL;
  GError *error = NULL;
  edition->proof = proof;
  Progress *progress = progress_new("digest");
  GBytes *pdf = edition_make(workspace, edition, NULL, workspace->diagnostics, progress);
  progress_free(progress);
  int status = command_report(workspace);
  if (!pdf) return status == EXIT_CLEAN ? EXIT_INTERNAL : status;
  gboolean written = file_publish(path, pdf, &error);
  g_bytes_unref(pdf);
  if (written && proof) written = proof_publish(proof, path, &error);
  if (!written) return command_take_error(error);
  puts(path);
  return status;
}

static int run(const DigestOptions *options, const char *argument) {
  PrintTarget target;
  if (!choose_target(options->target, &target))
    return command_usage("digest", "'%s' is none of screen, press, archive", options->target);
  g_autofree char *folder = find_folder(options, argument);
  g_autofree char *name = definition_name(argument);
  g_autoptr(Workspace) workspace = workspace_open_unaligned(folder, 0);
  if (!workspace_is_usable(workspace)) {
    command_report(workspace);
    return EXIT_USAGE;
  }
  const Digest *digest = publication_lookup_digest(workspace->publication, name);
  if (!digest) return report_unknown(workspace->publication, name);
  Edition edition = {digest, LANGUAGES_ALL, target, NULL};
  if (!choose_languages(workspace->publication, options->languages, digest, &edition.languages))
    return command_usage("digest", "'%s' is no language of this publication", options->languages);
  // A co-edition in one language is laid out beside the other one.
  if (edition.languages == LANGUAGES_ALL || digest->press.co_edition) workspace_align(workspace);
  workspace_open_fonts(workspace);
  return write_edition(workspace, &edition, options);
}

int command_digest(int argc, char **argv) {
  if (argc > 1 && g_str_equal(argv[1], "new")) {
    char name[] = "digest new"; // as the help names it
    argv[1] = name;
    return command_digest_new(argc - 1, argv + 1);
  }
  int status;
  DigestOptions options = {0};
  const GOptionEntry entries[] = {
      {"lang", 'l', 0, G_OPTION_ARG_STRING, &options.languages,
       "A language, or both (default: as the definition has it)", "LANG"},
      {"for", 0, 0, G_OPTION_ARG_STRING, &options.target,
       "What the PDF is for: screen (default), press or archive", "TARGET"},
      {"proof", 0, 0, G_OPTION_ARG_NONE, &options.proof,
       "A draft with numbered lines and bars beside what has changed since the last proof", NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
       "Where the PDF goes (default: NAME.LANG[-TARGET].pdf, here)", "FILE"},
      {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &options.folder, "The publication's folder",
       "FOLDER"},
      G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "DEFINITION",
      "Sets a digest as a PDF. DEFINITION is a file of digests/, or its name.", entries, &status);
  if (arguments)
    status = g_strv_length(arguments) == 1
                 ? run(&options, arguments[0])
                 : command_usage("digest", "needs one definition, such as digests/first.yaml");
  g_free(options.languages);
  g_free(options.target);
  g_free(options.output);
  g_free(options.folder);
  return status;
}
