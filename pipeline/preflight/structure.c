#include "preflight/structure.h"

#include <string.h>

#include "preflight/names.h"

#define DEPTH_MAX    400
#define ELEMENTS_MAX 2000000
#define FAULTS_MAX   2000
#define MAPPINGS_MAX 32

static void add_fault(Structure *structure, int object, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void add_fault(Structure *structure, int object, const char *format, ...) {
  if (structure->faults->len >= FAULTS_MAX) return;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  StructureFault fault = {object, arena_strdup(structure->arena, text)};
  g_array_append_val(structure->faults, fault);
}

// Through the role map to a standard type; "" where it leads nowhere or in a circle.
static const char *standard_type(const Structure *structure, const char *raw) {
  const PdfValue *map = pdf_key(structure->file, structure->root, "RoleMap");
  const char *type = raw;
  for (guint i = 0; i < MAPPINGS_MAX && !name_is_structure_type(type); i++) {
    type = pdf_name(pdf_key(structure->file, map, type));
    if (!type[0]) return "";
  }
  return name_is_structure_type(type) ? type : "";
}

static gint64 *content_key(int object, gint64 mcid) {
  gint64 *key = g_new(gint64, 1);
  *key = ((gint64)object << 32) | (mcid & 0xffffffff);
  return key;
}

static void add_content(Structure *structure, guint index, int object, gint64 mcid) {
  Element *element = &g_array_index(structure->elements, Element, index);
  Kid kid = {KID_CONTENT, 0, object, mcid};
  g_array_append_val(element->kids, kid);
  gint64 *key = content_key(object, mcid);
  if (g_hash_table_contains(structure->content, key))
    add_fault(structure, element->object,
              "MCID %" G_GINT64_FORMAT " belongs to two structure elements", mcid);
  g_hash_table_insert(structure->content, key, GUINT_TO_POINTER(index + 1));
}

static void read_element(Structure *structure, const PdfValue *value, guint parent, guint depth);

static int raw_object(const Structure *structure, const PdfValue *value, const char *key) {
  const PdfValue *raw = pdf_raw_key(structure->file, value, key);
  return pdf_is(raw, PDF_REF) ? raw->object : 0;
}

static void read_reference(Structure *structure, const PdfValue *value, guint index) {
  int object = raw_object(structure, value, "Obj");
  Kid kid = {KID_OBJECT, 0, object, 0};
  Element *element = &g_array_index(structure->elements, Element, index);
  g_array_append_val(element->kids, kid);
  g_hash_table_insert(structure->objects, GINT_TO_POINTER(object), GUINT_TO_POINTER(index + 1));
}

static void read_kid(Structure *structure, const PdfValue *raw, guint index, guint depth) {
  const PdfFile *file = structure->file;
  const PdfValue *value = pdf_resolve(file, raw);
  const Element *element = &g_array_index(structure->elements, Element, index);
  if (!value) {
    add_fault(structure, element->object, "%s has a kid that is not there", element->raw);
  } else if (value->type == PDF_INT) {
    add_content(structure, index, element->page_object, value->integer);
  } else if (pdf_is_dict(value) && !pdf_has_key(file, value, "S")) {
    const PdfValue *mcid = pdf_key(file, value, "MCID");
    int stream = raw_object(structure, value, "Stm"), page = raw_object(structure, value, "Pg");
    if (pdf_is(mcid, PDF_INT))
      add_content(structure, index,
                  stream ? stream
                  : page ? page
                         : element->page_object,
                  mcid->integer);
    else if (raw_object(structure, value, "Obj"))
      read_reference(structure, value, index);
  } else if (pdf_is_dict(value)) {
    read_element(structure, value, index, depth + 1);
  }
}

static void check_parent(Structure *structure, const PdfValue *value, guint parent, guint index) {
  const Element *element = &g_array_index(structure->elements, Element, index);
  const Element *above = &g_array_index(structure->elements, Element, parent);
  int named = raw_object(structure, value, "P");
  if (!pdf_has_key(structure->file, value, "P"))
    add_fault(structure, element->object, "%s has no /P", element->raw);
  else if (named && above->object && named != above->object)
    add_fault(structure, element->object, "%s has another element in /P than its parent",
              element->raw);
}

static void read_element(Structure *structure, const PdfValue *value, guint parent, guint depth) {
  guint index = structure->elements->len;
  if (depth > DEPTH_MAX || index >= ELEMENTS_MAX) return;
  if (!g_hash_table_add(structure->seen, (gpointer)value)) {
    add_fault(structure, value->object, "an element is the kid of two others");
    return;
  }
  Element element = {.value = value, .object = value->object, .parent = parent};
  if (index) {
    const Element *above = &g_array_index(structure->elements, Element, parent);
    element.raw = pdf_name(pdf_key(structure->file, value, "S"));
    element.type = standard_type(structure, element.raw);
    element.page_object = raw_object(structure, value, "Pg");
    if (!element.page_object) element.page_object = above->page_object;
    element.has_language = above->has_language || pdf_has_key(structure->file, value, "Lang");
  } else {
    element.raw = element.type = "";
  }
  element.kids = g_array_new(FALSE, FALSE, sizeof(Kid));
  g_array_append_val(structure->elements, element);
  if (index) {
    check_parent(structure, value, parent, index);
    Kid kid = {KID_ELEMENT, index, value->object, 0};
    g_array_append_val(g_array_index(structure->elements, Element, parent).kids, kid);
  }
  const PdfValue *raw = pdf_raw_key(structure->file, value, "K");
  const PdfValue *kids = pdf_resolve(structure->file, raw);
  if (pdf_is(kids, PDF_ARRAY))
    for (guint i = 0; i < kids->count; i++)
      read_kid(structure, kids->items[i], index, depth);
  else if (kids)
    read_kid(structure, raw, index, depth);
}

static void read_numbers(Structure *structure, const PdfValue *node, guint depth) {
  const PdfValue *numbers = pdf_key(structure->file, node, "Nums");
  for (guint i = 0; i + 1 < pdf_count(numbers); i += 2) {
    gint64 key = pdf_integer(pdf_item(structure->file, numbers, i), -1);
    structure->parents_max = MAX(structure->parents_max, key);
    g_hash_table_insert(structure->parents, GINT_TO_POINTER((int)key),
                        (gpointer)numbers->items[i + 1]);
  }
  const PdfValue *kids = pdf_key(structure->file, node, "Kids");
  for (guint i = 0; depth < MAPPINGS_MAX && i < pdf_count(kids); i++)
    read_numbers(structure, pdf_item(structure->file, kids, i), depth + 1);
}

static void clear_element(gpointer data) {
  g_array_unref(((Element *)data)->kids);
}

Structure *structure_read(const PdfFile *file) {
  Structure *structure = g_new0(Structure, 1);
  structure->file = file;
  structure->arena = arena_new();
  structure->elements = g_array_new(FALSE, FALSE, sizeof(Element));
  g_array_set_clear_func(structure->elements, clear_element);
  structure->faults = g_array_new(FALSE, FALSE, sizeof(StructureFault));
  structure->content = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  structure->seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  structure->objects = g_hash_table_new(g_direct_hash, g_direct_equal);
  structure->parents = g_hash_table_new(g_direct_hash, g_direct_equal);
  structure->parents_max = -1;
  structure->root = pdf_key(file, file->root, "StructTreeRoot");
  if (!pdf_is_dict(structure->root)) return structure;
  read_element(structure, structure->root, 0, 0);
  read_numbers(structure, pdf_key(file, structure->root, "ParentTree"), 0);
  return structure;
}

void structure_free(Structure *structure) {
  if (!structure) return;
  g_array_unref(structure->elements);
  g_array_unref(structure->faults);
  g_hash_table_unref(structure->content);
  g_hash_table_unref(structure->objects);
  g_hash_table_unref(structure->seen);
  g_hash_table_unref(structure->parents);
  arena_free(structure->arena);
  g_free(structure);
}

const Element *structure_element(const Structure *structure, guint index) {
  return &g_array_index(structure->elements, Element, index);
}

guint structure_content(const Structure *structure, int object, gint64 mcid) {
  gint64 key = ((gint64)object << 32) | (mcid & 0xffffffff);
  return GPOINTER_TO_UINT(g_hash_table_lookup(structure->content, &key));
}

guint structure_object(const Structure *structure, int object) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(structure->objects, GINT_TO_POINTER(object)));
}

const Element *structure_parent(const Structure *structure, const Element *element) {
  const Element *parent = structure_element(structure, element->parent);
  while (strcmp(parent->type, "NonStruct") == 0)
    parent = structure_element(structure, parent->parent);
  return parent;
}

static const PdfValue *attribute_of(const Structure *structure, const PdfValue *value,
                                    const char *owner, const char *key) {
  const PdfFile *file = structure->file;
  if (pdf_is(value, PDF_ARRAY)) {
    for (guint i = 0; i < value->count; i++) {
      const PdfValue *item = pdf_item(file, value, i);
      const PdfValue *found = pdf_is_dict(item) ? attribute_of(structure, item, owner, key) : NULL;
      if (found) return found;
    }
    return NULL;
  }
  return pdf_is_name(pdf_key(file, value, "O"), owner) ? pdf_key(file, value, key) : NULL;
}

const PdfValue *structure_attribute(const Structure *structure, const Element *element,
                                    const char *owner, const char *key) {
  const PdfFile *file = structure->file;
  const PdfValue *found = attribute_of(structure, pdf_key(file, element->value, "A"), owner, key);
  if (found) return found;
  const PdfValue *class = pdf_key(file, element->value, "C");
  const PdfValue *map = pdf_key(file, structure->root, "ClassMap");
  if (pdf_is(class, PDF_NAME))
    return attribute_of(structure, pdf_key(file, map, class->bytes), owner, key);
  for (guint i = 0; i < pdf_count(class) && !found; i++)
    found =
        attribute_of(structure, pdf_key(file, map, pdf_name(pdf_item(file, class, i))), owner, key);
  return found;
}

guint structure_page(const Structure *structure, const Element *element) {
  for (guint i = 0; element->page_object && i < structure->file->pages->len; i++)
    if (((const PdfValue *)structure->file->pages->pdata[i])->object == element->page_object)
      return i + 1;
  return 0;
}
