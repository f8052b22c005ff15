// Tags in raw HTML, read as browsers read them but for scripts: enough to say what a tag is and to
// find the text between tags.
#pragma once
#include <glib.h>

typedef struct {
  gsize length;      // from '<' to '>'
  gboolean is_other; // a comment, a declaration, an instruction: no element
  gboolean is_close; // </name>
  const char *name;  // borrowed from the text
  gsize name_length;
  const char *attributes; // what follows the name
  gsize attributes_length;
} HtmlTag;

typedef struct {
  const char *name, *value; // borrowed; value without quotes, NULL for none
  gsize name_length, value_length;
} HtmlAttribute;

// The tag at `text`, which begins with '<'. FALSE where it is only a sign.
gboolean html_tag_parse(const char *text, gsize length, HtmlTag *tag);
gboolean html_tag_is(const HtmlTag *tag, const char *name);
// The next attribute from offset `*at` (0 at first) on; FALSE after the last.
gboolean html_tag_next(const HtmlTag *tag, gsize *at, HtmlAttribute *attribute);
gboolean html_tag_lookup(const HtmlTag *tag, const char *name, HtmlAttribute *attribute);
// Whether an <img> says itself that it says nothing: by an empty alt, or by its role (HTML 4.8.4.4,
// WAI-ARIA 1.2 `presentation`).
gboolean html_tag_is_decorative(const HtmlTag *tag);
