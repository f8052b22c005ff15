#include "load/library.h"

#include <math.h>
#include <unistd.h>

#include "temporary_folder.h"

typedef struct {
  char *folder;
  DiagnosticList *faults;
  Publication *publication;
} Loaded;

static Loaded loaded_new(void) {
  return (Loaded){temporary_folder_new(), diagnostic_list_new(), NULL};
}

static void clear(Loaded *loaded) {
  diagnostic_list_free(loaded->faults);
  library_free(loaded->publication);
  temporary_folder_remove(loaded->folder);
  g_free(loaded->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Loaded, clear)

static void write_post(const Loaded *loaded, const char *path, const char *id, const char *lang) {
  g_autofree char *text =
      g_strdup_printf("---\nid: %s\nlang: %s\ntitle: %s\n---\n\nText *%s*.\n", id, lang, id, lang);
  temporary_folder_write(loaded->folder, path, text);
}

static void load(Loaded *loaded, guint threads) {
  loaded->publication = library_load(loaded->folder, threads, loaded->faults);
}

static void a_folder_of_languages_is_a_publication(void **state) {
  (void)state;
  g_auto(Loaded) loaded = loaded_new();
  write_post(&loaded, "fa/a.md", "a", "fa");
  write_post(&loaded, "en/a.md", "a", "en");
  write_post(&loaded, "notes/a.md", "b", "en");
  load(&loaded, 1);
  assert_int_equal(loaded.publication->language_count, 2);
  assert_string_equal(loaded.publication->languages[0], "en");
  assert_string_equal(loaded.publication->languages[1], "fa");
  assert_int_equal(loaded.publication->post_count, 2);
  g_autofree char *name = g_path_get_basename(loaded.folder);
  assert_string_equal(loaded.publication->title.texts[1], name);
  assert_int_equal(loaded.publication->posts_per_page, 10);
  assert_int_equal(diagnostic_list_length(loaded.faults), 1);
  assert_non_null(sample_find(loaded.faults, "publication-defaults"));
}

static void no_folder_and_no_publication_are_told_apart(void **state) {
  (void)state;
  g_auto(Loaded) loaded = loaded_new();
  temporary_folder_write(loaded.folder, "notes/a.md", "a");
  load(&loaded, 1);
  assert_int_equal(loaded.publication->language_count, 0);
  assert_non_null(sample_find(loaded.faults, "no-publication"));
  assert_null(library_load("/nowhere/at/all", 1, loaded.faults));
}

static void files_are_found_in_order(void **state) {
  (void)state;
  g_auto(Loaded) loaded = loaded_new();
  static const char *const paths[] = {"en/z.md", "en/a/b/c.md", "en/a.md", "fa/2026/03/x.md"};
  temporary_folder_write(loaded.folder, "publication.yaml", "languages: [fa, en]\n");
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autofree char *id = g_strdup_printf("post-%u", i);
    write_post(&loaded, paths[i], id, g_str_has_prefix(paths[i], "fa") ? "fa" : "en");
  }
  write_post(&loaded, "pages/about.fa.md", "about", "fa");
  write_post(&loaded, "pages/en/about.md", "about", "en");
  write_post(&loaded, "en/.draft.md", "hidden", "en");
  write_post(&loaded, "en/.git/x.md", "hidden", "en");
  temporary_folder_write(loaded.folder, "en/notes.txt", "no post");
  load(&loaded, 2);
  static const char *const expected[] = {"en/a.md",           "en/a/b/c.md",
                                         "en/z.md",           "fa/2026/03/x.md",
                                         "pages/about.fa.md", "pages/en/about.md"};
  assert_int_equal(loaded.publication->post_count, G_N_ELEMENTS(expected));
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
    assert_string_equal(loaded.publication->posts[i]->path, expected[i]);
    assert_int_equal(loaded.publication->posts[i]->is_page, i > 3);
  }
  assert_string_equal(loaded.publication->posts[5]->lang, "en");
  assert_string_equal(loaded.publication->languages[0], "fa");
  assert_int_equal(diagnostic_list_length(loaded.faults), 0);
}

static void links_never_lead_out_or_around(void **state) {
  (void)state;
  g_auto(Loaded) loaded = loaded_new();
  g_autofree char *outside = temporary_folder_new();
  temporary_folder_write(outside, "secret.md", "secret");
  write_post(&loaded, "en/a.md", "a", "en");
  write_post(&loaded, "more/b.md", "b", "en");
  g_autofree char *loop = g_build_filename(loaded.folder, "en", "loop", NULL);
  g_autofree char *out = g_build_filename(loaded.folder, "en", "out", NULL);
  g_autofree char *file = g_build_filename(loaded.folder, "en", "secret.md", NULL);
  g_autofree char *good = g_build_filename(loaded.folder, "en", "good", NULL);
  g_autofree char *secret = g_build_filename(outside, "secret.md", NULL);
  assert_int_equal(symlink("..", loop), 0);
  assert_int_equal(symlink(outside, out), 0);
  assert_int_equal(symlink(secret, file), 0);
  assert_int_equal(symlink("../more", good), 0);
  load(&loaded, 1);
  guint secrets = 0, found = 0;
  for (guint i = 0; i < loaded.publication->post_count; i++) {
    secrets += strstr(loaded.publication->posts[i]->path, "secret") != NULL;
    found += g_str_equal(loaded.publication->posts[i]->id, "b");
  }
  assert_int_equal(secrets, 0);
  assert_int_equal(found, 1);
  assert_true(sample_count(loaded.faults, "file-outside") >= 2);
  temporary_folder_remove(outside);
}

static void threads_make_no_difference(void **state) {
  (void)state;
  g_auto(Loaded) loaded = loaded_new();
  for (guint i = 0; i < 60; i++) {
    g_autofree char *path = g_strdup_printf("%s/%u.md", i % 2 ? "en" : "fa", i);
    g_autofree char *text =
        g_strdup_printf("---\nid: p%u\ntitel: x\n---\n[^%u] <b>%u</b>", i, i, i);
    temporary_folder_write(loaded.folder, path, text);
  }
  g_autofree char *dumps[3] = {NULL};
  static const guint threads[] = {1, 2, 9};
  for (guint run = 0; run < 3; run++) {
    DiagnosticList *faults = diagnostic_list_new();
    Publication *publication = library_load(loaded.folder, threads[run], faults);
    GString *dump = g_string_new(NULL);
    for (guint i = 0; i < publication->post_count; i++)
      post_dump(publication->posts[i], dump);
    for (guint i = 0; i < diagnostic_list_length(faults); i++)
      g_string_append_printf(dump, "%s\n", diagnostic_list_at(faults, i)->message);
    dumps[run] = g_string_free(dump, FALSE);
    diagnostic_list_free(faults);
    library_free(publication);
  }
  assert_true(strlen(dumps[0]) > 1000);
  assert_string_equal(dumps[0], dumps[1]);
  assert_string_equal(dumps[0], dumps[2]);
  g_free(g_steal_pointer(&dumps[1]));
  g_free(g_steal_pointer(&dumps[2]));
}

static void bad_files_do_not_stop_the_others(void **state) {
  (void)state;
  g_auto(Loaded) loaded = loaded_new();
  write_post(&loaded, "en/a.md", "a", "en");
  temporary_folder_write(loaded.folder, "en/bytes.md", "\xFF\xFE");
  temporary_folder_write(loaded.folder, "en/german.md", "---\nid: g\nlang: de\ntitle: G\n---\n");
  temporary_folder_write(loaded.folder, "pages/german.md", "---\nid: g\nlang: de\ntitle: G\n---\n");
  temporary_folder_write(loaded.folder, "pages/nothing.md", "");
  g_autofree char *folder = g_build_filename(loaded.folder, "en", "folder.md", NULL);
  g_mkdir(folder, 0700);
  load(&loaded, 2);
  assert_int_equal(loaded.publication->post_count, 3);
  assert_string_equal(loaded.publication->posts[2]->id, "g");
  assert_string_equal(loaded.publication->posts[2]->lang, "en"); // by its folder
  assert_int_equal(sample_count(loaded.faults, "language-unlisted"), 3);
}

static void the_publication_says_what_holds(void **state) {
  (void)state;
  g_auto(Loaded) loaded = loaded_new();
  temporary_folder_write(loaded.folder, "publication.yaml",
                         "title: {en: A Name, fa: یک نام}\ndescription: For all\n"
                         "address: https://example.org/a\nlanguages: [en, fa, xx, en]\n"
                         "authors: [One, Two]\nposts_per_page: 0\nkashida: lots\ntheme: nowhere\n"
                         "titel: x\nx-own: y\n");
  load(&loaded, 1);
  const Publication *publication = loaded.publication;
  assert_int_equal(publication->language_count, 2);
  assert_string_equal(publication->title.texts[1], "یک نام");
  assert_string_equal(publication->description.texts[0], "For all");
  assert_string_equal(publication->description.texts[1], "For all");
  assert_string_equal(publication->authors.texts[0], "One, Two");
  assert_string_equal(publication->address, "https://example.org/a/");
  assert_int_equal(publication->posts_per_page, 10);
  assert_int_equal(publication->lines.kashida[KASHIDA_BODY], KASHIDA_LIGHT);
  assert_null(publication->theme_folder);
  assert_int_equal(sample_count(loaded.faults, "invalid-value"), 3);
  assert_int_equal(sample_count(loaded.faults, "unknown-language"), 1);
  assert_int_equal(sample_count(loaded.faults, "unknown-key"), 1);
  assert_string_equal(sample_find(loaded.faults, "unknown-key")->hint, "did you mean 'title'?");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_folder_of_languages_is_a_publication),
      cmocka_unit_test(no_folder_and_no_publication_are_told_apart),
      cmocka_unit_test(files_are_found_in_order),
      cmocka_unit_test(links_never_lead_out_or_around),
      cmocka_unit_test(threads_make_no_difference),
      cmocka_unit_test(bad_files_do_not_stop_the_others),
      cmocka_unit_test(the_publication_says_what_holds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
