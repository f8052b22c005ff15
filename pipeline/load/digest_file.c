#include "load/digest_file.h"

#include <math.h>
#include <string.h>

#include "base/data.h"
#include "load/field.h"
#include "load/line_field.h"
#include "load/press_field.h"
#include "load/publication_file.h"
#include "locale/locale.h"

static const char *const keys[] = {
    "issue",
    "title",
    "from",
    "to",
    "week",
    "week_starts",
    "select",
    "languages",
    "layout",
    "template",
    "page",
    "kashida",
    "parts",
    "press",
    "stale",
    "untranslated",
    "carried",
    "binding",
    "numbered_headings",
    "hanging_punctuation",
    "glyph_scaling",
};
static const char *const select_keys[] = {"tags", "ids", "exclude", "pin"};
static const char *const page_keys[] = {"trim", "margins", "columns", "gutter", "bleed", "size"};
static const char *const margin_keys[] = {"inner", "outer", "top", "bottom"};
static const char *const part_keys[] = {
    "masthead", "contents", "contents_depth", "front_matter", "index", "colophon", "qr"};

typedef struct {
  const Publication *publication;
  Digest *digest;
  const YamlNode *map;
  DiagnosticList *diagnostics;
} Reader;

// ISO 216, in mm; trims that a press or an office printer can make.
#define TRIM_MIN_MM 70
#define TRIM_MAX_MM 900

static void read_trim(const Reader *reader, const YamlNode *page, PageMeasures *measures) {
  static const struct {
    const char *name;
    double width_mm, height_mm;
  } papers[] = {{"A3", 297, 420}, {"A4", 210, 297}, {"A5", 148, 210},
                {"A6", 105, 148}, {"B5", 176, 250}, {"Letter", 215.9, 279.4}};
  const YamlNode *trim = yaml_lookup(page, "trim");
  if (!trim) return;
  if (trim->kind == YAML_SCALAR) {
    for (guint i = 0; i < G_N_ELEMENTS(papers); i++)
      if (g_ascii_strcasecmp(papers[i].name, trim->scalar) == 0) {
        measures->trim_width_mm = papers[i].width_mm;
        measures->trim_height_mm = papers[i].height_mm;
        return;
      }
  } else if (trim->kind == YAML_SEQUENCE && trim->child_count == 2) {
    double size[2];
    for (guint i = 0; i < 2; i++) {
      const YamlNode *side = trim->children[i];
      char *end = NULL;
      size[i] = side->kind == YAML_SCALAR ? g_ascii_strtod(side->scalar, &end) : NAN;
      if (!end || *end) size[i] = NAN;
    }
    if (size[0] >= TRIM_MIN_MM && size[0] <= TRIM_MAX_MM && size[1] >= TRIM_MIN_MM &&
        size[1] <= TRIM_MAX_MM) {
      measures->trim_width_mm = size[0];
      measures->trim_height_mm = size[1];
      return;
    }
  }
  field_invalid(trim, reader->diagnostics,
                "write A4, A5 or [width, height] in mm, each from %d to %d", TRIM_MIN_MM,
                TRIM_MAX_MM);
}

static void read_margins(const Reader *reader, const YamlNode *page, PageMeasures *measures) {
  const YamlNode *margins = yaml_lookup(page, "margins");
  double *const sides[] = {&measures->inner_mm, &measures->outer_mm, &measures->top_mm,
                           &measures->bottom_mm};
  if (!margins) return;
  if (margins->kind == YAML_SCALAR) {
    double all = field_number(page, "margins", 0, 200, NAN, reader->diagnostics);
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
      *sides[i] = all;
    return;
  }
  margins = field_map(page, "margins", reader->diagnostics);
  yaml_check_keys(margins, margin_keys, G_N_ELEMENTS(margin_keys), reader->diagnostics);
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
    *sides[i] = field_number(margins, margin_keys[i], 0, 200, NAN, reader->diagnostics);
}

// A page whose margins leave no room for a line is refused where its trim is known here.
static void check_room(const Reader *reader, const YamlNode *page, PageMeasures *measures) {
  double width = measures->trim_width_mm - measures->inner_mm - measures->outer_mm;
  double height = measures->trim_height_mm - measures->top_mm - measures->bottom_mm;
  if ((isnan(width) || width >= 40) && (isnan(height) || height >= 40)) return;
  const YamlNode *margins = yaml_lookup(page, "margins");
  field_invalid(margins ? margins : page, reader->diagnostics,
                "the margins leave less than 40 mm of the page for text");
  measures->inner_mm = measures->outer_mm = measures->top_mm = measures->bottom_mm = NAN;
}

static void read_page(const Reader *reader) {
  PageMeasures *measures = &reader->digest->page;
  DiagnosticList *diagnostics = reader->diagnostics;
  *measures = (PageMeasures){NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, NAN, NAN};
  const YamlNode *page = field_map(reader->map, "page", diagnostics);
  if (!page) return;
  yaml_check_keys(page, page_keys, G_N_ELEMENTS(page_keys), diagnostics);
  read_trim(reader, page, measures);
  read_margins(reader, page, measures);
  measures->columns = field_count(page, "columns", 1, 3, 0, diagnostics);
  measures->gutter_mm = field_number(page, "gutter", 0, 50, NAN, diagnostics);
  measures->bleed_mm = field_number(page, "bleed", 0, 20, NAN, diagnostics);
  measures->size_pt = field_number(page, "size", 5, 36, NAN, diagnostics);
  check_room(reader, page, measures);
}

static void read_languages(const Reader *reader) {
  const Publication *publication = reader->publication;
  reader->digest->languages = LANGUAGES_ALL;
  const char *choice =
      field_string(reader->publication->arena, reader->map, "languages", reader->diagnostics);
  if (!choice || g_str_equal(choice, "both") || g_str_equal(choice, "all")) return;
  reader->digest->languages = publication_language(publication, choice);
  if (reader->digest->languages >= 0) return;
  g_autoptr(GString) known = g_string_new("both");
  for (guint i = 0; i < publication->language_count; i++)
    g_string_append_printf(known, ", %s", publication->languages[i]);
  field_invalid(yaml_lookup(reader->map, "languages"), reader->diagnostics, "one of: %s",
                known->str);
}

static gint first_weekday(const Reader *reader) {
  if (reader->digest->first_weekday) return reader->digest->first_weekday;
  g_autoptr(Arena) arena = arena_new();
  gint index = MAX(reader->digest->languages, 0);
  const Locale *locale = locale_load(arena, reader->publication->folder,
                                     reader->publication->languages[index], (SourceSpan){0}, NULL);
  return locale && locale->first_weekday ? locale->first_weekday : 1;
}

static void read_days(const Reader *reader) {
  static const char *const weekdays[] = {"locale",   "monday", "tuesday",  "wednesday",
                                         "thursday", "friday", "saturday", "sunday"};
  Digest *digest = reader->digest;
  DiagnosticList *diagnostics = reader->diagnostics;
  digest->from = field_date(reader->map, "from", diagnostics);
  digest->to = field_date(reader->map, "to", diagnostics);
  digest->first_weekday = (gint)field_choice(reader->map, "week_starts", weekdays,
                                             G_N_ELEMENTS(weekdays), 0, diagnostics);
  CivilDate day = field_date(reader->map, "week", diagnostics);
  const YamlNode *week = yaml_lookup(reader->map, "week");
  if (civil_date_is_set(day) && (civil_date_is_set(digest->from) || civil_date_is_set(digest->to)))
    field_invalid(week, diagnostics, "give either 'week', or 'from' and 'to'; 'week' is left out");
  else if (civil_date_is_set(day)) {
    gint64 days = civil_date_to_days(day);
    days -= (civil_date_weekday(day) - first_weekday(reader) + 7) % 7;
    digest->from = civil_date_from_days(days);
    digest->to = civil_date_from_days(days + 6);
  }
  if (civil_date_is_set(digest->from) && civil_date_is_set(digest->to) &&
      civil_date_compare(digest->to, digest->from) < 0)
    field_invalid(yaml_lookup(reader->map, "to"), diagnostics,
                  "'to' lies before 'from': the digest would be empty");
}

static void read_selection(const Reader *reader) {
  Digest *digest = reader->digest;
  Arena *arena = reader->publication->arena;
  const YamlNode *select = field_map(reader->map, "select", reader->diagnostics);
  yaml_check_keys(select, select_keys, G_N_ELEMENTS(select_keys), reader->diagnostics);
  digest->tags = field_strings(arena, select, "tags", reader->diagnostics);
  digest->ids = field_strings(arena, select, "ids", reader->diagnostics);
  digest->exclude = field_strings(arena, select, "exclude", reader->diagnostics);
  digest->pin = field_strings(arena, select, "pin", reader->diagnostics);
  digest->has_selection = civil_date_is_set(digest->from) || civil_date_is_set(digest->to) ||
                          digest->tags.count > 0 || digest->ids.count > 0;
}

static gboolean has_template(const Publication *publication, const char *name) {
  if (strchr(name, '/') || *name == '.') return FALSE;
  g_autofree char *file = g_strdup_printf("measures/%s.yaml", name);
  g_autoptr(GBytes) own = data_open(publication->folder, file);
  if (own) return TRUE;
  g_autoptr(GBytes) themed = data_open(publication->theme_folder, file);
  return themed != NULL;
}

static void read_template(const Reader *reader) {
  Digest *digest = reader->digest;
  digest->template_name =
      field_string(reader->publication->arena, reader->map, "template", reader->diagnostics);
  if (digest->template_name && has_template(reader->publication, digest->template_name)) return;
  if (digest->template_name) {
    guint count;
    char **names = data_list(reader->publication->arena, "measures", &count);
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < count; i++)
      g_string_append_printf(known, "%s%.*s", i ? ", " : "",
                             (int)(strlen(names[i]) - strlen(".yaml")), names[i]);
    field_invalid(yaml_lookup(reader->map, "template"), reader->diagnostics,
                  "one of: %s, or a file measures/NAME.yaml of your own", known->str);
  }
  digest->template_name = "bulletin";
}

// What happens to posts that are not as they should be.
static void read_policies(const Reader *reader) {
  static const char *const policies[] = {"allow", "mark", "refuse"};
  static const char *const carried[] = {"allow", "report", "skip"};
  Digest *digest = reader->digest;
  const YamlNode *stale = yaml_lookup(reader->map, "stale");
  const YamlNode *untranslated = yaml_lookup(reader->map, "untranslated");
  digest->stale_span = stale ? stale->span : digest->span;
  digest->untranslated_span = untranslated ? untranslated->span : digest->span;
  digest->stale = (EditionPolicy)field_choice(reader->map, "stale", policies, 3, POLICY_ALLOW,
                                              reader->diagnostics);
  digest->untranslated = (EditionPolicy)field_choice(reader->map, "untranslated", policies, 3,
                                                     POLICY_MARK, reader->diagnostics);
  digest->carried = (CarriedPolicy)field_choice(reader->map, "carried", carried, 3, CARRIED_ALLOW,
                                                reader->diagnostics);
}

Digest *digest_file_parse(const Publication *publication, const SourceFile *file, const char *name,
                          DiagnosticList *diagnostics) {
  static const char *const layouts[] = {"facing", "columns", "sequence"};
  static const char *const bindings[] = {"auto", "left", "right"};
  Arena *arena = publication->arena;
  Digest *digest = ARENA_NEW(arena, Digest);
  digest->file = file;
  digest->name = name;
  digest->span = source_span_of_file(file);
  const YamlNode *map = yaml_parse(arena, file, 0, file->length_bytes, diagnostics);
  if (map && map->kind != YAML_MAPPING) {
    field_invalid(map, diagnostics, "write one 'key: value' a line");
    map = NULL;
  }
  Reader reader = {publication, digest, map, diagnostics};
  yaml_check_keys(map, keys, G_N_ELEMENTS(keys), diagnostics);
  digest->issue = field_string(arena, map, "issue", diagnostics);
  digest->title = field_local(arena, map, "title", publication->languages,
                              publication->language_count, diagnostics);
  read_languages(&reader);
  read_days(&reader);
  read_selection(&reader);
  digest->layout = (BilingualLayout)field_choice(map, "layout", layouts, G_N_ELEMENTS(layouts),
                                                 BILINGUAL_FACING, diagnostics);
  digest->binding = (BindingChoice)field_choice(map, "binding", bindings, G_N_ELEMENTS(bindings),
                                                BINDING_AUTO, diagnostics);
  read_policies(&reader);
  read_template(&reader);
  read_page(&reader);
  digest->numbered_headings =
      publication_file_numbering(map, publication->numbered_headings, diagnostics);
  digest->lines = line_field_read(map, &publication->lines, diagnostics);
  const YamlNode *parts = field_map(map, "parts", diagnostics);
  yaml_check_keys(parts, part_keys, G_N_ELEMENTS(part_keys), diagnostics);
  digest->masthead = field_boolean(parts, "masthead", TRUE, diagnostics);
  digest->contents = field_boolean(parts, "contents", TRUE, diagnostics);
  digest->front_matter = field_boolean(parts, "front_matter", FALSE, diagnostics);
  digest->contents_depth = field_count(parts, "contents_depth", 1, 4, 1, diagnostics);
  digest->index = field_boolean(parts, "index", FALSE, diagnostics);
  digest->colophon = field_boolean(parts, "colophon", TRUE, diagnostics);
  gboolean qr = field_boolean(parts, "qr", FALSE, diagnostics);
  digest->qr = !yaml_lookup(parts, "qr") ? QR_AS_TEMPLATE : qr ? QR_ON : QR_OFF;
  digest->press = press_field_read(publication, digest, map, diagnostics);
  return digest;
}
