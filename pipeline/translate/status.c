#include "translate/status.h"

#include "base/display.h"
#include <string.h>

// Wider ids push the rest of their line to the right rather than all lines.
#define MAX_ID_COLUMNS 48

typedef struct {
  guint errors, warnings;
} FaultCount;

typedef struct {
  const Publication *publication;
  GHashTable *faults; // SourceFile -> FaultCount
  GString *out;
} Status;

static GHashTable *count_faults(const DiagnosticList *diagnostics) {
  GHashTable *faults = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
  for (guint i = 0; diagnostics && i < diagnostic_list_length(diagnostics); i++) {
    const Diagnostic *fault = diagnostic_list_at(diagnostics, i);
    if (!fault->span.file) continue;
    FaultCount *count = g_hash_table_lookup(faults, fault->span.file);
    if (!count)
      g_hash_table_insert(faults, (gpointer)fault->span.file, count = g_new0(FaultCount, 1));
    count->errors += fault->severity == SEVERITY_ERROR;
    count->warnings += fault->severity == SEVERITY_WARNING;
  }
  return faults;
}

static FaultCount faults_of(const Status *status, const Post *post) {
  const FaultCount *count = post ? g_hash_table_lookup(status->faults, post->file) : NULL;
  return count ? *count : (FaultCount){0};
}

static FaultCount faults_of_pair(const Status *status, const PostPair *pair) {
  FaultCount sum = {0};
  for (guint i = 0; i < pair->language_count; i++) {
    FaultCount count = faults_of(status, pair->posts[i]);
    sum.errors += count.errors;
    sum.warnings += count.warnings;
  }
  return sum;
}

static const char *state_name(const Post *post) {
  return post ? post_state_name(post->state) : "missing";
}

static const char *title_of(const PostPair *pair) {
  const Post *post = pair_first_post(pair);
  return post->title ? post->title : pair->id;
}

static char *date_name(const PostPair *pair, char *buffer) {
  return civil_date_format(pair_date(pair), buffer);
}

// The text made safe for a terminal, then blanks up to `columns`.
static void append_padded(GString *out, const char *text, guint columns) {
  display_append_isolated(out, text);
  guint width = display_safe_width(text, strlen(text));
  for (guint i = width; i < columns; i++)
    g_string_append_c(out, ' ');
  g_string_append(out, "  ");
}

static guint widest_id(const Publication *publication) {
  guint widest = (guint)strlen("ID");
  for (guint i = 0; i < publication->pair_count; i++) {
    const char *id = publication->pairs[i]->id;
    widest = MAX(widest, display_safe_width(id, strlen(id)));
  }
  return MIN(widest, MAX_ID_COLUMNS);
}

static guint widest_state(const Publication *publication, guint language) {
  guint widest = (guint)strlen(publication->languages[language]);
  for (guint i = 0; i < publication->pair_count; i++)
    widest = MAX(widest, (guint)strlen(state_name(publication->pairs[i]->posts[language])));
  return widest;
}

static void append_row(const Status *status, const PostPair *pair, guint id_columns,
                       const guint *state_columns) {
  char date[16];
  GString *out = status->out;
  const Post *first = pair_first_post(pair);
  const char *day = civil_date_is_set(pair_date(pair)) ? date_name(pair, date) : "undated";
  append_padded(out, first->is_page ? "page" : day, 10);
  append_padded(out, pair->id, id_columns);
  for (guint i = 0; i < pair->language_count; i++)
    append_padded(out, state_name(pair->posts[i]), state_columns[i]);
  FaultCount faults = faults_of_pair(status, pair);
  g_string_append_printf(out, "%6u  %8u  ", faults.errors, faults.warnings);
  display_append_isolated(out, title_of(pair));
  g_string_append_c(out, '\n');
}

static void write_table(const Status *status) {
  const Publication *publication = status->publication;
  guint id_columns = widest_id(publication);
  g_autofree guint *state_columns = g_new(guint, publication->language_count + 1);
  append_padded(status->out, "DATE", 10);
  append_padded(status->out, "ID", id_columns);
  for (guint i = 0; i < publication->language_count; i++) {
    state_columns[i] = widest_state(publication, i);
    append_padded(status->out, publication->languages[i], state_columns[i]);
  }
  g_string_append(status->out, "ERRORS  WARNINGS  TITLE\n");
  for (guint i = 0; i < publication->pair_count; i++)
    append_row(status, publication->pairs[i], id_columns, state_columns);
}

static void append_count(GString *out, guint count, const char *noun) {
  g_string_append_printf(out, "%u %s%s", count, noun, count == 1 ? "" : "s");
}

static void write_languages(const Status *status) {
  const Publication *publication = status->publication;
  for (guint i = 0; i < publication->language_count; i++) {
    guint present = 0, drafts = 0;
    for (guint k = 0; k < publication->pair_count; k++) {
      const Post *post = publication->pairs[k]->posts[i];
      present += post != NULL;
      drafts += post && post->state == STATE_DRAFT;
    }
    g_string_append_printf(status->out, "%s: %u present, %u missing", publication->languages[i],
                           present, publication->pair_count - present);
    if (drafts) {
      g_string_append(status->out, ", ");
      append_count(status->out, drafts, "draft");
    }
    g_string_append_c(status->out, '\n');
  }
}

static void write_sums(const Status *status) {
  const Publication *publication = status->publication;
  GString *out = status->out;
  guint pages = 0, undated = 0, paired = 0;
  FaultCount sum = {0};
  for (guint i = 0; i < publication->pair_count; i++) {
    const PostPair *pair = publication->pairs[i];
    FaultCount count = faults_of_pair(status, pair);
    gboolean page = pair_first_post(pair)->is_page;
    pages += page;
    undated += !page && !civil_date_is_set(pair_date(pair));
    sum.errors += count.errors;
    sum.warnings += count.warnings;
    for (guint k = 0; k < pair->language_count; k++)
      paired += pair->posts[k] != NULL;
  }
  append_count(out, publication->pair_count - pages, "post");
  g_string_append_printf(out, " (%u undated), ", undated);
  append_count(out, pages, "page");
  g_string_append(out, "; ");
  append_count(out, sum.errors, "error");
  g_string_append(out, ", ");
  append_count(out, sum.warnings, "warning");
  g_string_append_c(out, '\n');
  write_languages(status);
  if (paired < publication->post_count)
    g_string_append_printf(out, "not published, since another has the same id and language: %u\n",
                           publication->post_count - paired);
}

// A field holds no tab or line end; other bytes stay as they are.
static void append_field(GString *out, const char *text) {
  for (const char *c = text; *c; c++)
    g_string_append_c(out, *c == '\t' || *c == '\n' || *c == '\r' ? ' ' : *c);
}

static void write_tsv(const Status *status) {
  const Publication *publication = status->publication;
  GString *out = status->out;
  g_string_append(out, "id\tkind\tdate\tsource\ttitle");
  for (guint i = 0; i < publication->language_count; i++) {
    const char *lang = publication->languages[i];
    g_string_append_printf(out, "\t%s\t%s.path\t%s.errors\t%s.warnings", lang, lang, lang, lang);
  }
  g_string_append_c(out, '\n');
  for (guint i = 0; i < publication->pair_count; i++) {
    const PostPair *pair = publication->pairs[i];
    char date[16];
    append_field(out, pair->id);
    g_string_append_printf(out, "\t%s\t%s\t%s\t", pair_first_post(pair)->is_page ? "page" : "post",
                           date_name(pair, date), publication->languages[pair->source_language]);
    append_field(out, title_of(pair));
    for (guint k = 0; k < pair->language_count; k++) {
      const Post *post = pair->posts[k];
      FaultCount faults = faults_of(status, post);
      g_string_append_printf(out, "\t%s\t", state_name(post));
      append_field(out, post ? post->path : "");
      g_string_append_printf(out, "\t%u\t%u", faults.errors, faults.warnings);
    }
    g_string_append_c(out, '\n');
  }
}

void status_write(const Publication *publication, const DiagnosticList *diagnostics,
                  StatusFormat format, GString *out) {
  g_autoptr(GHashTable) faults = count_faults(diagnostics);
  Status status = {publication, faults, out};
  if (format == STATUS_TSV) {
    write_tsv(&status);
    return;
  }
  write_table(&status);
  g_string_append_c(out, '\n');
  write_sums(&status);
}
