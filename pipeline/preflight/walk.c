#include "preflight/walk.h"

#include <string.h>

#define SIGHTS_MAX 2000 // of one kind: enough to show, and a hostile file fills no memory

typedef struct {
  Walk walk;
  Arena *arena;
} OwnedWalk;

gboolean walk_first(Walker *walker, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *key = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  return g_hash_table_add(walker->seen, key);
}

void walk_note(Walker *walker, SightKind kind, int object, const char *format, ...) {
  GArray *sights = walker->walk->sights[kind];
  if (sights->len >= SIGHTS_MAX) return;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (!walk_first(walker, "sight %d %u %d %s", (int)kind, walker->page, object, text)) return;
  Sight sight = {walker->page, object, arena_strdup(walker->arena, text)};
  g_array_append_val(sights, sight);
}

static WalkState first_state(void) {
  static const PdfValue gray = {.type = PDF_NAME, .bytes = "DeviceGray", .length_bytes = 10};
  return (WalkState){.fill = &gray, .stroke = &gray};
}

static void walk_appearance(Walker *walker, const PdfValue *value, const PdfValue *resources) {
  if (pdf_is(value, PDF_STREAM)) {
    if (walk_first(walker, "appearance %d", value->object))
      walk_form(walker, value, resources, first_state(), MARK_EXEMPT);
    return;
  }
  for (guint i = 0; pdf_is(value, PDF_DICT) && i < value->count; i++) {
    const PdfValue *state = pdf_resolve(walker->file, value->entries[i].value);
    if (pdf_is(state, PDF_STREAM)) walk_appearance(walker, state, resources);
  }
}

static void walk_page(Walker *walker, const PdfValue *page) {
  const PdfFile *file = walker->file;
  const PdfValue *resources = pdf_page_attribute(file, page, "Resources");
  const PdfValue *group = pdf_key(file, page, "Group");
  if (group) walk_group(walker, group, resources, page->object);
  g_autoptr(GBytes) content = pdf_page_content(file, page);
  walk_stream(walker, content, resources, page->object, first_state(), MARK_PLAIN);
  const PdfValue *annotations = pdf_key(file, page, "Annots");
  for (guint i = 0; i < pdf_count(annotations); i++) {
    const PdfValue *looks = pdf_key(file, pdf_item(file, annotations, i), "AP");
    for (guint k = 0; pdf_is(looks, PDF_DICT) && k < looks->count; k++)
      walk_appearance(walker, pdf_resolve(file, looks->entries[k].value), resources);
  }
}

static void font_use_free(gpointer data) {
  FontUse *use = data;
  g_hash_table_unref(use->codes);
  g_free(use);
}

Walk *walk_new(const PdfFile *file) {
  OwnedWalk *owned = g_new0(OwnedWalk, 1);
  Walk *walk = &owned->walk;
  owned->arena = arena_new();
  for (guint i = 0; i < SIGHT_KINDS; i++)
    walk->sights[i] = g_array_new(FALSE, FALSE, sizeof(Sight));
  walk->fonts = g_ptr_array_new_with_free_func(font_use_free);
  walk->states = g_array_new(FALSE, FALSE, sizeof(Met));
  walk->images = g_array_new(FALSE, FALSE, sizeof(Met));
  walk->forms = g_array_new(FALSE, FALSE, sizeof(Met));
  walk->profiles = g_array_new(FALSE, FALSE, sizeof(Met));
  walk->marked = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  walk->form_uses = g_hash_table_new(g_direct_hash, g_direct_equal);
  Walker walker = {.file = file, .walk = walk, .arena = owned->arena, .budget = 20000000};
  walker.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  walker.open_forms = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < file->pages->len; i++) {
    walker.page = i + 1;
    walk_page(&walker, file->pages->pdata[i]);
  }
  g_hash_table_unref(walker.seen);
  g_hash_table_unref(walker.open_forms);
  return walk;
}

void walk_free(Walk *walk) {
  if (!walk) return;
  for (guint i = 0; i < SIGHT_KINDS; i++)
    g_array_unref(walk->sights[i]);
  g_ptr_array_unref(walk->fonts);
  g_array_unref(walk->states);
  g_array_unref(walk->images);
  g_array_unref(walk->forms);
  g_array_unref(walk->profiles);
  g_hash_table_unref(walk->marked);
  g_hash_table_unref(walk->form_uses);
  arena_free(((OwnedWalk *)walk)->arena);
  g_free(walk);
}

const MarkedContent *walk_lookup_marked(const Walk *walk, int object, gint64 mcid) {
  gint64 key = ((gint64)object << 32) | (mcid & 0xffffffff);
  return g_hash_table_lookup(walk->marked, &key);
}

guint walk_sight_count(const Walk *walk, SightKind kind) {
  return walk->sights[kind]->len;
}

void walk_form(Walker *walker, const PdfValue *form, const PdfValue *resources, WalkState state,
               MarkKind mark) {
  const PdfFile *file = walker->file;
  gpointer key = GINT_TO_POINTER(form->object);
  if (!g_hash_table_add(walker->open_forms, key)) {
    walk_note(walker, SIGHT_UNBALANCED, form->object, "a form XObject paints itself");
    return;
  }
  const PdfValue *own = pdf_key(file, form, "Resources");
  const PdfValue *group = pdf_key(file, form, "Group");
  if (group) walk_group(walker, group, own ? own : resources, form->object);
  if (group && pdf_is_name(pdf_key(file, group, "S"), "Transparency"))
    walk_note(walker, SIGHT_TRANSPARENCY, form->object, "a transparency group");
  GBytes *data = pdf_file_data(file, form);
  gboolean has_marks =
      g_strstr_len(g_bytes_get_data(data, NULL), (gssize)g_bytes_get_size(data), "MCID") != NULL;
  // Within a page a form is read once for each kind of mark around it, so that a form which many
  // places share costs no more than one; with marks of its own it is read each time.
  if (has_marks || walk_first(walker, "form %d %d %u", form->object, (int)mark, walker->page))
    walk_stream(walker, data, own ? own : resources, form->object, state, mark);
  g_hash_table_remove(walker->open_forms, key);
}
