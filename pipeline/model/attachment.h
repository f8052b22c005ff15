// Attachment: a file that a PDF carries along (ISO 19005-3, 6.8).
#pragma once
#include <glib.h>

typedef struct {
  const char *path;         // what it is called: relative, with '/'
  const char *type;         // MIME type
  const char *relationship; // Source, Data, Supplement or Unspecified (ISO 19005-3, annex E)
  GBytes *bytes;
} Attachment;

typedef struct {
  GArray *files; // Attachment, sorted by path
  gint64 date;   // seconds since 1970-01-01 UTC; 0 = none
} AttachmentList;

AttachmentList *attachment_list_new(void);
void attachment_list_free(AttachmentList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AttachmentList, attachment_list_free)
// `bytes` is taken; `path` is copied. Type and relationship follow from the name.
void attachment_list_take(AttachmentList *list, const char *path, GBytes *bytes);
void attachment_list_sort(AttachmentList *list);
// Whether a name can stand in an archive, and be written below a folder from there: relative, no
// empty part, none of "." and "..", no backslash or colon, valid UTF-8 without controls and without
// characters that steer direction, at most 1024 bytes. FALSE for hidden files too.
gboolean attachment_path_is_safe(const char *path);
