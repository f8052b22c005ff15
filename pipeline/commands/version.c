#include <stdio.h>

#include "commands/command.h"

int command_version(int argc, char **argv) {
  int status;
  g_auto(GStrv) arguments =
      command_parse(argc, argv, "", "Tells which beyt this is.", NULL, &status);
  if (!arguments) return status;
  if (arguments[0]) return command_usage("version", "takes no argument: '%s'", arguments[0]);
  puts("beyt " BEYT_VERSION);
  return EXIT_CLEAN;
}
