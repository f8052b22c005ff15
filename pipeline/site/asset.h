// Assets: the publication's own files that its posts show or link to, copied into the site's
// media/.
#pragma once
#include "base/picture.h"
#include "model/publication.h"

typedef struct {
  const char *source; // path relative to the publication's folder
  const char *path;   // in the output folder
  PictureSize size;   // zero where it is no picture, or tells no size
} Asset;

typedef struct AssetTable AssetTable;

// Finds the files that the bodies and front matter of all posts name. A name that leads out of the
// publication's folder, also by way of a symbolic link, or to no file is left out: check reports
// it.
AssetTable *asset_table_new(Arena *arena, const Publication *publication);
guint asset_table_count(const AssetTable *table);
const Asset *asset_table_at(const AssetTable *table, guint index); // sorted by path
// The file that `url` names as seen from `post`; NULL where there is none.
const Asset *asset_lookup(const AssetTable *table, const Post *post, const char *url);
// The file's bytes, or NULL.
GBytes *asset_read(const AssetTable *table, const Asset *asset);
// Where a link to a local file leads, as a path relative to the publication's folder ("en/x.md"),
// without its fragment; NULL where it has a scheme or leads out.
char *asset_target(Arena *arena, const Post *post, const char *url);
