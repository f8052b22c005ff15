// What raw HTML a post may hold: load/ reports what is not allowed, site/ leaves it out. Names are
// compared without regard to ASCII case. Nothing here allocates.
#pragma once
#include <glib.h>

typedef enum {
  HTML_ELEMENT_INLINE,  // span, em, a: may stand in a line of text
  HTML_ELEMENT_BLOCK,   // div, p, table: ends the paragraph before it
  HTML_ELEMENT_VOID,    // br, img, hr: has no end tag
  HTML_ELEMENT_DROPPED, // not on the list, but harmless: the tags are left out, the text inside is
                        // kept
  HTML_ELEMENT_OPAQUE, // script, style, iframe, template: what is inside is no text and is left out
                       // too
} HtmlElementClass;

// An element that is not listed is HTML_ELEMENT_DROPPED.
HtmlElementClass html_element_class(const char *name, gsize length_bytes);
gboolean html_element_allowed(const char *name, gsize length_bytes);  // the first three
gboolean html_element_is_block(const char *name, gsize length_bytes); // breaks the line (div, hr)
gboolean html_element_is_void(const char *name, gsize length_bytes);

// Whether `element` may carry `attribute`. Event handlers (on…), style, srcdoc and all that is not
// listed are refused; lang, dir, id, class, title and aria-… are allowed everywhere.
gboolean html_attribute_allowed(const char *element, gsize element_bytes, const char *attribute,
                                gsize attribute_bytes);
// Whether the attribute's value is a URL (href, src, cite).
gboolean html_attribute_is_url(const char *attribute, gsize attribute_bytes);
// Whether it runs a program when something happens (onclick), for the wording of a fault.
gboolean html_attribute_is_event(const char *attribute, gsize attribute_bytes);

// Whether a URL may stand in a link or image: relative, or of a scheme on the list (http, https,
// mailto, tel, post, …). Looks through white space and control characters as browsers do. The URL
// is given with its HTML character references already decoded.
gboolean html_url_allowed(const char *url);
