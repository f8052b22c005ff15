// The files that a PDF carries along, read back.
#pragma once
#include "model/attachment.h"

// Sorted by path, which is the name as it stands in the file and may be anything. NULL with a
// GError where the file can't be read, or where an attachment is larger than it says or than
// 1 GiB, or all of them than 4 GiB. `date` is 0.
AttachmentList *pdf_attachments_read(GBytes *pdf, GError **error);
