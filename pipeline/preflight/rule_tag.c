// Rules on tags: what content is tagged, and whether tree and content lead to each other.
#include <string.h>

#include "preflight/check.h"
#include "preflight/names.h"

void clause_marked(Check *check) {
  const PdfValue *info = pdf_key(check->file, check->file->root, "MarkInfo");
  if (!pdf_is_true(pdf_key(check->file, info, "Marked")))
    check_report(check, 0, 0, "the catalog does not say that the file is tagged (MarkInfo)");
}

void clause_suspects(Check *check) {
  const PdfValue *info = pdf_key(check->file, check->file->root, "MarkInfo");
  if (pdf_is_true(pdf_key(check->file, info, "Suspects")))
    check_report(check, 0, 0, "the catalog says that the tags are not to be relied on (Suspects)");
}

void clause_structure(Check *check) {
  if (check->structure->elements->len < 2)
    check_report(check, 0, 0, "there is no structure tree with anything in it");
}

void clause_structure_sound(Check *check) {
  for (guint i = 0; i < check->structure->faults->len; i++) {
    const StructureFault *fault = &g_array_index(check->structure->faults, StructureFault, i);
    check_report(check, 0, fault->object, "%s", fault->text);
  }
}

void clause_untagged(Check *check) {
  check_report_sights(check, SIGHT_UNTAGGED, "%s is neither tagged nor an artifact");
}

void clause_artifact_in_tag(Check *check) {
  check_report_sights(check, SIGHT_ARTIFACT_IN_TAG, "%s");
}

void clause_tag_in_artifact(Check *check) {
  check_report_sights(check, SIGHT_TAG_IN_ARTIFACT, "%s");
}

void clause_mcid_repeated(Check *check) {
  check_report_sights(check, SIGHT_REPEATED_MCID, "%s in one stream");
}

typedef struct {
  gint64 key;
  const MarkedContent *marked;
} Entry;

static gint compare_entries(gconstpointer a, gconstpointer b) {
  gint64 left = ((const Entry *)a)->key, right = ((const Entry *)b)->key;
  return (left > right) - (left < right);
}

static GArray *sorted_marks(const Check *check) {
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init(&iter, check->walk->marked);
  while (g_hash_table_iter_next(&iter, &key, &value)) {
    Entry entry = {*(gint64 *)key, value};
    g_array_append_val(entries, entry);
  }
  g_array_sort(entries, compare_entries);
  return entries;
}

static int entry_object(const Entry *entry) {
  return (int)(entry->key >> 32);
}

static gint64 entry_mcid(const Entry *entry) {
  return entry->key & 0xffffffff;
}

void clause_mcid_unclaimed(Check *check) {
  g_autoptr(GArray) entries = sorted_marks(check);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = &g_array_index(entries, Entry, i);
    if (!structure_content(check->structure, entry_object(entry), entry_mcid(entry)))
      check_report(check, entry->marked->page, entry_object(entry),
                   "MCID %" G_GINT64_FORMAT " (%s) is in no structure element", entry_mcid(entry),
                   entry->marked->tag);
  }
}

void clause_mcid_missing(Check *check) {
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    for (guint k = 0; k < element->kids->len; k++) {
      const Kid *kid = &g_array_index(element->kids, Kid, k);
      if (kid->kind == KID_CONTENT && !walk_lookup_marked(check->walk, kid->object, kid->mcid))
        check_report(check, structure_page(check->structure, element), element->object,
                     "%s names MCID %" G_GINT64_FORMAT ", which is not in the content",
                     element->raw, kid->mcid);
    }
  }
}

// The parent tree leads from an MCID, or from an annotation, back to its element.
static gboolean leads_back(const Check *check, int object, gint64 mcid, const Element *element,
                           const char *key) {
  const PdfFile *file = check->file;
  const PdfValue *holder = pdf_file_lookup(file, object);
  gint64 number = pdf_integer(pdf_key(file, holder, key), -1);
  if (number < 0) return FALSE;
  const PdfValue *entry =
      g_hash_table_lookup(check->structure->parents, GINT_TO_POINTER((int)number));
  const PdfValue *found = pdf_resolve(file, entry);
  if (mcid >= 0) found = pdf_item(file, found, (guint)mcid);
  return found == element->value;
}

void clause_parent_tree(Check *check) {
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    for (guint k = 0; k < element->kids->len; k++) {
      const Kid *kid = &g_array_index(element->kids, Kid, k);
      gboolean content = kid->kind == KID_CONTENT;
      if (kid->kind == KID_ELEMENT ||
          (content && !walk_lookup_marked(check->walk, kid->object, kid->mcid)))
        continue;
      if (!leads_back(check, kid->object, content ? kid->mcid : -1, element,
                      content ? "StructParents" : "StructParent"))
        check_report(check, structure_page(check->structure, element), kid->object,
                     "the parent tree does not lead back to the %s", element->raw);
    }
  }
  gint64 next =
      pdf_integer(pdf_key(check->file, check->structure->root, "ParentTreeNextKey"), G_MAXINT);
  if (next <= check->structure->parents_max)
    check_report(check, 0, 0, "ParentTreeNextKey is a key that is taken");
}

void clause_role(Check *check) {
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    if (!element->type[0])
      check_report(check, structure_page(check->structure, element), element->object,
                   "the structure type /%s is not mapped to a standard one", element->raw);
  }
}

void clause_role_remapped(Check *check) {
  const PdfValue *map = pdf_key(check->file, check->structure->root, "RoleMap");
  for (guint i = 0; pdf_is_dict(map) && i < map->count; i++)
    if (name_is_structure_type(map->entries[i].key))
      check_report(check, 0, map->object, "the standard structure type /%s is mapped to another",
                   map->entries[i].key);
}

// A form with marks of its own may be painted once only: its MCIDs would have two places.
void clause_shared_form(Check *check) {
  g_autoptr(GArray) entries = sorted_marks(check);
  int last = 0;
  for (guint i = 0; i < entries->len; i++) {
    int object = entry_object(&g_array_index(entries, Entry, i));
    guint uses =
        GPOINTER_TO_UINT(g_hash_table_lookup(check->walk->form_uses, GINT_TO_POINTER(object)));
    if (object != last && uses > 1)
      check_report(check, 0, object, "a form XObject with tags inside is painted %u times", uses);
    last = object;
  }
}
