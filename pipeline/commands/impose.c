#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/display.h"
#include "build/publish.h"
#include "commands/command.h"
#include "impose/impose.h"

typedef struct {
  char *output, *paper, *binding, *second;
  gboolean booklet, pairs, bare;
  double creep_mm;
  int signature;
} ImposeWords;

// Sheets by name (ISO 216, and the raw sizes of ISO 217); mm, the short side first. flat table
static const struct {
  const char *name;
  double width_mm, height_mm;
} papers[] = {{"a5", 148, 210},         {"a4", 210, 297},         {"a3", 297, 420},
              {"a2", 420, 594},         {"b4", 250, 353},         {"b5", 176, 250},
              {"sra4", 225, 320},       {"sra3", 320, 450},       {"ra4", 215, 305},
              {"ra3", 305, 430},        {"letter", 215.9, 279.4}, {"legal", 215.9, 355.6},
              {"tabloid", 279.4, 431.8}};

static gboolean parse_paper(const char *word, ImposeOptions *options) {
  if (!word) return TRUE;
  g_autofree char *lower = g_ascii_strdown(word, -1);
  for (guint i = 0; i < G_N_ELEMENTS(papers); i++)
    if (g_str_equal(lower, papers[i].name)) {
      options->paper_width_mm = papers[i].width_mm;
      options->paper_height_mm = papers[i].height_mm;
      return TRUE;
    }
  char *end = NULL;
  options->paper_width_mm = g_ascii_strtod(lower, &end);
  if (*end != 'x') return FALSE;
  options->paper_height_mm = g_ascii_strtod(end + 1, &end);
  return *end == '\0' && options->paper_width_mm >= 20 && options->paper_height_mm >= 20 &&
         options->paper_width_mm <= 5000 && options->paper_height_mm <= 5000;
}

static gboolean parse_binding(const char *word, ImposeBinding *binding) {
  static const char *const names[] = {"auto", "left", "right"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    if (word && !g_str_equal(word, names[i])) continue;
    *binding = (ImposeBinding)i;
    return TRUE;
  }
  return FALSE;
}

// EXIT_CLEAN, or what the usage fault calls for.
static int read_words(const ImposeWords *words, ImposeOptions *options) {
  options->layout = words->pairs ? IMPOSE_PAIRS : IMPOSE_BOOKLET;
  options->marks = !words->bare;
  options->creep_mm = words->creep_mm;
  options->signature = (guint)MAX(words->signature, 0);
  if (words->booklet && words->pairs)
    return command_usage("impose", "it is either --booklet or --2-up");
  if (words->second && words->binding)
    return command_usage("impose", "two books that meet have two bindings: leave out --binding");
  if (!parse_paper(words->paper, options))
    return command_usage("impose", "'%s' is no paper: A4, SRA3, letter or 320x450 in mm",
                         words->paper);
  if (!parse_binding(words->binding, &options->binding))
    return command_usage("impose", "'%s' is none of auto, left, right", words->binding);
  if (words->signature < 0 || words->signature % 4)
    return command_usage("impose", "a signature has 4, 8, 12 … pages, and not %d",
                         words->signature);
  if (!(words->creep_mm >= 0 && words->creep_mm <= 20))
    return command_usage("impose", "the creep is between 0 and 20 mm");
  return EXIT_CLEAN;
}

static void print_result(const ImposeResult *result, const ImposeOptions *options) {
  fprintf(stderr, "beyt: %u pages on %u sides of paper, %u of them blank; bound at the %s\n",
          result->page_count, result->side_count, result->blank_count,
          result->bound_right ? "right" : "left");
  if (result->scale < 1)
    fprintf(stderr, "beyt: the pages are printed at %.0f %% of their size to fit the paper\n",
            100 * result->scale);
  if (options->layout == IMPOSE_BOOKLET)
    fputs("beyt: print on both sides, turned over the short edge\n", stderr);
}

static char *default_output(const char *path) {
  g_autofree char *name = g_path_get_basename(path);
  if (g_str_has_suffix(name, ".pdf")) name[strlen(name) - strlen(".pdf")] = '\0';
  return g_strconcat(name, "-imposed.pdf", NULL);
}

static GBytes *read_file(const char *path, GError **error) {
  char *contents = NULL;
  gsize length = 0;
  return g_file_get_contents(path, &contents, &length, error) ? g_bytes_new_take(contents, length)
                                                              : NULL;
}

static int run(const ImposeWords *words, const char *path) {
  ImposeOptions options = {0};
  int status = read_words(words, &options);
  if (status != EXIT_CLEAN) return status;
  GError *error = NULL;
  g_autoptr(GBytes) bytes = read_file(path, &error);
  g_autoptr(GBytes) second = words->second && bytes ? read_file(words->second, &error) : NULL;
  if (error) return command_take_error(error);
  ImposeResult result;
  g_autoptr(GBytes) imposed = impose_pdf(bytes, second, &options, &result, &error);
  if (!imposed) {
    g_autoptr(GString) text = g_string_new("beyt: ");
    display_append_isolated(text, path);
    fprintf(stderr, "%s: %s\n", text->str, error->message);
    g_error_free(error);
    return EXIT_ENVIRONMENT;
  }
  g_autofree char *output = words->output ? g_strdup(words->output) : default_output(path);
  if (!file_publish(output, imposed, &error)) return command_take_error(error);
  print_result(&result, &options);
  puts(output);
  return EXIT_CLEAN;
}

int command_impose(int argc, char **argv) {
  int status;
  ImposeWords words = {0};
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output,
       "Where the sheets go (default: NAME-imposed.pdf, here)", "FILE"},
      {"booklet", 0, 0, G_OPTION_ARG_NONE, &words.booklet,
       "Sheets to be folded and stitched through the fold (default)", NULL},
      {"head-to-head", 0, 0, G_OPTION_ARG_FILENAME, &words.second,
       "A second book, from the right, that begins at the back cover", "FILE"},
      {"2-up", 0, 0, G_OPTION_ARG_NONE, &words.pairs, "Two pages side by side, in reading order",
       NULL},
      {"binding", 0, 0, G_OPTION_ARG_STRING, &words.binding,
       "left or right (default: as the file says)", "SIDE"},
      {"creep", 0, 0, G_OPTION_ARG_DOUBLE, &words.creep_mm,
       "How far the innermost sheet sticks out when folded", "MM"},
      {"paper", 0, 0, G_OPTION_ARG_STRING, &words.paper,
       "A4, A3, SRA3, letter … or 320x450 in mm (default: as large as needed)", "PAPER"},
      {"signature", 0, 0, G_OPTION_ARG_INT, &words.signature,
       "How many pages are folded into each other (default: all)", "PAGES"},
      {"no-marks", 0, 0, G_OPTION_ARG_NONE, &words.bare, "Without crop and fold marks", NULL},
      G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "FILE", "Puts the pages of a PDF on sheets for folding.", entries, &status);
  if (arguments)
    status = g_strv_length(arguments) == 1 ? run(&words, arguments[0])
                                           : command_usage("impose", "needs one PDF file");
  g_free(words.output);
  g_free(words.paper);
  g_free(words.second);
  g_free(words.binding);
  return status;
}
