#include "base/picture_kind.h"

#include <string.h>

#include "base/picture.h"

#define SVG_HEAD_BYTES 65536 // a comment of a drawing program may stand first

typedef struct {
  PictureKind kind;
  guint at;
  const char *signature;
  guint length;
} Signature;

// The first bytes as each format's specification has them. ISO 14496-12 files name a brand.
static const Signature signatures[] = {
    {PICTURE_PNG, 0, "\x89PNG\r\n\x1a\n", 8},
    {PICTURE_JPEG, 0, "\xff\xd8\xff", 3},
    {PICTURE_WEBP, 8, "WEBP", 4},
    {PICTURE_GIF, 0, "GIF8", 4},
    {PICTURE_AVIF, 4, "ftypavif", 8},
    {PICTURE_AVIF, 4, "ftypavis", 8},
    {PICTURE_HEIC, 4, "ftypheic", 8},
    {PICTURE_HEIC, 4, "ftypheix", 8},
    {PICTURE_HEIC, 4, "ftypmif1", 8},
    {PICTURE_TIFF, 0, "II*\0", 4},
    {PICTURE_TIFF, 0, "MM\0*", 4},
    {PICTURE_TIFF, 0, "II+\0", 4},
    {PICTURE_TIFF, 0, "MM\0+", 4},
    {PICTURE_BMP, 0, "BM", 2},
    {PICTURE_JPEG2000, 4, "jP  \r\n", 6},
    {PICTURE_JPEG2000, 0, "\xff\x4f\xff\x51", 4},
    {PICTURE_JXL, 0, "\xff\x0a", 2},
    {PICTURE_JXL, 4, "JXL \r\n", 6},
    {PICTURE_PSD, 0, "8BPS", 4},
    {PICTURE_PDF, 0, "%PDF-", 5},
};

static const char *const reasons[] = {
    [PICTURE_UNKNOWN] = "it is no image of a kind that is known here",
    [PICTURE_GIF] = "it is a GIF image, which only browsers show",
    [PICTURE_AVIF] = "it is an AVIF image, which only browsers show",
    [PICTURE_HEIC] = "it is a HEIC image, as telephones store them",
    [PICTURE_TIFF] = "it is a TIFF image",
    [PICTURE_BMP] = "it is a BMP image",
    [PICTURE_JPEG2000] = "it is a JPEG 2000 image",
    [PICTURE_JXL] = "it is a JPEG XL image",
    [PICTURE_PSD] = "it is a file of Photoshop",
    [PICTURE_PDF] = "it is a PDF file",
};

static gboolean is_svg(const guint8 *data, gsize length) {
  return memmem(data, MIN(length, SVG_HEAD_BYTES), "<svg", 4) != NULL;
}

PictureKind picture_kind(const guint8 *data, gsize length_bytes) {
  for (guint i = 0; i < G_N_ELEMENTS(signatures); i++) {
    const Signature *known = &signatures[i];
    if (length_bytes >= known->at + known->length &&
        memcmp(data + known->at, known->signature, known->length) == 0)
      return known->kind;
  }
  return length_bytes && is_svg(data, length_bytes) ? PICTURE_SVG : PICTURE_UNKNOWN;
}

PictureFault picture_fault_on_paper(const guint8 *data, gsize length_bytes) {
  if (length_bytes == 0)
    return (PictureFault){"the file is empty", "copy it again from where it came"};
  PictureKind kind = picture_kind(data, length_bytes);
  if (kind < PICTURE_PNG || kind > PICTURE_SVG)
    return (PictureFault){reasons[kind], PICTURE_HINT_KINDS};
  PictureSize size;
  if (picture_measure(data, length_bytes, &size)) return (PictureFault){0};
  if (kind == PICTURE_SVG)
    return (PictureFault){"the SVG file tells no size that a page could hold",
                          "give its svg tag a viewBox, or a width and a height"};
  return (PictureFault){"its first bytes tell no size, or one that no image has",
                        PICTURE_HINT_AGAIN};
}

PictureFault picture_fault_on_site(const char *name, const guint8 *data, gsize length_bytes) {
  if (length_bytes == 0)
    return (PictureFault){"the file is empty", "copy it again from where it came"};
  PictureKind kind = picture_kind(data, length_bytes);
  if (kind == PICTURE_UNKNOWN || kind >= PICTURE_HEIC)
    return (PictureFault){reasons[kind], PICTURE_HINT_KINDS};
  g_autofree char *lower = g_ascii_strdown(name, -1);
  gboolean named_svg = g_str_has_suffix(lower, ".svg");
  if (kind == PICTURE_SVG && !named_svg)
    return (PictureFault){"it is an SVG image under another name, and browsers go by the name",
                          "let its name end in .svg"};
  if (kind != PICTURE_SVG && named_svg)
    return (PictureFault){"it is no SVG image, but its name says so",
                          "let its name end in what it is, such as .png or .jpg"};
  return (PictureFault){0};
}

const char *picture_svg_lack(const guint8 *data, gsize length_bytes) {
  static const struct {
    const char *pattern, *lack;
  } asks[] = {
      {"<script\\b|\\son[a-z]+\\s*=\\s*[\"']", "a script"},
      {"<foreignObject\\b", "a piece of HTML"},
      {"\\s(?:xlink:)?href\\s*=\\s*[\"']\\s*(?!#|data:)[^\"'\\s]", "a file that lies elsewhere"},
      {"url\\(\\s*[\"']?\\s*(?!#|data:|[\"'])[^)\\s]", "a file that lies elsewhere"},
      {"@import\\b|<\\?xml-stylesheet\\b", "a style sheet that lies elsewhere"},
      {"<!ENTITY\\s+\\S+\\s+(?:SYSTEM|PUBLIC)\\b", "a file that lies elsewhere"},
  };
  // A link around a part of the drawing leads somewhere and shows nothing.
  g_autoptr(GRegex) links = g_regex_new("<a\\b[^>]*>", G_REGEX_RAW, 0, NULL);
  g_autofree char *text =
      g_regex_replace_literal(links, (const char *)data, (gssize)length_bytes, 0, "", 0, NULL);
  for (guint i = 0; text && i < G_N_ELEMENTS(asks); i++) {
    g_autoptr(GRegex) regex = g_regex_new(asks[i].pattern, G_REGEX_RAW, 0, NULL);
    if (g_regex_match(regex, text, 0, NULL)) return asks[i].lack;
  }
  return NULL;
}
