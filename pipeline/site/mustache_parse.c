#include <string.h>

#include "site/mustache_ops.h"

typedef struct {
  Arena *arena;
  const SourceFile *file;
  DiagnosticList *diagnostics;
  GArray *steps; // of Step
  GArray *open;  // of guint: indexes of the sections that are not yet closed
  gsize at;
  char *opener, *closer; // the delimiters in force
} Parser;

// One tag as it stands in the file.
typedef struct {
  char sign;                  // # ^ / > & ! = { or 0 for a plain name
  gsize start, end;           // with its delimiters
  gsize name_start, name_end; // what stands between, without blanks
} Tag;

static void fault(Parser *parser, gsize start, gsize end, const char *message) {
  SourceSpan span = source_span_from_offsets(parser->file, start, end);
  diagnostic_add(parser->diagnostics, DIAGNOSTIC_TEMPLATE_SYNTAX, span, message);
}

static void add_step(Parser *parser, Step step) {
  g_array_append_val(parser->steps, step);
}

static gboolean at_line_start(const Parser *parser, gsize offset) {
  return offset == 0 || parser->file->text[offset - 1] == '\n';
}

static void add_text(Parser *parser, gsize start, gsize end) {
  while (start < end) {
    const char *text = parser->file->text;
    const char *line_end = memchr(text + start, '\n', end - start);
    gsize next = line_end ? (gsize)(line_end - text) + 1 : end;
    if (at_line_start(parser, start)) add_step(parser, (Step){.kind = STEP_LINE});
    add_step(parser, (Step){.kind = STEP_TEXT, .start = start, .end = next});
    start = next;
  }
}

static gsize skip_blanks(const char *text, gsize at) {
  while (text[at] == ' ' || text[at] == '\t')
    at++;
  return at;
}

// A tag that writes nothing itself and stands alone on its line takes the line with it. The line's
// bounds are set, its end with the line break.
static gboolean stands_alone(const Parser *parser, const Tag *tag, gsize *line_start,
                             gsize *line_end) {
  if (!strchr("#^/>!=", tag->sign) || !tag->sign) return FALSE;
  const char *text = parser->file->text;
  gsize start = tag->start;
  while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;
  if (!at_line_start(parser, start)) return FALSE;
  gsize end = skip_blanks(text, tag->end);
  if (text[end] == '\r' && text[end + 1] == '\n') end++;
  if (end < parser->file->length_bytes && text[end] != '\n') return FALSE;
  *line_start = start;
  *line_end = MIN(end + 1, parser->file->length_bytes);
  return TRUE;
}

// Reads the tag whose opening delimiter stands at `start`. FALSE where it never ends.
static gboolean read_tag(Parser *parser, gsize start, Tag *tag) {
  const char *text = parser->file->text;
  gsize at = start + strlen(parser->opener);
  gboolean triple = text[at] == '{' && g_str_equal(parser->opener, "{{");
  *tag = (Tag){.start = start};
  if (triple || (text[at] && strchr("#^/>&!=", text[at]))) tag->sign = text[at++];
  g_autofree char *closer = triple             ? g_strdup("}}}")
                            : tag->sign == '=' ? g_strconcat("=", parser->closer, NULL)
                                               : g_strdup(parser->closer);
  const char *end = strstr(text + at, closer);
  if (!end) return FALSE;
  tag->end = (gsize)(end - text) + strlen(closer);
  tag->name_start = at;
  tag->name_end = (gsize)(end - text);
  while (tag->name_start < tag->name_end && g_ascii_isspace(text[tag->name_start]))
    tag->name_start++;
  while (tag->name_end > tag->name_start && g_ascii_isspace(text[tag->name_end - 1]))
    tag->name_end--;
  return TRUE;
}

static void change_delimiters(Parser *parser, const Tag *tag) {
  g_autofree char *inside =
      g_strndup(parser->file->text + tag->name_start, tag->name_end - tag->name_start);
  char *blank = strpbrk(inside, " \t\r\n");
  const char *closer = blank ? blank + strspn(blank, " \t\r\n") : "";
  if (!blank || strpbrk(closer, " \t\r\n=") || memchr(inside, '=', (gsize)(blank - inside))) {
    fault(parser, tag->start, tag->end, "a change of delimiters needs two, parted by a space");
    return;
  }
  parser->closer = arena_strdup(parser->arena, closer);
  parser->opener = arena_strndup(parser->arena, inside, (gsize)(blank - inside));
}

// Closes the section `name`, and those inside it that were left open.
static void close_section(Parser *parser, const Tag *tag, const char *name) {
  guint depth = parser->open->len;
  while (depth > 0) {
    guint index = g_array_index(parser->open, guint, depth - 1);
    if (g_str_equal(g_array_index(parser->steps, Step, index).name, name)) break;
    depth--;
  }
  if (depth == 0) {
    fault(parser, tag->start, tag->end, "this tag closes a section that is not open");
    return;
  }
  for (guint i = parser->open->len; i >= depth; i--) {
    guint index = g_array_index(parser->open, guint, i - 1);
    Step *section = &g_array_index(parser->steps, Step, index);
    section->body_end = parser->steps->len;
    if (i > depth) fault(parser, section->start, section->end, "this section is never closed");
  }
  g_array_set_size(parser->open, depth - 1);
}

static char **split_name(Parser *parser, const char *name) {
  if (g_str_equal(name, ".")) name = "";
  char **path = g_strsplit(name, ".", -1);
  arena_own(parser->arena, path, (GDestroyNotify)g_strfreev);
  return path;
}

static void open_section(Parser *parser, const Tag *tag, Step step) {
  if (parser->open->len >= MUSTACHE_MAX_SECTIONS) {
    fault(parser, tag->start, tag->end, "sections are nested too deeply");
    return;
  }
  g_array_append_val(parser->open, parser->steps->len);
  add_step(parser, step);
}

static void add_tag(Parser *parser, const Tag *tag, const char *indent) {
  if (tag->sign == '!') return;
  if (tag->sign == '=') {
    change_delimiters(parser, tag);
    return;
  }
  const char *name = arena_strndup(parser->arena, parser->file->text + tag->name_start,
                                   tag->name_end - tag->name_start);
  if (!*name) {
    fault(parser, tag->start, tag->end, "this tag has no name");
    return;
  }
  Step step = {.start = tag->start, .end = tag->end, .name = name};
  if (tag->sign == '/') {
    close_section(parser, tag, name);
    return;
  }
  if (tag->sign == '>') {
    step.kind = STEP_PARTIAL;
    step.indent = indent;
    add_step(parser, step);
    return;
  }
  step.path = split_name(parser, name);
  if (tag->sign == '#' || tag->sign == '^') {
    step.kind = tag->sign == '#' ? STEP_SECTION : STEP_INVERTED;
    open_section(parser, tag, step);
    return;
  }
  step.kind = tag->sign ? STEP_RAW : STEP_ESCAPED;
  add_step(parser, step);
}

// The next tag and the text before it. FALSE at the end.
static gboolean parse_next(Parser *parser) {
  const char *text = parser->file->text;
  const char *found = strstr(text + parser->at, parser->opener);
  Tag tag;
  gboolean whole = found && read_tag(parser, (gsize)(found - text), &tag);
  if (found && !whole) {
    gsize start = (gsize)(found - text);
    fault(parser, start, start + strlen(parser->opener), "this tag is never closed");
  }
  if (!whole) {
    add_text(parser, parser->at, parser->file->length_bytes);
    return FALSE;
  }
  gsize line_start, line_end;
  if (stands_alone(parser, &tag, &line_start, &line_end)) {
    add_text(parser, parser->at, MAX(line_start, parser->at));
    add_tag(parser, &tag, arena_strndup(parser->arena, text + line_start, tag.start - line_start));
    parser->at = line_end;
  } else {
    add_text(parser, parser->at, tag.start);
    if (at_line_start(parser, tag.start)) add_step(parser, (Step){.kind = STEP_LINE});
    add_tag(parser, &tag, "");
    parser->at = tag.end;
  }
  return TRUE;
}

const Mustache *mustache_parse(Arena *arena, const SourceFile *file, DiagnosticList *diagnostics) {
  Parser parser = {
      .arena = arena,
      .file = file,
      .diagnostics = diagnostics,
      .steps = g_array_new(FALSE, TRUE, sizeof(Step)),
      .open = g_array_new(FALSE, FALSE, sizeof(guint)),
      .opener = arena_strdup(arena, "{{"),
      .closer = arena_strdup(arena, "}}"),
  };
  while (parse_next(&parser)) {
  }
  for (guint i = 0; i < parser.open->len; i++) {
    Step *section = &g_array_index(parser.steps, Step, g_array_index(parser.open, guint, i));
    section->body_end = parser.steps->len;
    fault(&parser, section->start, section->end, "this section is never closed");
  }
  Mustache *mustache = ARENA_NEW(arena, Mustache);
  mustache->file = file;
  mustache->step_count = parser.steps->len;
  mustache->steps = arena_copy(arena, parser.steps->data, sizeof(Step) * parser.steps->len);
  g_array_unref(parser.steps);
  g_array_unref(parser.open);
  return mustache;
}
