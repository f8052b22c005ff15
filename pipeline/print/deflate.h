// Deflate: data packed and unpacked as PDF's FlateDecode wants them (RFC 1950), each stream whole;
// the only file that knows libdeflate.
#pragma once
#include <glib.h>

typedef struct Deflate Deflate; // of one thread

Deflate *deflate_new(void);
void deflate_free(Deflate *deflate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Deflate, deflate_free)
// Appends what `data` is packed into.
void deflate_pack(Deflate *deflate, const void *data, gsize length_bytes, GByteArray *out);
// What `data` unpacks to, in the place of what `out` held. FALSE: it is damaged.
gboolean deflate_unpack(Deflate *deflate, const void *data, gsize length_bytes, GByteArray *out);
