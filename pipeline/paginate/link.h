// Links: where a link of a post leads to in the digest: to a post that is in it too, or out to the
// site.
#pragma once
#include "paginate/page.h"

typedef struct LinkTable LinkTable;

LinkTable *link_table_new(Arena *arena, const Publication *publication);
// Says that this post is in the digest. Returns its destination's name: "post-ID" for the first
// language that a post is set in, "post-ID-LANG" for a further one.
const char *link_table_add(LinkTable *table, const Post *post);
// The destination's name of a post in a language (of whichever language is there, if that is not);
// NULL where the post is not in the digest.
const char *link_table_lookup(const LinkTable *table, const char *post_id, const char *lang);
// The target of a link or image node in `post`: "#name", an absolute URL, or NULL where the link
// leads nowhere that paper or a PDF can show (a relative path without an address of the site).
const char *link_table_target(Arena *arena, const LinkTable *table, const Post *post,
                              const Node *node);
// The post's own page on the site; NULL without an address.
char *link_post_address(Arena *arena, const Publication *publication, const Post *post);
