// Rules on metadata: XMP, Info, titles, dates, languages.
#include <string.h>

#include "preflight/check.h"
#include "preflight/names.h"

static const char *info_text(const Check *check, const char *key) {
  return pdf_text(check->arena, pdf_key(check->file, check->info, key));
}

void clause_metadata(Check *check) {
  if (!check->xmp)
    check_report(check, 0, 0, "the catalog has no XMP metadata");
  else if (xmp_fault(check->xmp))
    check_report(check, 0, 0, "the XMP metadata is not well formed: %s", xmp_fault(check->xmp));
}

void clause_metadata_packet(Check *check) {
  if (!check->xmp || xmp_fault(check->xmp)) return;
  const char *header = xmp_packet_header(check->xmp);
  if (!header)
    check_report(check, 0, 0, "the XMP metadata does not begin with <?xpacket");
  else if (strstr(header, "bytes=") || strstr(header, "encoding="))
    check_report(check, 0, 0, "the XMP packet has the attribute bytes or encoding");
}

void clause_metadata_schema(Check *check) {
  const char *uri = check->xmp ? xmp_undescribed(check->xmp) : NULL;
  if (uri) check_report(check, 0, 0, "the XMP properties of '%s' have no extension schema", uri);
}

static void check_archive_id(Check *check) {
  const char *wanted = check->standard == STANDARD_A2 ? "2" : "3";
  const char *part = check_xmp(check, XMP_A_ID, "part");
  const char *level = check_xmp(check, XMP_A_ID, "conformance");
  gboolean unicode = level && (strcmp(level, "U") == 0 || strcmp(level, "A") == 0);
  if (g_strcmp0(part, wanted) != 0)
    check_report(check, 0, 0, "the XMP metadata does not say that this is PDF/A-%s", wanted);
  else if (check->unicode ? !unicode : !unicode && g_strcmp0(level, "B") != 0)
    check_report(check, 0, 0, "the XMP metadata gives '%s' as the level of conformance",
                 level ? level : "");
}

void clause_identification(Check *check) {
  const char *version = check_xmp(check, XMP_X_ID, "GTS_PDFXVersion");
  switch (check->standard) {
  case STANDARD_UA1:
    if (g_strcmp0(check_xmp(check, XMP_UA_ID, "part"), "1") != 0)
      check_report(check, 0, 0, "the XMP metadata does not say that this is PDF/UA-1");
    break;
  case STANDARD_X4:
    if (g_strcmp0(version, "PDF/X-4") != 0)
      check_report(check, 0, 0, "the XMP metadata does not say that this is PDF/X-4");
    break;
  case STANDARD_X1A:
    if (g_strcmp0(info_text(check, "GTS_PDFXVersion"), "PDF/X-1:2001") != 0 ||
        g_strcmp0(info_text(check, "GTS_PDFXConformance"), "PDF/X-1a:2001") != 0)
      check_report(check, 0, 0, "the Info dictionary does not say that this is PDF/X-1a:2001");
    break;
  default: check_archive_id(check);
  }
}

static gboolean is_empty(const char *text) {
  return !text || !text[0];
}

void clause_title(Check *check) {
  if (check->standard == STANDARD_X1A) {
    if (is_empty(info_text(check, "Title"))) check_report(check, 0, 0, "Info has no Title");
  } else if (is_empty(check_xmp(check, XMP_DC, "title"))) {
    check_report(check, 0, 0, "the XMP metadata has no title (dc:title)");
  }
}

void clause_display_title(Check *check) {
  const PdfValue *preferences = pdf_key(check->file, check->file->root, "ViewerPreferences");
  if (!pdf_is_true(pdf_key(check->file, preferences, "DisplayDocTitle")))
    check_report(check, 0, 0, "viewers are not told to show the title (DisplayDocTitle)");
}

void clause_dates(Check *check) {
  static const char *const info[] = {"CreationDate", "ModDate"}, *const xmp[] = {"CreateDate",
                                                                                 "ModifyDate",
                                                                                 "MetadataDate"};
  if (check->standard == STANDARD_X1A) {
    for (guint i = 0; i < G_N_ELEMENTS(info); i++)
      if (is_empty(info_text(check, info[i]))) check_report(check, 0, 0, "Info has no %s", info[i]);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(xmp); i++)
    if (is_empty(check_xmp(check, XMP_XMP, xmp[i])))
      check_report(check, 0, 0, "the XMP metadata has no xmp:%s", xmp[i]);
}

void clause_media_management(Check *check) {
  static const char *const names[] = {"DocumentID", "VersionID", "RenditionClass"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (is_empty(check_xmp(check, XMP_MM, names[i])))
      check_report(check, 0, 0, "the XMP metadata has no xmpMM:%s", names[i]);
}

// "D:20261124120000Z", "2026-11-24T12:00:00Z" and their like as digits; zones are kept as they are,
// since a writer has one of them for both.
static char *date_digits(const char *text) {
  GString *out = g_string_new(NULL);
  for (; *text; text++)
    if (g_ascii_isdigit(*text)) g_string_append_c(out, *text);
  while (out->len > 14 && g_str_has_suffix(out->str, "0"))
    g_string_truncate(out, out->len - 1);
  return g_string_free(out, FALSE);
}

static gboolean same_value(const char *key, const char *left, const char *right) {
  if (!g_str_has_suffix(key, "Date")) return strcmp(left, right) == 0;
  g_autofree char *a = date_digits(left), *b = date_digits(right);
  return strcmp(a, b) == 0;
}

void clause_info_metadata(Check *check) {
  static const struct {
    const char *key, *uri, *name;
  } pairs[] = {{"Title", XMP_DC, "title"},
               {"Author", XMP_DC, "creator"},
               {"Subject", XMP_DC, "description"},
               {"Keywords", XMP_PDF, "Keywords"},
               {"Creator", XMP_XMP, "CreatorTool"},
               {"Producer", XMP_PDF, "Producer"},
               {"CreationDate", XMP_XMP, "CreateDate"},
               {"ModDate", XMP_XMP, "ModifyDate"}};
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
    const char *info = info_text(check, pairs[i].key);
    const char *xmp = check_xmp(check, pairs[i].uri, pairs[i].name);
    if (!info) continue;
    if (!xmp || !same_value(pairs[i].key, info, xmp))
      check_report(check, 0, 0, "Info and XMP do not agree on %s: '%s' and '%s'", pairs[i].key,
                   info, xmp ? xmp : "");
  }
}

void clause_trapped(Check *check) {
  const PdfValue *value = pdf_key(check->file, check->info, "Trapped");
  const char *info = pdf_name(value);
  const char *xmp = check_xmp(check, XMP_PDF, "Trapped");
  const char *trapped = check->standard == STANDARD_X4 && !value ? xmp : info;
  if (is_empty(trapped) || (strcmp(trapped, "True") != 0 && strcmp(trapped, "False") != 0))
    check_report(check, 0, 0, "nothing says whether the file is trapped (Trapped)");
  else if (check->standard == STANDARD_X4 && g_strcmp0(xmp, trapped) != 0)
    check_report(check, 0, 0, "Info and XMP do not agree on Trapped");
}

void clause_language(Check *check) {
  const char *language = pdf_text(check->arena, pdf_key(check->file, check->file->root, "Lang"));
  if (is_empty(language))
    check_report(check, 0, 0, "the catalog does not name the language (Lang)");
}

void clause_language_tag(Check *check) {
  const char *whole = pdf_text(check->arena, pdf_key(check->file, check->file->root, "Lang"));
  if (!is_empty(whole) && !name_is_language(whole))
    check_report(check, 0, 0, "'%s' is no language tag", whole);
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    const char *own = pdf_text(check->arena, pdf_key(check->file, element->value, "Lang"));
    if (!is_empty(own) && !name_is_language(own))
      check_report(check, structure_page(check->structure, element), element->object,
                   "'%s' is no language tag", own);
  }
  check_report_sights(check, SIGHT_LANGUAGE, "%s is no language tag");
}
