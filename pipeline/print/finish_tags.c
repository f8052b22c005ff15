// The structure tree: elements, the tree of parents, the tree of ids.
#include "print/finish_parts.h"
#include "print/pdf_names.h"

typedef struct {
  Finish *finish;
  const TagTree *tree;
  guint *objects; // by Element.number; 0 where its marks belong to its parent
  guint root;     // number of the tree
} Tagger;

// Stretches of text that are no element, and links that lead nowhere.
static const char *element_type(const Element *element) {
  if (!element->type || !g_str_equal(element->type, "Link")) return element->type;
  for (const Kid *kid = element->first_kid; kid; kid = kid->next)
    if (kid->kind == KID_ANNOTATION) return "Link";
  return "Span";
}

// Of the kids of one element: the page that it names; what stands on others names its own.
typedef struct {
  GString *out;
  guint page; // G_MAXUINT until one is met
} KidList;

static void append_mark(const Tagger *tagger, KidList *list, const Kid *kid) {
  if (list->page == G_MAXUINT) list->page = kid->page;
  if (kid->page == list->page) {
    g_string_append_c(list->out, ' ');
    pdf_append_integer(list->out, kid->index);
    return;
  }
  g_string_append(list->out, "<</Type/MCR/Pg");
  pdf_append_reference(list->out, tagger->finish->pages[kid->page].number);
  g_string_append(list->out, "/MCID ");
  pdf_append_integer(list->out, kid->index);
  g_string_append(list->out, ">>");
}

static void append_annotation(const Tagger *tagger, KidList *list, const Kid *kid) {
  g_string_append(list->out, "<</Type/OBJR/Pg");
  pdf_append_reference(list->out, tagger->finish->pages[kid->page].number);
  g_string_append(list->out, "/Obj");
  pdf_append_reference(list->out, g_array_index(tagger->finish->annotations, guint, kid->index));
  g_string_append(list->out, ">>");
}

static void append_kids(const Tagger *tagger, KidList *list, const Element *element) {
  for (const Kid *kid = element->first_kid; kid; kid = kid->next) {
    guint object = kid->kind == KID_ELEMENT ? tagger->objects[kid->element->number] : 0;
    if (kid->kind == KID_MARK)
      append_mark(tagger, list, kid);
    else if (kid->kind == KID_ANNOTATION)
      append_annotation(tagger, list, kid);
    else if (object)
      pdf_append_reference(list->out, object);
    else
      append_kids(tagger, list, kid->element);
  }
}

static void put_element(const Tagger *tagger, const Element *element) {
  GString *out = tagger->finish->scratch;
  const Element *parent = element->parent;
  KidList list = {out, G_MAXUINT};
  g_string_assign(out, "<</S/");
  g_string_append(out, element_type(element));
  pdf_append_reference_entry(out, "/P", parent ? tagger->objects[parent->number] : tagger->root);
  g_string_append(out, "/K[");
  append_kids(tagger, &list, element);
  g_string_append_c(out, ']');
  if (list.page != G_MAXUINT)
    pdf_append_reference_entry(out, "/Pg", tagger->finish->pages[list.page].number);
  if (element->attributes) g_string_append(g_string_append(out, "/A"), element->attributes);
  pdf_append_text_entry(out, "/ID", element->id);
  pdf_append_text_entry(out, "/Lang", element->lang);
  pdf_append_text_entry(out, "/Alt", element->alt);
  pdf_append_text_entry(out, "/ActualText", element->actual_text);
  g_string_append(out, ">>");
  pdf_writer_put(tagger->finish->writer, tagger->objects[element->number], out);
}

static guint owner_object(const Tagger *tagger, const Element *element) {
  while (!tagger->objects[element->number])
    element = element->parent;
  return tagger->objects[element->number];
}

static guint put_page_parents(const Tagger *tagger, const PageTags *tags) {
  GString *out = tagger->finish->scratch;
  g_string_assign(out, "[");
  for (guint i = 0; i < tags->owners->len; i++)
    pdf_append_reference(out, owner_object(tagger, tags->owners->pdata[i]));
  g_string_append_c(out, ']');
  return pdf_writer_add(tagger->finish->writer, out);
}

// Pages have the numbers from 0, annotations those behind them.
static void append_parents(const Tagger *tagger, GString *tree) {
  Finish *finish = tagger->finish;
  guint pages = finish->document->page_count;
  guint next = pages + finish->annotation_links->len;
  g_autoptr(GString) out = g_string_new("<</Nums[");
  for (guint i = 0; i < next; i++) {
    pdf_append_integer(out, i);
    pdf_append_reference(
        out, i < pages ? put_page_parents(tagger, &tagger->tree->pages[i])
                       : owner_object(tagger, finish->annotation_links->pdata[i - pages]));
    g_string_append_c(out, ' ');
  }
  g_string_append(out, "]>>");
  pdf_append_reference_entry(tree, "/ParentTree", pdf_writer_add(finish->writer, out));
  g_string_append_printf(tree, "/ParentTreeNextKey %u", next);
}

static void append_ids(const Tagger *tagger, GString *tree) {
  g_autoptr(PdfNames) names = pdf_names_new();
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < tagger->tree->elements->len; i++) {
    const Element *element = tagger->tree->elements->pdata[i];
    if (!element->id) continue;
    g_string_truncate(out, 0);
    pdf_append_reference(out, tagger->objects[i]);
    pdf_names_add(names, element->id, out->str);
  }
  g_string_truncate(out, 0);
  if (pdf_names_append(names, out))
    pdf_append_reference_entry(tree, "/IDTree", pdf_writer_add(tagger->finish->writer, out));
}

// The name of the publication is a title, which PDF 1.7 has no type for.
static void put_root(const Tagger *tagger) {
  g_autoptr(GString) out = g_string_new("<</Type/StructTreeRoot/RoleMap<</Title/P>>/K");
  pdf_append_reference(out, tagger->objects[tagger->tree->root->number]);
  append_parents(tagger, out);
  append_ids(tagger, out);
  g_string_append(out, ">>");
  pdf_writer_put(tagger->finish->writer, tagger->root, out);
  pdf_append_reference_entry(tagger->finish->catalog, "/StructTreeRoot", tagger->root);
  g_string_append(tagger->finish->catalog, "/MarkInfo << /Marked true >>\n");
}

void finish_tags(Finish *finish) {
  const TagTree *tree = finish->tree;
  if (!tree) return;
  guint count = tree->elements->len;
  Tagger tagger = {finish, tree, g_new0(guint, count), pdf_writer_reserve(finish->writer)};
  for (guint i = 0; i < count; i++)
    if (((const Element *)tree->elements->pdata[i])->type)
      tagger.objects[i] = pdf_writer_reserve(finish->writer);
  for (guint i = 0; i < count; i++)
    if (tagger.objects[i]) put_element(&tagger, tree->elements->pdata[i]);
  put_root(&tagger);
  g_free(tagger.objects);
}
