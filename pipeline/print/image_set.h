// The images of a document, opened once each. What can't be painted gives a diagnostic, and its
// place is taken by a frame with the alternative text: words are never lost.
#pragma once
#include "paginate/page.h"
#include "print/image_file.h"

typedef struct ImageSet ImageSet;

// Opens the images of the first `page_count` pages of the document. `intent`: of the press that
// they are for; NULL for a screen.
ImageSet *image_set_new(const Document *document, guint page_count, const ColourIntent *intent,
                        DiagnosticList *diagnostics);
void image_set_free(ImageSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageSet, image_set_free)
// Every image without transparency (image_file_flatten).
void image_set_flatten(ImageSet *set);
// NULL where the image can't be painted.
const ImageFile *image_set_lookup(ImageSet *set, const PlacedImage *image);
// The document with a frame and lines in place of each image that can't be painted; `document`
// itself where there is none. Lives with the set.
const Document *image_set_mend(ImageSet *set, const Document *document);
