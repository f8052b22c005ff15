// The structure tree: elements, the tree of parents, the tree of ids.
#include <string.h>

#include "print/finish_parts.h"

typedef struct {
  Finish *finish;
  const TagTree *tree;
  qpdf_oh *objects; // by Element.number; 0 where its marks belong to its parent
} Tagger;

// Stretches of text that are no element, and links that lead nowhere.
static const char *element_type(const Element *element) {
  if (!element->type || !g_str_equal(element->type, "Link")) return element->type;
  for (const Kid *kid = element->first_kid; kid; kid = kid->next)
    if (kid->kind == KID_ANNOTATION) return "Link";
  return "Span";
}

static qpdf_oh new_element(Tagger *tagger, const Element *element) {
  qpdf_data pdf = tagger->finish->pdf;
  g_autoptr(GString) text = g_string_new("<< /S /");
  g_string_append(text, element_type(element));
  if (element->attributes) g_string_append_printf(text, " /A %s", element->attributes);
  if (element->id) g_string_append_printf(text, " /ID (%s)", element->id);
  g_string_append(text, " >>");
  qpdf_oh object = qpdf_oh_parse(pdf, text->str);
  if (element->lang) pdf_put_text(tagger->finish, object, "/Lang", element->lang);
  if (element->alt) pdf_put_text(tagger->finish, object, "/Alt", element->alt);
  if (element->actual_text)
    pdf_put_text(tagger->finish, object, "/ActualText", element->actual_text);
  return qpdf_make_indirect_object(pdf, object);
}

// Of the kids below one element: the page that it names, and what stands on others names its own.
typedef struct {
  qpdf_oh array;
  guint page; // G_MAXUINT until one is met
} KidList;

static void add_mark(Tagger *tagger, KidList *list, const Kid *kid) {
  qpdf_data pdf = tagger->finish->pdf;
  if (list->page == G_MAXUINT) list->page = kid->page;
  qpdf_oh number = qpdf_oh_new_integer(pdf, kid->index);
  if (kid->page == list->page) {
    qpdf_oh_append_item(pdf, list->array, number);
    return;
  }
  qpdf_oh mark = qpdf_oh_parse(pdf, "<< /Type /MCR >>");
  qpdf_oh_replace_key(pdf, mark, "/Pg", tagger->finish->pages[kid->page]);
  qpdf_oh_replace_key(pdf, mark, "/MCID", number);
  qpdf_oh_append_item(pdf, list->array, mark);
}

static void add_annotation(Tagger *tagger, KidList *list, const Kid *kid) {
  qpdf_data pdf = tagger->finish->pdf;
  qpdf_oh reference = qpdf_oh_parse(pdf, "<< /Type /OBJR >>");
  qpdf_oh_replace_key(pdf, reference, "/Pg", tagger->finish->pages[kid->page]);
  qpdf_oh_replace_key(pdf, reference, "/Obj",
                      g_array_index(tagger->finish->annotations, qpdf_oh, kid->index));
  qpdf_oh_append_item(pdf, list->array, reference);
}

static void add_kids(Tagger *tagger, KidList *list, const Element *element) {
  for (const Kid *kid = element->first_kid; kid; kid = kid->next) {
    qpdf_oh object = kid->kind == KID_ELEMENT ? tagger->objects[kid->element->number] : 0;
    if (kid->kind == KID_MARK)
      add_mark(tagger, list, kid);
    else if (kid->kind == KID_ANNOTATION)
      add_annotation(tagger, list, kid);
    else if (object)
      qpdf_oh_append_item(tagger->finish->pdf, list->array, object);
    else
      add_kids(tagger, list, kid->element);
  }
}

static void fill_element(Tagger *tagger, const Element *element, qpdf_oh tree) {
  qpdf_data pdf = tagger->finish->pdf;
  qpdf_oh object = tagger->objects[element->number];
  KidList list = {qpdf_oh_new_array(pdf), G_MAXUINT};
  add_kids(tagger, &list, element);
  qpdf_oh_replace_key(pdf, object, "/P",
                      element->parent ? tagger->objects[element->parent->number] : tree);
  if (list.page != G_MAXUINT)
    qpdf_oh_replace_key(pdf, object, "/Pg", tagger->finish->pages[list.page]);
  qpdf_oh_replace_key(pdf, object, "/K", list.array);
}

static qpdf_oh owner_object(const Tagger *tagger, const Element *element) {
  while (!tagger->objects[element->number])
    element = element->parent;
  return tagger->objects[element->number];
}

static void append_number(Finish *finish, qpdf_oh array, guint number) {
  qpdf_oh_append_item(finish->pdf, array, qpdf_oh_new_integer(finish->pdf, number));
}

// Pages have the numbers from 0, annotations those behind them.
static void put_parents(Tagger *tagger, qpdf_oh tree) {
  Finish *finish = tagger->finish;
  qpdf_oh numbers = qpdf_oh_new_array(finish->pdf);
  guint pages = finish->document->page_count;
  for (guint i = 0; i < pages; i++) {
    const GPtrArray *owners = tagger->tree->pages[i].owners;
    qpdf_oh marks = qpdf_oh_new_array(finish->pdf);
    for (guint k = 0; k < owners->len; k++)
      qpdf_oh_append_item(finish->pdf, marks, owner_object(tagger, owners->pdata[k]));
    append_number(finish, numbers, i);
    qpdf_oh_append_item(finish->pdf, numbers, qpdf_make_indirect_object(finish->pdf, marks));
    qpdf_oh_replace_key(finish->pdf, finish->pages[i], "/StructParents",
                        qpdf_oh_new_integer(finish->pdf, i));
    pdf_put(finish, finish->pages[i], "/Tabs", "/S");
  }
  for (guint i = 0; i < finish->annotation_links->len; i++) {
    append_number(finish, numbers, pages + i);
    qpdf_oh_append_item(finish->pdf, numbers,
                        owner_object(tagger, finish->annotation_links->pdata[i]));
  }
  qpdf_oh parents = qpdf_oh_new_dictionary(finish->pdf);
  qpdf_oh_replace_key(finish->pdf, parents, "/Nums", numbers);
  qpdf_oh_replace_key(finish->pdf, tree, "/ParentTree",
                      qpdf_make_indirect_object(finish->pdf, parents));
  qpdf_oh_replace_key(finish->pdf, tree, "/ParentTreeNextKey",
                      qpdf_oh_new_integer(finish->pdf, pages + finish->annotation_links->len));
}

static gint compare_ids(gconstpointer a, gconstpointer b) {
  return strcmp((*(const Element *const *)a)->id, (*(const Element *const *)b)->id);
}

static void put_ids(Tagger *tagger, qpdf_oh tree) {
  Finish *finish = tagger->finish;
  g_autoptr(GPtrArray) named = g_ptr_array_new();
  for (guint i = 0; i < tagger->tree->elements->len; i++) {
    const Element *element = tagger->tree->elements->pdata[i];
    if (element->id) g_ptr_array_add(named, (gpointer)element);
  }
  if (!named->len) return;
  g_ptr_array_sort(named, compare_ids);
  qpdf_oh names = qpdf_oh_new_array(finish->pdf);
  for (guint i = 0; i < named->len; i++) {
    const Element *element = named->pdata[i];
    qpdf_oh_append_item(finish->pdf, names, qpdf_oh_new_string(finish->pdf, element->id));
    qpdf_oh_append_item(finish->pdf, names, tagger->objects[element->number]);
  }
  qpdf_oh ids = qpdf_oh_new_dictionary(finish->pdf);
  qpdf_oh_replace_key(finish->pdf, ids, "/Names", names);
  qpdf_oh_replace_key(finish->pdf, tree, "/IDTree", qpdf_make_indirect_object(finish->pdf, ids));
}

void finish_tags(Finish *finish) {
  qpdf_oh_remove_key(finish->pdf, finish->root, "/StructTreeRoot"); // Cairo's
  qpdf_oh_remove_key(finish->pdf, finish->root, "/MarkInfo");
  for (guint i = 0; i < finish->document->page_count; i++)
    qpdf_oh_remove_key(finish->pdf, finish->pages[i], "/StructParents");
  const TagTree *tree = finish->tree;
  if (!tree) return;
  Tagger tagger = {finish, tree, g_new0(qpdf_oh, tree->elements->len)};
  // The name of the publication is a title, which PDF 1.7 has no type for.
  qpdf_oh root = qpdf_make_indirect_object(
      finish->pdf,
      qpdf_oh_parse(finish->pdf, "<< /Type /StructTreeRoot /RoleMap << /Title /P >> >>"));
  for (guint i = 0; i < tree->elements->len; i++) {
    const Element *element = tree->elements->pdata[i];
    if (element->type) tagger.objects[i] = new_element(&tagger, element);
  }
  for (guint i = 0; i < tree->elements->len; i++)
    if (tagger.objects[i]) fill_element(&tagger, tree->elements->pdata[i], root);
  qpdf_oh_replace_key(finish->pdf, root, "/K", tagger.objects[tree->root->number]);
  put_parents(&tagger, root);
  put_ids(&tagger, root);
  qpdf_oh_replace_key(finish->pdf, finish->root, "/StructTreeRoot", root);
  pdf_put(finish, finish->root, "/MarkInfo", "<< /Marked true >>");
  g_free(tagger.objects);
}
