// Xmp: the top-level properties of an XMP packet (ISO 16684-1), whatever their prefixes.
#pragma once
#include <glib.h>

typedef struct Xmp Xmp;

#define XMP_DC    "http://purl.org/dc/elements/1.1/"
#define XMP_XMP   "http://ns.adobe.com/xap/1.0/"
#define XMP_MM    "http://ns.adobe.com/xap/1.0/mm/"
#define XMP_PDF   "http://ns.adobe.com/pdf/1.3/"
#define XMP_A_ID  "http://www.aiim.org/pdfa/ns/id/"
#define XMP_UA_ID "http://www.aiim.org/pdfua/ns/id/"
#define XMP_X_ID  "http://www.npes.org/pdfx/ns/id/"

// Never NULL: a packet that is not well formed has no properties, and says why.
Xmp *xmp_parse(const char *bytes, gsize length_bytes);
void xmp_free(Xmp *xmp);
const char *xmp_fault(const Xmp *xmp); // NULL where it is well formed
// The first value of a property: of a list or of alternatives the first item. NULL where absent.
const char *xmp_lookup(const Xmp *xmp, const char *uri, const char *name);
// The prefix that stood before a property; NULL where it is absent.
const char *xmp_prefix(const Xmp *xmp, const char *uri, const char *name);
// The attributes of the <?xpacket?> that begins it; NULL where there is none.
const char *xmp_packet_header(const Xmp *xmp);
// The first namespace whose properties no schema describes: neither a predefined one (ISO 19005-2,
// 6.6.2.3.1) nor an extension schema in the packet. NULL where all are described.
const char *xmp_undescribed(const Xmp *xmp);
