#include "model/html_policy.h"

#include "../../support/faults.h"

static gboolean allows(const char *element, const char *attribute) {
  return html_attribute_allowed(element, strlen(element), attribute, strlen(attribute));
}

static HtmlElementClass class_of(const char *name) {
  return html_element_class(name, strlen(name));
}

static void nothing_that_runs_is_allowed(void **state) {
  (void)state;
  static const char *const opaque[] = {"script", "STYLE",    "iframe",   "object", "svg",
                                       "math",   "template", "noscript", "xmp"};
  for (guint i = 0; i < G_N_ELEMENTS(opaque); i++)
    assert_int_equal(class_of(opaque[i]), HTML_ELEMENT_OPAQUE);
  static const char *const dropped[] = {"form",    "input", "link", "meta",  "base",
                                        "marquee", "x-own", "",     "button"};
  for (guint i = 0; i < G_N_ELEMENTS(dropped); i++) {
    assert_int_equal(class_of(dropped[i]), HTML_ELEMENT_DROPPED);
    assert_false(html_element_allowed(dropped[i], strlen(dropped[i])));
  }
  static const char *const refused[] = {"onclick",    "ONERROR", "style",  "srcdoc",
                                        "formaction", "xmlns",   "data-x", ""};
  for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
    assert_false(allows("img", refused[i]));
  assert_true(html_attribute_is_event("OnLoad", 6));
  assert_false(html_attribute_is_event("on", 2));
}

static void what_writers_use_is_allowed(void **state) {
  (void)state;
  assert_int_equal(class_of("EM"), HTML_ELEMENT_INLINE);
  assert_int_equal(class_of("aside"), HTML_ELEMENT_BLOCK);
  assert_int_equal(class_of("img"), HTML_ELEMENT_VOID);
  assert_true(html_element_is_void("meta", 4));
  assert_true(html_element_is_block("DIV", 3));
  assert_false(html_element_is_block("span", 4));
  assert_true(allows("a", "HREF"));
  assert_true(allows("IMG", "src"));
  assert_true(allows("p", "dir"));
  assert_true(allows("td", "aria-label"));
  assert_false(allows("p", "href"));
  assert_false(allows("p", "aria-"));
}

static void every_listed_element_is_found(void **state) {
  (void)state;
  // The list is searched by halves: a name out of order would not be found.
  static const char *const names[] = {
      "a",     "abbr", "b",  "blockquote", "br",     "code", "dd",      "details", "figure",
      "h1",    "h6",   "hr", "i",          "kbd",    "li",   "ol",      "p",       "pre",
      "q",     "ruby", "s",  "section",    "strong", "sub",  "summary", "sup",     "table",
      "tbody", "td",   "th", "time",       "tr",     "u",    "ul",      "var",     "wbr"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    assert_true(html_element_allowed(names[i], strlen(names[i])));
}

static void addresses_of_known_schemes_only(void **state) {
  (void)state;
  static const char *const good[] = {"https://example.org",
                                     "HTTP://x",
                                     "mailto:a@b",
                                     "post:id",
                                     "tel:+98",
                                     "a/b:c",
                                     "#x",
                                     "?a:b",
                                     "",
                                     "../x",
                                     "//example.org",
                                     "کتاب.md",
                                     "%6Aavascript:x"};
  for (guint i = 0; i < G_N_ELEMENTS(good); i++)
    if (!html_url_allowed(good[i])) fail_msg("'%s' should be allowed", good[i]);
  static const char *const bad[] = {"javascript:x",
                                    "JaVaScRiPt:x",
                                    " javascript:x",
                                    "java\tscript:x",
                                    "java\nscript:x",
                                    "\x01javascript:x",
                                    "data:text/html,x",
                                    "vbscript:x",
                                    "file:///etc/passwd",
                                    "blob:x",
                                    ":x"};
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
    if (html_url_allowed(bad[i])) fail_msg("'%s' should be refused", bad[i]);
}

static void names_of_any_length_are_harmless(void **state) {
  (void)state;
  g_autofree char *name = g_strnfill(100000, 'a');
  assert_int_equal(html_element_class(name, 100000), HTML_ELEMENT_DROPPED);
  assert_false(html_attribute_allowed("a", 1, name, 100000));
  assert_false(html_attribute_is_url(name, 100000));
  g_autofree char *url = g_strconcat(name, ":x", NULL);
  assert_false(html_url_allowed(url));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_that_runs_is_allowed),
      cmocka_unit_test(what_writers_use_is_allowed),
      cmocka_unit_test(every_listed_element_is_found),
      cmocka_unit_test(addresses_of_known_schemes_only),
      cmocka_unit_test(names_of_any_length_are_harmless),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
