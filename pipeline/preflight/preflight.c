#include "preflight/preflight.h"

#include <string.h>

#include "preflight/check.h"

#define REPORTS_MAX 1000 // of one rule for one standard

static const Rule rules[] = {
#undef RULE
#define RULE(id, function, ...) {id, clause_##function, {__VA_ARGS__}},
#include "preflight/rule_table.h"
#undef RULE
};

static const struct {
  const char *name, *title;
  Profile profile;
  Standard standard;
} profiles[] = {{"ua1", "PDF/UA-1", PROFILE_UA1, STANDARD_UA1},
                {"a2b", "PDF/A-2b", PROFILE_A2B, STANDARD_A2},
                {"a2u", "PDF/A-2u", PROFILE_A2U, STANDARD_A2},
                {"a3b", "PDF/A-3b", PROFILE_A3B, STANDARD_A3},
                {"a3u", "PDF/A-3u", PROFILE_A3U, STANDARD_A3},
                {"x4", "PDF/X-4", PROFILE_X4, STANDARD_X4},
                {"x1a", "PDF/X-1a:2001", PROFILE_X1A, STANDARD_X1A}};

guint profile_parse(const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(profiles); i++)
    if (g_ascii_strcasecmp(profiles[i].name, name) == 0) return profiles[i].profile;
  return 0;
}

char *profile_names(guint asked) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(profiles); i++)
    if (asked & profiles[i].profile)
      g_string_append_printf(out, "%s%s", out->len ? ", " : "", profiles[i].title);
  return g_string_free(out, FALSE);
}

const char *standard_name(Standard standard) {
  static const char *const names[] = {"ISO 32000-1", "PDF/UA-1", "PDF/A-2",
                                      "PDF/A-3",     "PDF/X-4",  "PDF/X-1a:2001"};
  return names[standard];
}

void check_report(Check *check, guint page, int object, const char *format, ...) {
  if (check->reported++ >= REPORTS_MAX) return;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  Finding finding = {check->rule->id, check->rule->clauses[check->standard], check->standard, page,
                     object,          arena_strdup(check->arena, text)};
  g_array_append_val(check->findings, finding);
}

void check_report_sights(Check *check, SightKind kind, const char *format) {
  const GArray *sights = check->walk->sights[kind];
  const char *place = strstr(format, "%s");
  for (guint i = 0; i < sights->len; i++) {
    const Sight *sight = &g_array_index(sights, Sight, i);
    check_report(check, sight->page, sight->object, "%.*s%s%s", (int)(place - format), format,
                 sight->text, place + 2);
  }
}

const char *check_xmp(const Check *check, const char *uri, const char *name) {
  return check->xmp ? xmp_lookup(check->xmp, uri, name) : NULL;
}

const PdfValue *check_page(const Check *check, guint index) {
  return check->file->pages->pdata[index];
}

const PdfValue *check_annotation(const Check *check, guint page, guint index, int *object) {
  const PdfValue *list = pdf_key(check->file, check_page(check, page), "Annots");
  *object = 0;
  if (index >= pdf_count(list)) return NULL;
  const PdfValue *annotation = pdf_item(check->file, list, index);
  *object = annotation && annotation->object ? annotation->object : -1;
  return pdf_is_dict(annotation) ? annotation : NULL;
}

gboolean check_box(const Check *check, const PdfValue *page, const char *key, double box[4]) {
  gboolean inherited = strcmp(key, "MediaBox") == 0 || strcmp(key, "CropBox") == 0;
  const PdfValue *value =
      inherited ? pdf_page_attribute(check->file, page, key) : pdf_key(check->file, page, key);
  if (pdf_count(value) != 4) return FALSE;
  double sides[4];
  for (guint i = 0; i < 4; i++) {
    const PdfValue *side = pdf_item(check->file, value, i);
    if (!pdf_is_number(side)) return FALSE;
    sides[i] = side->number;
  }
  for (guint i = 0; i < 2; i++) {
    box[i] = MIN(sides[i], sides[i + 2]);
    box[i + 2] = MAX(sides[i], sides[i + 2]);
  }
  return TRUE;
}

// What the file says of itself. A claim that no rules are known for is named in `other`.
static guint read_claims(const Check *check, GString *other) {
  guint claims = 0;
  const char *part = check_xmp(check, XMP_A_ID, "part");
  const char *level = check_xmp(check, XMP_A_ID, "conformance");
  gboolean basic = g_strcmp0(level, "B") == 0;
  if (g_strcmp0(part, "2") == 0)
    claims |= basic ? PROFILE_A2B : PROFILE_A2U;
  else if (g_strcmp0(part, "3") == 0)
    claims |= basic ? PROFILE_A3B : PROFILE_A3U;
  else if (part)
    g_string_append_printf(other, "PDF/A-%s", part);
  const char *universal = check_xmp(check, XMP_UA_ID, "part");
  if (g_strcmp0(universal, "1") == 0)
    claims |= PROFILE_UA1;
  else if (universal)
    g_string_append_printf(other, "%sPDF/UA-%s", other->len ? ", " : "", universal);
  const char *press = check_xmp(check, XMP_X_ID, "GTS_PDFXVersion");
  if (!press) press = pdf_text(check->arena, pdf_key(check->file, check->info, "GTS_PDFXVersion"));
  if (g_strcmp0(press, "PDF/X-4") == 0)
    claims |= PROFILE_X4;
  else if (g_strcmp0(press, "PDF/X-1:2001") == 0)
    claims |= PROFILE_X1A;
  else if (press)
    g_string_append_printf(other, "%s%s", other->len ? ", " : "", press);
  return claims;
}

static void run_standard(Check *check, Preflight *preflight, Standard standard) {
  check->standard = standard;
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
    if (!rules[i].clauses[standard]) continue;
    check->rule = &rules[i];
    check->reported = 0;
    rules[i].function(check);
    preflight->rule_count++;
  }
}

static void run_profiles(Check *check, Preflight *preflight) {
  run_standard(check, preflight, STANDARD_PDF);
  for (guint standard = STANDARD_PDF + 1; standard < STANDARD_COUNT; standard++) {
    gboolean wanted = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(profiles); i++)
      wanted =
          wanted || (profiles[i].standard == standard && preflight->asked & profiles[i].profile);
    check->unicode = (standard == STANDARD_A2 && preflight->asked & PROFILE_A2U) ||
                     (standard == STANDARD_A3 && preflight->asked & PROFILE_A3U);
    if (wanted) run_standard(check, preflight, standard);
  }
}

static Xmp *read_xmp(const PdfFile *file) {
  const PdfValue *metadata = pdf_key(file, file->root, "Metadata");
  if (!pdf_is(metadata, PDF_STREAM)) return NULL;
  GBytes *data = pdf_file_data(file, metadata);
  const char *bytes = g_bytes_get_data(data, NULL);
  return xmp_parse(bytes ? bytes : "", g_bytes_get_size(data));
}

Preflight *preflight_run(GBytes *bytes, guint asked, GError **error) {
  g_autoptr(PdfFile) file = pdf_file_open(bytes, error);
  if (!file) return NULL;
  Preflight *preflight = g_new0(Preflight, 1);
  preflight->arena = arena_new();
  preflight->findings = g_array_new(FALSE, FALSE, sizeof(Finding));
  preflight->page_count = file->pages->len;
  g_autoptr(Walk) walk = walk_new(file);
  Structure *structure = structure_read(file);
  Xmp *xmp = read_xmp(file);
  Check check = {.file = file,
                 .walk = walk,
                 .structure = structure,
                 .xmp = xmp,
                 .info = pdf_key(file, file->trailer, "Info"),
                 .arena = preflight->arena,
                 .findings = preflight->findings};
  g_autoptr(GString) other = g_string_new(NULL);
  preflight->claimed = read_claims(&check, other);
  preflight->other_claims = other->len ? g_strdup(other->str) : NULL;
  preflight->asked = asked ? asked : preflight->claimed;
  run_profiles(&check, preflight);
  xmp_free(xmp);
  structure_free(structure);
  return preflight;
}

void preflight_free(Preflight *preflight) {
  if (!preflight) return;
  g_array_unref(preflight->findings);
  g_free(preflight->other_claims);
  arena_free(preflight->arena);
  g_free(preflight);
}
