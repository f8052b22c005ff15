// All escaping of the site lives here. Whatever is written through this file is valid UTF-8 and
// holds no character that XML forbids: broken bytes and control characters become U+FFFD.
#pragma once
#include <glib.h>

// Text between tags or in a quoted attribute, HTML or XML: & < > " are escaped.
void html_write_text(GString *out, const char *text);
void html_write_text_length(GString *out, const char *text, gsize length_bytes);
// ` name="value"`; `name` is ours and is not escaped. A NULL value writes nothing.
void html_write_attribute(GString *out, const char *name, const char *value);
// ` name="url"`, with the URL percent-encoded where it needs to be (RFC 3987 to RFC 3986), and
// escaped. A URL that model/html_policy.h does not allow (javascript:) is written as "#".
void html_write_url_attribute(GString *out, const char *name, const char *url);
// A URL as the text of an XML element or an attribute's value: encoded and escaped. Always as
// given.
void html_write_url(GString *out, const char *url);

// The URL with everything percent-encoded that must be; what is encoded already stays. Freed by the
// caller.
char *html_encode_url(const char *url);
// One segment of a path ("سلام دنیا"): also / ? # and & are encoded. Freed by the caller.
char *html_encode_segment(const char *segment);
// Has a scheme or begins with "//".
gboolean html_url_is_absolute(const char *url);
