// The masthead: the publication's name, the line under it, issue and dates in both calendars.
#pragma once
#include "paginate/compose.h"

// What stands level in two languages: rules with rules, lines with lines.
typedef enum {
  MASTHEAD_RULE,
  MASTHEAD_NAME,
  MASTHEAD_DESCRIPTION,
  MASTHEAD_TITLE,
  MASTHEAD_ISSUE_RULE,
  MASTHEAD_ISSUE,
  MASTHEAD_DATES,
  MASTHEAD_OTHER_DATES,
  MASTHEAD_END,
  MASTHEAD_PART_COUNT,
} MastheadPart;

// Adds the masthead in the composer's language, each part noted as one (BlockStart.part).
void masthead_compose(Composer *composer);
// The publication's name in that language, or in another one where it has none; never NULL.
const char *masthead_name(const Composer *composer);
