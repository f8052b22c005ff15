// Routes: where a file of the site lies, and how one page names another. A path is relative to the
// output folder, as it is on disk: UTF-8, '/' between its parts ("fa/posts/سلام/index.html"). Links
// name the file, so that a site read from a disk works too; addresses leave index.html out.
#pragma once
#include "base/arena.h"

// From the page `from` to `to`, percent-encoded: "../../tags/index.html".
char *route_href(Arena *arena, const char *from, const char *to);
// The same with the site's address before it: "https://example.org/fa/posts/%D8%B3/".
char *route_address(Arena *arena, const char *address, const char *to);
// "../" as often as `from` lies below the site's root; "" at the root.
char *route_root(Arena *arena, const char *from);
// The path of the file that `relative` names, as seen from a file in `folder` (both without
// encoding), without "." and ".."; NULL where it leads out of the root. A `relative` with a leading
// '/' begins at the root.
char *route_join(Arena *arena, const char *folder, const char *relative);

// Paths that are given out once each: the second asker of a path gets another one.
typedef struct RouteTable RouteTable;
RouteTable *route_table_new(Arena *arena);
// "FOLDER/SLUG/index.html"; when somebody has that, "FOLDER/SLUG-2/index.html" and so on, and
// `*taken` is set. Two paths that differ in case only are one, as on many disks.
const char *route_claim(Arena *arena, RouteTable *table, const char *folder, const char *slug,
                        gboolean *taken);
