#include "site/html.h"
#include "site/mustache_ops.h"

// Bounds on what a theme can ask for: partials inside partials, partials in all, bytes in all. Each
// stops the render with one diagnostic.
#define MAX_PARTIAL_DEPTH 50
#define MAX_PARTIALS      1000000
#define MAX_OUTPUT_BYTES  ((gsize)256 << 20)

// The context stack, innermost first.
typedef struct Frame Frame;
struct Frame {
  const Value *value;
  const Frame *outer;
};

typedef struct {
  MustacheLookup lookup;
  gpointer data;
  DiagnosticList *diagnostics;
  GString *out;
  guint depth, partial_count;
  gboolean stopped;
} Render;

static void render_steps(Render *render, const Mustache *mustache, guint from, guint to,
                         const Frame *frame, const char *indent);

// The first part of a name is looked for from the inside out, the others only below it.
static const Value *resolve(const Frame *frame, char **path) {
  if (!path[0]) return frame->value;
  const Value *value = NULL;
  for (; frame && !value; frame = frame->outer)
    value = value_lookup(frame->value, path[0]);
  for (guint i = 1; value && path[i]; i++)
    value = value_lookup(value, path[i]);
  return value;
}

static void stop(Render *render, const Mustache *mustache, const Step *step, const char *message) {
  render->stopped = TRUE;
  SourceSpan span = source_span_from_offsets(mustache->file, step->start, step->end);
  diagnostic_add(render->diagnostics, DIAGNOSTIC_TEMPLATE_LIMIT, span, message);
}

static void render_partial(Render *render, const Mustache *mustache, const Step *step,
                           const Frame *frame, const char *indent) {
  const Mustache *partial = render->lookup ? render->lookup(step->name, render->data) : NULL;
  if (!partial) {
    SourceSpan span = source_span_from_offsets(mustache->file, step->start, step->end);
    diagnostic_add(render->diagnostics, DIAGNOSTIC_TEMPLATE_PARTIAL, span, step->name);
    return;
  }
  if (render->depth >= MAX_PARTIAL_DEPTH || render->partial_count++ >= MAX_PARTIALS) {
    stop(render, mustache, step, "partials call each other without end");
    return;
  }
  g_autofree char *deeper = g_strconcat(indent, step->indent, NULL);
  render->depth++;
  render_steps(render, partial, 0, partial->step_count, frame, deeper);
  render->depth--;
}

static void render_section(Render *render, const Mustache *mustache, guint index,
                           const Frame *frame, const char *indent) {
  const Step *step = &mustache->steps[index];
  const Value *value = resolve(frame, step->path);
  if (step->kind == STEP_INVERTED) {
    if (!value_is_true(value))
      render_steps(render, mustache, index + 1, step->body_end, frame, indent);
    return;
  }
  if (!value_is_true(value)) return;
  gboolean list = value_kind(value) == VALUE_LIST;
  for (guint i = 0; i < (list ? value_count(value) : 1); i++) {
    Frame inner = {list ? value_at(value, i) : value, frame};
    render_steps(render, mustache, index + 1, step->body_end, &inner, indent);
  }
}

static void render_value(Render *render, const Value *value, gboolean escape) {
  if (!value) return;
  if (escape && value_kind(value) != VALUE_HTML)
    html_write_text(render->out, value_text(value));
  else
    g_string_append(render->out, value_text(value));
}

static void render_steps(Render *render, const Mustache *mustache, guint from, guint to,
                         const Frame *frame, const char *indent) {
  for (guint i = from; i < to && !render->stopped; i++) {
    const Step *step = &mustache->steps[i];
    switch (step->kind) {
    case STEP_LINE: g_string_append(render->out, indent); break;
    case STEP_TEXT:
      g_string_append_len(render->out, mustache->file->text + step->start,
                          (gssize)(step->end - step->start));
      break;
    case STEP_ESCAPED: render_value(render, resolve(frame, step->path), TRUE); break;
    case STEP_RAW: render_value(render, resolve(frame, step->path), FALSE); break;
    case STEP_PARTIAL: render_partial(render, mustache, step, frame, indent); break;
    case STEP_SECTION:
    case STEP_INVERTED:
      render_section(render, mustache, i, frame, indent);
      i = step->body_end - 1;
      break;
    }
    if (render->out->len > MAX_OUTPUT_BYTES)
      stop(render, mustache, step, "the page grows without limit");
  }
}

void mustache_render(const Mustache *mustache, const Value *root, MustacheLookup lookup,
                     gpointer data, DiagnosticList *diagnostics, GString *out) {
  Render render = {.lookup = lookup, .data = data, .diagnostics = diagnostics, .out = out};
  Frame frame = {root, NULL};
  render_steps(&render, mustache, 0, mustache->step_count, &frame, "");
}
