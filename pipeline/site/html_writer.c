#include "site/html_writer.h"
