// Structure: the structure tree as a flat list in the order of the document, with who claims which
// content.
#pragma once
#include "preflight/pdf_file.h"

typedef enum { KID_ELEMENT, KID_CONTENT, KID_OBJECT } KidKind;

typedef struct {
  KidKind kind;
  guint element; // of an element: its index
  int object;    // of content: the page or form that holds it; of an object: itself
  gint64 mcid;
} Kid;

typedef struct {
  const PdfValue *value;
  int object;
  guint parent;          // index; the root of the tree is element 0 and its own parent
  const char *raw;       // the type as it stands; "" of the root
  const char *type;      // the standard type that it is mapped to; "" where there is none
  int page_object;       // 0 = not known
  gboolean has_language; // of its own or of an ancestor
  GArray *kids;          // Kid
} Element;

typedef struct {
  int object;
  const char *text;
} StructureFault;

typedef struct {
  const PdfFile *file;
  const PdfValue *root; // StructTreeRoot; NULL where there is none
  GArray *elements;     // Element
  GArray *faults;       // StructureFault: what the tree itself gets wrong
  GHashTable *content;  // gint64 * (object << 32 | MCID) -> element index + 1
  GHashTable *objects;  // annotation's object -> element index + 1
  GHashTable *seen;     // values of the elements that were read
  GHashTable *parents;  // the parent tree: key -> const PdfValue *
  gint64 parents_max;   // its largest key, -1 = none
  Arena *arena;
} Structure;

Structure *structure_read(const PdfFile *file);
void structure_free(Structure *structure);
const Element *structure_element(const Structure *structure, guint index);
guint structure_content(const Structure *structure, int object, gint64 mcid); // element + 1, or 0
guint structure_object(const Structure *structure, int object);               // element + 1, or 0
// The parent, NonStruct elements left out (ISO 32000-1, 14.8.4.2: they are as if not there).
const Element *structure_parent(const Structure *structure, const Element *element);
// An attribute of the owner, from the element's own dictionaries or its classes.
const PdfValue *structure_attribute(const Structure *structure, const Element *element,
                                    const char *owner, const char *key);
guint structure_page(const Structure *structure, const Element *element); // from 1; 0 = not known
