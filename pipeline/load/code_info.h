// The words after a fence: ```c {#b:example}
#pragma once
#include "load/draft.h"

// Sets the code block's info, and its id and language where the info ends in {…}.
void code_info_apply(Drafts *drafts, Node *node, const char *info);
gboolean code_info_is_verse(const Node *node);
