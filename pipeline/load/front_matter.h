// The YAML between two lines of '---' at the top of a post, and what it says about the post.
#pragma once
#include "base/yaml.h"
#include "model/post.h"

typedef struct {
  const YamlNode *map; // NULL where there is none, or where it is broken
  gboolean present;    // there is a first line '---'
  gsize body_bytes;    // where the Markdown begins
} FrontMatter;

// Finds and parses the front matter; a missing or unclosed one gives a diagnostic. An unclosed one
// ends at the first empty line.
FrontMatter front_matter_parse(Arena *arena, const SourceFile *file, DiagnosticList *diagnostics);
// Fills the post's fields, but not those that need a fallback when absent (id, lang, title).
void front_matter_read(Arena *arena, const YamlNode *map, Post *post, DiagnosticList *diagnostics);
