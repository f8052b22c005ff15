// The rules of `check`, one family a file: check_fields.c, check_links.c, check_bidi.c,
// check_structure.c, check_images.c, check_inlines.c, check_stale.c, check_digests.c,
// check_spelling.c. Each adds its faults to `diagnostics`.
#pragma once
#include "locale/locale.h"
#include "model/publication.h"

// Id and block ids of one post, against their grammar.
void rule_ids(const Post *post, DiagnosticList *diagnostics);
// What a pair lacks, and fields of front matter that contradict each other.
void rule_presence(const Publication *publication, const PostPair *pair,
                   DiagnosticList *diagnostics);
void rule_fields(const Publication *publication, const PostPair *pair, DiagnosticList *diagnostics);

// Blocks of the source that the text in `language` lacks or has too many of; kinds and levels.
void rule_structure(const PostPair *pair, guint language, DiagnosticList *diagnostics);
// Links, images and footnote marks that one side lacks.
void rule_inlines(const PostPair *pair, guint language, DiagnosticList *diagnostics);

// Alternative texts in another language than the text around them, or the same in both.
void rule_images(const Post *post, DiagnosticList *diagnostics);
void rule_image_pairs(const PostPair *pair, guint language, DiagnosticList *diagnostics);

// Blocks whose source has changed since they were translated, as the pair's lock has it.
void rule_stale(const PostPair *pair, guint language, DiagnosticList *diagnostics);

// Words spelled in two ways in one text (D3 of FARSI.md). `locale`: of the post; NULL = unknown.
void rule_spelling(const Post *post, const Locale *locale, DiagnosticList *diagnostics);

// Explicit bidi controls (BD-17 of FARSI.md).
void rule_bidi(const Post *post, DiagnosticList *diagnostics);

// Where links and images lead. The index serves all posts of one publication.
typedef struct LinkIndex LinkIndex;
LinkIndex *link_index_new(const Publication *publication);
void link_index_free(LinkIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinkIndex, link_index_free)
void rule_links(LinkIndex *index, const Post *post, DiagnosticList *diagnostics);

// Names that a digest definition gives and nothing has; a digest without posts.
void rule_digest(const Publication *publication, const Digest *digest, DiagnosticList *diagnostics);
// Undated posts that no digest has decided about, in a publication whose digests go by days.
void rule_undated(const Publication *publication, DiagnosticList *diagnostics);
