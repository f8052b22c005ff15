// JSON (RFC 8259): strings as they may stand in it.
#pragma once
#include <glib.h>

// The text in quotes; null for NULL. Controls, line separators and invisible characters become
// \uXXXX, so that nothing in the output can be taken for something else; bytes that are not UTF-8
// become U+FFFD.
void json_append_string(GString *out, const char *text);
