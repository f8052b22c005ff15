// QR codes (ISO/IEC 18004): the only file that knows libqrencode.
#pragma once
#include "paginate/page.h"

// The code of a text with medium error correction, in the arena; NULL where the text is too long
// for a code that a telephone could read from paper.
const CodeMatrix *qr_encode(Arena *arena, const char *text);
