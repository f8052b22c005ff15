// Diagnostics by id, and what every cmocka test includes.
#pragma once
#include "base/diagnostic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// cmocka.h wants the headers above before it.
#include <cmocka.h>

// The first diagnostic with this id, or NULL.
static G_GNUC_UNUSED const Diagnostic *sample_find(const DiagnosticList *list, const char *id) {
  for (guint i = 0; i < diagnostic_list_length(list); i++)
    if (g_str_equal(diagnostic_id(diagnostic_list_at(list, i)->kind), id))
      return diagnostic_list_at(list, i);
  return NULL;
}

static G_GNUC_UNUSED guint sample_count(const DiagnosticList *list, const char *id) {
  guint count = 0;
  for (guint i = 0; i < diagnostic_list_length(list); i++)
    count += g_str_equal(diagnostic_id(diagnostic_list_at(list, i)->kind), id);
  return count;
}
