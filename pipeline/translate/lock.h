// Locks: align/ID.lock, what each block of a translation was last made from. Line-based, in source
// order and without times, so that git merges it:
//
//     beyt lock 1
//     fa paragraph 3f2a90c1d7e4 b01c55aa9e20
//
// language, kind of the first source block, fingerprint of the source's prose, fingerprint of the
// translation's. A fingerprint is of words alone: a changed address or markup is no stale text.
#pragma once
#include "model/publication.h"

// Reads the lock of every pair that has one, and marks the links whose source has changed while
// their translation has not (BlockPair.stale, PostPair.stale_counts). A line that can't be read is
// reported and passed over; the others count.
void publication_read_locks(Publication *publication, DiagnosticList *diagnostics);
// The lock of a pair as its texts stand now, every block counted as up to date; freed by the
// caller. NULL for a pair without a translation.
char *lock_write(const PostPair *pair);
// "align/ID.lock" below `folder`; freed by the caller.
char *lock_path(const char *folder, const PostPair *pair);
