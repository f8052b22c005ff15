// Commands: each wires stages together and holds no logic of its own.
#pragma once
#include <glib.h>

#include "build/workspace.h"

typedef enum {
  EXIT_CLEAN = 0,
  EXIT_FAULTS = 1,      // faults in content
  EXIT_USAGE = 2,       // usage or configuration
  EXIT_ENVIRONMENT = 3, // a file or a font
  EXIT_INTERNAL = 4,
} ExitStatus;

typedef struct {
  const char *name, *summary;
  int (*run)(int argc, char **argv); // argv[0] is the command's name
} Command;

int command_init(int argc, char **argv);
int command_new(int argc, char **argv);
int command_check(int argc, char **argv);
int command_lock(int argc, char **argv);
int command_status(int argc, char **argv);
int command_build(int argc, char **argv);
int command_digest(int argc, char **argv);
// "beyt digest new": argv[0] is "digest new".
int command_digest_new(int argc, char **argv);
int command_preflight(int argc, char **argv);
int command_impose(int argc, char **argv);
int command_unpack(int argc, char **argv);
int command_dump(int argc, char **argv);
int command_version(int argc, char **argv);

// Parses GNU-style options. The arguments that are left, freed with g_strfreev; or NULL where help
// was printed or the usage was wrong: leave with *status then.
char **command_parse(int argc, char **argv, const char *arguments, const char *summary,
                     const GOptionEntry *options, int *status);
// "beyt: …" on standard error with a pointer to --help; returns EXIT_USAGE.
int command_usage(const char *command, const char *format, ...) G_GNUC_PRINTF(2, 3);
// Reports an environment fault and returns EXIT_ENVIRONMENT; `error` is freed.
int command_take_error(GError *error);
// Writes the workspace's diagnostics to standard error and returns the exit status they call for.
int command_report(Workspace *workspace);
// The publication to work on: `folder` if given, else the nearest folder at or above `start` (NULL
// = here) that holds publication.yaml, else `start`. Freed by the caller.
char *command_find_folder(const char *folder, const char *start);
