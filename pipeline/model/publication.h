// Publication: publication.yaml, every post, every digest definition. Made by load/library.c.
#pragma once
#include "model/pair.h"

typedef enum { LANGUAGES_ALL = -1 } LanguageChoice; // else an index into publication.languages
typedef enum { BILINGUAL_FACING, BILINGUAL_COLUMNS, BILINGUAL_SEQUENCE } BilingualLayout;
typedef enum { BINDING_AUTO, BINDING_LEFT, BINDING_RIGHT } BindingChoice;
typedef enum { QR_AS_TEMPLATE, QR_ON, QR_OFF } QrChoice;
typedef enum { KASHIDA_OFF, KASHIDA_LIGHT, KASHIDA_FULL } KashidaUse;
// The kinds of text that may have kashida; no other ever has.
typedef enum {
  KASHIDA_BODY,
  KASHIDA_QUOTE,
  KASHIDA_NOTE,
  KASHIDA_VERSE,
  KASHIDA_TEXT_COUNT
} KashidaText;

// How the lines of justified text are filled.
typedef struct {
  KashidaUse kashida[KASHIDA_TEXT_COUNT];
  gboolean hanging;     // signs at the ends of lines stand out of the measure (locale/hanging.h)
  double glyph_scaling; // letters grow wider or narrower by this at most: 0 to 0.02
} LineSettings;

// A text in each language of the publication: texts[i] belongs to languages[i]; NULL = not given.
typedef struct {
  const char **texts;
} LocalText;

// The measures of a page. Lengths in mm, type sizes in pt. NAN (or 0 for counts) = not given here.
typedef struct {
  double trim_width_mm, trim_height_mm;
  double inner_mm, outer_mm, top_mm, bottom_mm;
  double bleed_mm;
  guint columns; // 1..3
  double gutter_mm;
  double size_pt; // of body type, as English; Farsi is scaled by its font role
} PageMeasures;

#define PRESS_BLEED_MM 3.0 // what print shops ask for

typedef enum { PRESS_X4, PRESS_X1A } PressStandard; // PDF/X-4, PDF/X-1a:2001

// How a digest is made for a printing press.
typedef struct {
  PressStandard standard;
  const char *intent;      // "coated", "uncoated", or the absolute path of a CMYK profile
  gboolean marks;          // crop and registration marks, colour bars, slug
  double bleed_mm;         // what is printed beyond the trim
  gboolean co_edition;     // editions that differ on the black plate alone
  const char *spot_accent; // the ink that prints the accent, such as "PANTONE 3155 C"; NULL = CMYK
  SourceSpan span;         // of the key `press`, else of the definition
} PressSettings;

// What an edition does with a post that is stale (translate/lock.h) or lacks a language.
typedef enum { POLICY_ALLOW, POLICY_MARK, POLICY_REFUSE } EditionPolicy;
// What it does with a post that an earlier issue carried.
typedef enum { CARRIED_ALLOW, CARRIED_REPORT, CARRIED_SKIP } CarriedPolicy;

typedef struct {
  const SourceFile *file;
  const char *name;  // file name without .yaml
  const char *issue; // as written ("12"); NULL
  LocalText title;
  CivilDate from, to; // both days count; unset = open
  StringList tags, ids, exclude, pin;
  gboolean has_selection; // dates, tags or ids were given
  LanguageChoice languages;
  BilingualLayout layout;
  BindingChoice binding;     // AUTO = as the template says, else as the first language reads
  const char *template_name; // "bulletin"
  PageMeasures page;         // only what the definition itself sets
  LineSettings lines;
  gboolean masthead, contents, colophon;
  gboolean front_matter; // masthead and contents have pages of their own, numbered apart (PG-4)
  gboolean index;        // of the terms that its posts mark (NU-13)
  guint contents_depth;  // 1 = articles, 2 = their sections too, …
  guint
      numbered_headings; // levels of headings that are numbered, below the article's own; 0 = none
  QrChoice qr;           // a QR code at the end of each article
  PressSettings press;
  EditionPolicy stale, untranslated;
  SourceSpan stale_span, untranslated_span; // of the keys' values; of the file where not given
  CarriedPolicy carried;
  gint first_weekday; // ISO 8601 day, 6 = Saturday; 0 = as the locale says
  SourceSpan span;
} Digest;

// What readers see for a tag, which itself is a word that the languages share.
typedef struct {
  const char *tag;
  LocalText label;
} TagLabel;

typedef struct {
  Arena *arena;           // owns everything below
  const char *folder;     // absolute path of the publication's folder
  const SourceFile *file; // publication.yaml
  const char **languages; // ["en", "fa"]; the first is the site's default
  guint language_count;
  LocalText title, description; // description: the line under the name
  const char *address;          // base URL of the site with a trailing slash; NULL
  LocalText authors;
  guint posts_per_page;    // of listings; default 10
  guint numbered_headings; // as in a Digest, which may say otherwise
  LineSettings lines;
  const char *theme_folder; // absolute; NULL where there is none
  TagLabel *tag_labels;
  guint tag_label_count;
  gboolean is_broken; // publication.yaml can't be read: nothing should be published from it
  Post **posts;       // posts and pages, sorted by path
  guint post_count;
  PostPair **pairs; // sorted by post_compare of the first side present; filled by translate/
  guint pair_count;
  Digest **digests; // sorted by name
  guint digest_count;
} Publication;

// PDF/X-4, coated, with marks and 3 mm of bleed, the accent in CMYK.
PressSettings press_settings_default(void);
// Light kashida in justified Farsi, full in verse, and nothing else.
LineSettings line_settings_default(void);
// Index of a language in publication.languages, or -1.
gint publication_language(const Publication *publication, const char *lang);
// The label of a tag in a language; the tag itself where it has none.
const char *publication_tag_label(const Publication *publication, const char *tag, guint language);
const PostPair *publication_lookup_pair(const Publication *publication, const char *id);
const Digest *publication_lookup_digest(const Publication *publication, const char *name);
void publication_dump(const Publication *publication, GString *out);
