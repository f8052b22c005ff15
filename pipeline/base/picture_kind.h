// Of which kind a picture is, by its own bytes whatever its name says, and why it can't be used.
#pragma once
#include <glib.h>

typedef enum {
  PICTURE_UNKNOWN,
  PICTURE_PNG,
  PICTURE_JPEG,
  PICTURE_WEBP,
  PICTURE_SVG,
  PICTURE_GIF,
  PICTURE_AVIF,
  PICTURE_HEIC,
  PICTURE_TIFF,
  PICTURE_BMP,
  PICTURE_JPEG2000,
  PICTURE_JXL,
  PICTURE_PSD,
  PICTURE_PDF,
} PictureKind;

// What is wrong with a file and what to do, both for a diagnostic; static texts. Without a reason
// nothing is wrong.
typedef struct {
  const char *reason, *hint;
} PictureFault;

#define PICTURE_HINT_AGAIN "open it in an image program and save it again"
#define PICTURE_HINT_KINDS "save it as PNG, or as JPEG if it is a photograph"
#define PICTURE_HINT_LACK  "draw it in the file itself; pictures may stand there as data:"

PictureKind picture_kind(const guint8 *data, gsize length_bytes);
// Why the bytes can't be a picture on paper: their kind, or a size that is none.
PictureFault picture_fault_on_paper(const guint8 *data, gsize length_bytes);
// Why browsers don't show the file: its kind, or a name that hides its kind from them.
PictureFault picture_fault_on_site(const char *name, const guint8 *data, gsize length_bytes);
// What an SVG file asks for that is never loaded or run: "a script", "an address". NULL: nothing.
const char *picture_svg_lack(const guint8 *data, gsize length_bytes);
