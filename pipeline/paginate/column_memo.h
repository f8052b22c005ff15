// Column memo: lists that were broken into columns before. A digest is laid out until its page
// numbers settle, and most of the time they change no height.
#pragma once
#include "paginate/column.h"

typedef struct ColumnMemo ColumnMemo;
ColumnMemo *column_memo_new(void);
void column_memo_free(ColumnMemo *memo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColumnMemo, column_memo_free)
// As columns_break().
GArray *column_memo_break(ColumnMemo *memo, const ColumnJob *job);
