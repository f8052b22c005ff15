#include "build/proof_file.h"

#include <string.h>

#include "build/publish.h"

static char *proof_path(const char *pdf_path) {
  gsize stem = strlen(pdf_path) - (g_str_has_suffix(pdf_path, ".pdf") ? strlen(".pdf") : 0);
  return g_strdup_printf("%.*s.proof", (int)stem, pdf_path);
}

Proof *proof_open(const char *pdf_path) {
  Proof *proof = g_new0(Proof, 1);
  g_autofree char *path = proof_path(pdf_path);
  g_autofree char *text = NULL;
  proof->now = g_string_new(NULL);
  if (!g_file_get_contents(path, &text, NULL, NULL)) return proof;
  proof->before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    g_hash_table_add(proof->before, g_strdup(lines[i]));
  return proof;
}

void proof_free(Proof *proof) {
  if (!proof) return;
  if (proof->before) g_hash_table_unref(proof->before);
  g_string_free(proof->now, TRUE);
  g_free(proof);
}

gboolean proof_publish(const Proof *proof, const char *pdf_path, GError **error) {
  g_autofree char *path = proof_path(pdf_path);
  g_autoptr(GBytes) bytes = g_bytes_new(proof->now->str, proof->now->len);
  return file_publish(path, bytes, error);
}
