#include <string.h>

#include "base/display.h"
#include "base/json.h"
#include "preflight/preflight.h"

static void append_finding(GString *out, const Finding *finding, const char *path) {
  display_append_isolated(out, path);
  g_string_append(out, ": ");
  if (finding->page) g_string_append_printf(out, "page %u", finding->page);
  if (finding->page && finding->object > 0) g_string_append(out, ", ");
  if (finding->object > 0) g_string_append_printf(out, "object %d", finding->object);
  if (finding->page || finding->object > 0) g_string_append(out, ": ");
  g_string_append(out, "error: ");
  display_append_isolated(out, finding->message);
  g_string_append_printf(out, " [%s] (%s, %s)\n", finding->rule, standard_name(finding->standard),
                         finding->clause);
}

void preflight_write_text(const Preflight *preflight, const char *path, guint most, GString *out) {
  guint same = 0;
  const GArray *findings = preflight->findings;
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = &g_array_index(findings, Finding, i);
    const Finding *next = i + 1 < findings->len ? finding + 1 : NULL;
    if (!most || ++same <= most) append_finding(out, finding, path);
    if (next && next->standard == finding->standard && strcmp(next->rule, finding->rule) == 0)
      continue;
    if (most && same > most)
      g_string_append_printf(out, "       … and %u more [%s]\n", same - most, finding->rule);
    same = 0;
  }
  if (preflight->other_claims) {
    display_append_isolated(out, path);
    g_string_append(out, ": note: it claims to be ");
    display_append_isolated(out, preflight->other_claims);
    g_string_append(out, ", for which there are no rules here\n");
  }
  g_autofree char *names = profile_names(preflight->asked);
  display_append_isolated(out, path);
  g_string_append_printf(out, ": %u page%s, %s%s%s: ", preflight->page_count,
                         preflight->page_count == 1 ? "" : "s", names[0] ? "" : "no standard",
                         names, preflight->asked & ~preflight->claimed ? " (not claimed)" : "");
  if (findings->len)
    g_string_append_printf(out, "%u fault%s\n", findings->len, findings->len == 1 ? "" : "s");
  else
    g_string_append_printf(out, "no fault by %u rules\n", preflight->rule_count);
}

static void append_member(GString *out, const char *name, const char *text) {
  g_string_append_printf(out, ",\"%s\":", name);
  json_append_string(out, text);
}

void preflight_write_json(const Preflight *preflight, const char *path, GString *out) {
  g_autofree char *asked = profile_names(preflight->asked);
  g_autofree char *claimed = profile_names(preflight->claimed);
  g_string_append(out, "{\"file\":");
  json_append_string(out, path);
  g_string_append_printf(out, ",\"pages\":%u,\"rules\":%u", preflight->page_count,
                         preflight->rule_count);
  append_member(out, "profiles", asked);
  append_member(out, "claims", claimed);
  append_member(out, "otherClaims", preflight->other_claims);
  g_string_append(out, ",\"findings\":[");
  for (guint i = 0; i < preflight->findings->len; i++) {
    const Finding *finding = &g_array_index(preflight->findings, Finding, i);
    g_string_append_printf(out, "%s\n{\"id\":\"%s\",\"standard\":\"%s\",\"clause\":\"%s\"",
                           i ? "," : "", finding->rule, standard_name(finding->standard),
                           finding->clause);
    g_string_append_printf(out, ",\"page\":%u,\"object\":%d", finding->page,
                           MAX(finding->object, 0));
    append_member(out, "message", finding->message);
    g_string_append_c(out, '}');
  }
  g_string_append(out, "]}");
}
