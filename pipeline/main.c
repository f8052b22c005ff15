// beyt COMMAND …: the table of commands.
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "commands/command.h"

static const Command commands[] = {
    {"init", "begin a publication in a new folder", command_init},
    {"new", "begin a post in every language", command_new},
    {"check", "report every fault in the posts, at file:line:column", command_check},
    {"lock", "record that translations are up to date", command_lock},
    {"status", "show a table of posts by language", command_status},
    {"build", "make the site and its digests", command_build},
    {"digest", "make a PDF digest", command_digest},
    {"preflight", "say what a PDF fails of PDF/UA, PDF/A and PDF/X", command_preflight},
    {"unpack", "make a publication again from the PDF of an edition", command_unpack},
    {"impose", "put the pages of a PDF on sheets for folding", command_impose},
    {"dump", "show what a stage makes of a file", command_dump},
    {"version", "tell which beyt this is", command_version},
};

static void print_usage(FILE *out) {
  fputs("Usage: beyt COMMAND [OPTION…] [ARGUMENT…]\n\n"
        "Publishes paired Farsi and English posts as a site and as PDF digests.\n\nCommands:\n",
        out);
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
    fprintf(out, "  %-9s %s\n", commands[i].name, commands[i].summary);
  fputs("\n'beyt COMMAND --help' tells more about one.\n", out);
}

static int unknown_command(const char *name) {
  const char *names[G_N_ELEMENTS(commands)];
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
    names[i] = commands[i].name;
  const char *nearest = diagnostic_nearest(name, names, G_N_ELEMENTS(names));
  fprintf(stderr, "beyt: there is no command '%s'\n", name);
  if (nearest)
    fprintf(stderr, "Did you mean '%s'?\n", nearest);
  else
    fputs("Try 'beyt --help'.\n", stderr);
  return EXIT_USAGE;
}

int main(int argc, char **argv) {
  setlocale(LC_CTYPE, "");
  if (argc < 2) {
    print_usage(stderr);
    return EXIT_USAGE;
  }
  const char *name = argv[1];
  if (g_str_equal(name, "--help") || g_str_equal(name, "-h") || g_str_equal(name, "help")) {
    print_usage(stdout);
    return EXIT_CLEAN;
  }
  if (g_str_equal(name, "--version")) name = "version";
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
    if (g_str_equal(name, commands[i].name)) return commands[i].run(argc - 1, argv + 1);
  return unknown_command(name);
}
