// Post: one Markdown file with its front matter. Made by load/.
#pragma once
#include "model/date.h"
#include "model/node.h"

typedef enum { STATE_DRAFT, STATE_TRANSLATED, STATE_REVIEWED, STATE_PUBLISHED } PostState;

// The outside text that a post presents. Any field may be NULL.
typedef struct {
  const char *name, *author, *place, *url;
  CivilDate date;
  SourceSpan span;
} PostSource;

typedef struct {
  const char **items; // `count` strings
  guint count;
} StringList;

typedef struct {
  const char *name; // front matter key
  SourceSpan span;  // of its value
} FieldSpan;

typedef struct Post Post;
struct Post {
  const SourceFile *file;
  const char *path; // relative to the publication's folder, with '/'
  gboolean is_page; // from pages/: undated, not in listings or digests
  const char *id;   // the same in both files of a pair
  const char *lang;
  const char *translates; // language it was translated from; NULL on the source side
  const char *title;
  const char *slug;      // given, or the id
  CivilDate date;        // unset when absent or `unknown`
  gboolean date_unknown; // `date: unknown` was written
  StringList authors, translators, reviewers, tags;
  PostSource source;
  const char *summary;   // NULL where there is none
  const char *image;     // path relative to the publication's folder; NULL
  const char *image_alt; // what it shows; NULL: it only decorates
  PostState state;       // default: published
  Node *body;            // NODE_DOCUMENT
  guint footnote_count;
  const FieldSpan *fields; // where each front matter key stands
  guint field_count;
};

// The span of a front matter field, or of the file's first line.
SourceSpan post_field_span(const Post *post, const char *name);
const char *post_state_name(PostState state);
// Newest first, then undated, then by id and language: the order of every listing.
gint post_compare(const Post *a, const Post *b);
void post_dump(const Post *post, GString *out); // front matter, then the nodes
