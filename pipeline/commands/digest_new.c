// beyt digest new: a definition drafted from its days.
#include <stdio.h>
#include <string.h>

#include "build/publish.h"
#include "commands/command.h"
#include "model/carried.h"
#include "model/selection.h"

typedef struct {
  char *from, *to, *calendar, *name, *folder;
} NewOptions;

typedef struct {
  const Publication *publication;
  Digest digest; // what is drafted, as far as selecting needs it
  Calendar calendar;
  GHashTable *carried;
  GString *out;
} Draft;

static gint64 next_issue(const Publication *publication) {
  gint64 highest = 0, number;
  for (guint i = 0; i < publication->digest_count; i++) {
    const char *issue = publication->digests[i]->issue;
    if (issue && g_ascii_string_to_signed(issue, 10, 0, G_MAXINT32, &number, NULL))
      highest = MAX(highest, number);
  }
  return highest + 1;
}

// "#   2026-03-14  tea  (en, fa)  With the sugar at its side". Titles are not let out of their
// line.
static void write_post(const Draft *draft, const PostPair *pair) {
  char date[16];
  const Post *first = pair_first_post(pair);
  const Digest *before = g_hash_table_lookup(draft->carried, pair->id);
  g_string_append_printf(draft->out, "#   %s  %s  (",
                         civil_date_is_set(pair_date(pair))
                             ? calendar_format(draft->calendar, pair_date(pair), date)
                             : "undated",
                         pair->id);
  gboolean any = FALSE;
  for (guint i = 0; i < pair->language_count; i++) {
    const Post *post = pair->posts[i];
    if (!post) continue;
    g_string_append_printf(draft->out, "%s%s%s", any ? ", " : "", post->lang,
                           post->state == STATE_DRAFT ? " draft" : "");
    any = TRUE;
  }
  g_autofree char *title = g_strdelimit(g_strdup(first->title ? first->title : ""), "\r\n\t", ' ');
  g_string_append_printf(draft->out, ")  %s", title);
  if (before) g_string_append_printf(draft->out, "; in %s already", before->name);
  g_string_append_c(draft->out, '\n');
}

static void write_chosen(const Draft *draft) {
  g_autoptr(Arena) scratch = arena_new();
  PairList list = digest_select(scratch, draft->publication, &draft->digest, NULL);
  g_string_append_printf(draft->out, "# In these days: %u %s.\n", list.count,
                         list.count == 1 ? "post" : "posts");
  for (guint i = 0; i < list.count; i++)
    write_post(draft, list.items[i]);
}

static gboolean is_undated(const PostPair *pair) {
  return !pair_first_post(pair)->is_page && !civil_date_is_set(pair_date(pair));
}

static void write_undated(const Draft *draft) {
  g_autoptr(GString) ids = g_string_new(NULL);
  const Publication *publication = draft->publication;
  guint count = 0;
  for (guint i = 0; i < publication->pair_count; i++) {
    const PostPair *pair = publication->pairs[i];
    if (!is_undated(pair) || g_hash_table_contains(draft->carried, pair->id)) continue;
    if (!count++)
      g_string_append(draft->out,
                      "# Undated, for you to decide: name each under ids or exclude.\n");
    write_post(draft, pair);
    g_string_append_printf(ids, "%s%s", count > 1 ? ", " : "", pair->id);
  }
  g_string_append(draft->out, "select:\n");
  if (count) g_string_append_printf(draft->out, "  # undated: %s\n", ids->str);
  g_string_append(draft->out, "  ids: []\n  exclude: []\n  pin: []\n");
}

static char *draft_text(Draft *draft) {
  char from[16], to[16];
  const Publication *publication = draft->publication;
  draft->out = g_string_new(NULL);
  g_string_append_printf(draft->out, "issue: %s\ntitle: {", draft->digest.issue);
  for (guint i = 0; i < publication->language_count; i++)
    g_string_append_printf(draft->out, "%s%s: \"\"", i ? ", " : "", publication->languages[i]);
  g_string_append_printf(draft->out, "}\nfrom: %s", civil_date_format(draft->digest.from, from));
  if (draft->calendar == CALENDAR_PERSIAN)
    g_string_append_printf(draft->out, " # %s",
                           calendar_format(draft->calendar, draft->digest.from, from));
  g_string_append_printf(draft->out, "\nto: %s", civil_date_format(draft->digest.to, to));
  if (draft->calendar == CALENDAR_PERSIAN)
    g_string_append_printf(draft->out, " # %s",
                           calendar_format(draft->calendar, draft->digest.to, to));
  g_string_append_c(draft->out, '\n');
  write_chosen(draft);
  write_undated(draft);
  g_string_append(draft->out, "carried: skip # posts of earlier issues: skip, report or allow\n"
                              "stale: mark # translations older than their source: refuse, mark or "
                              "allow\n"
                              "untranslated: mark # refuse, mark or allow\n");
  if (publication->language_count > 1) g_string_append(draft->out, "languages: both\n");
  g_string_append(draft->out, "template: bulletin\n");
  return g_string_free(draft->out, FALSE);
}

static int write_draft(Draft *draft, const char *name) {
  const char *folder = draft->publication->folder;
  g_autofree char *digests = g_build_filename(folder, "digests", NULL);
  g_autofree char *file = g_strdup_printf("%s.yaml", name);
  g_autofree char *path = g_build_filename(digests, file, NULL);
  if (g_file_test(path, G_FILE_TEST_EXISTS))
    return command_usage("digest", "'%s' is there already; give another --name", path);
  g_autofree char *text = draft_text(draft);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  GError *error = NULL;
  g_mkdir_with_parents(digests, 0777);
  if (!file_publish(path, bytes, &error)) return command_take_error(error);
  puts(path);
  return EXIT_CLEAN;
}

static int read_days(const NewOptions *options, Draft *draft) {
  if (options->calendar && !g_str_equal(options->calendar, "jalali") &&
      !g_str_equal(options->calendar, "gregorian"))
    return command_usage("digest", "'%s' is no calendar: jalali or gregorian", options->calendar);
  draft->calendar =
      g_strcmp0(options->calendar, "jalali") == 0 ? CALENDAR_PERSIAN : CALENDAR_GREGORIAN;
  const char *example = draft->calendar == CALENDAR_PERSIAN ? "1405-01-02" : "2026-03-22";
  const char *days[] = {options->from, options->to};
  CivilDate *dates[] = {&draft->digest.from, &draft->digest.to};
  for (guint i = 0; i < 2; i++) {
    if (!days[i]) return command_usage("digest", "needs --from and --to, such as %s", example);
    if (!calendar_parse(draft->calendar, days[i], dates[i]))
      return command_usage("digest", "'%s' is no day of this calendar: write %s", days[i], example);
  }
  if (civil_date_compare(draft->digest.to, draft->digest.from) < 0)
    return command_usage("digest", "--to lies before --from");
  return EXIT_CLEAN;
}

static int run(const NewOptions *options) {
  char day[16];
  char issue[24];
  Draft draft = {.digest = {.name = "new", .has_selection = TRUE, .issue = issue}};
  int status = read_days(options, &draft);
  if (status) return status;
  const char *name =
      options->name ? options->name : calendar_format(draft.calendar, draft.digest.from, day);
  if (strchr(name, '/') || *name == '.' || !*name)
    return command_usage("digest", "'%s' is no name for a file", name);
  g_autofree char *folder = command_find_folder(options->folder, NULL);
  g_autoptr(Workspace) workspace = workspace_open(folder, 0);
  if (!workspace_is_usable(workspace)) {
    command_report(workspace);
    return EXIT_USAGE;
  }
  draft.publication = workspace->publication;
  g_snprintf(issue, sizeof issue, "%" G_GINT64_FORMAT, next_issue(draft.publication));
  draft.carried = digest_carried(workspace->publication, &draft.digest);
  status = write_draft(&draft, name);
  g_hash_table_unref(draft.carried);
  return status;
}

int command_digest_new(int argc, char **argv) {
  int status;
  NewOptions options = {0};
  const GOptionEntry entries[] = {
      {"from", 'f', 0, G_OPTION_ARG_STRING, &options.from, "The first day", "DAY"},
      {"to", 't', 0, G_OPTION_ARG_STRING, &options.to, "The last day", "DAY"},
      {"calendar", 0, 0, G_OPTION_ARG_STRING, &options.calendar,
       "gregorian (default) or jalali: how the days are written", "CALENDAR"},
      {"name", 'n', 0, G_OPTION_ARG_STRING, &options.name,
       "The definition's name (default: its first day)", "NAME"},
      {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &options.folder, "The publication's folder",
       "FOLDER"},
      G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "", "Drafts a definition: the posts of these days, and what is to be decided.",
      entries, &status);
  if (arguments)
    status = arguments[0] ? command_usage("digest", "'new' takes no argument: --name gives a name")
                          : run(&options);
  g_free(options.from);
  g_free(options.to);
  g_free(options.calendar);
  g_free(options.name);
  g_free(options.folder);
  return status;
}
