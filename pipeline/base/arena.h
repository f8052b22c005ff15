// Arena: memory that is freed all at once. One arena a post, a pair, a digest; a scratch arena a
// job. Functions that take an Arena as first argument return memory that lives as long as that
// arena. Not thread-safe: one arena belongs to one thread at a time.
#pragma once
#include <glib.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)
// Frees all that was allocated, and keeps the arena and one block for further use: for the scratch
// arena of a loop.
void arena_clear(Arena *arena);

// Zeroed, aligned for any type. A size of 0 gives a valid pointer.
void *arena_alloc(Arena *arena, gsize size_bytes);
// The same, not cleared: for what is filled at once.
void *arena_room(Arena *arena, gsize size_bytes);
// Frees `object` with `destroy` when the arena is freed, in reverse order of registration. For the
// few things that come from elsewhere (GHashTable, ICU and HarfBuzz objects).
void arena_own(Arena *arena, void *object, GDestroyNotify destroy);

char *arena_strdup(Arena *arena, const char *text);
char *arena_strndup(Arena *arena, const char *text, gsize length_bytes);
char *arena_printf(Arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);
void *arena_copy(Arena *arena, const void *data, gsize size_bytes);
// For a list that grows: `items`, or a copy of them with room for more where all `*room` are taken
// (FIRST_ROOM at the beginning, then twice as many each time).
void *arena_grow(Arena *arena, void *items, guint count, guint *room, gsize item_bytes);
// The contents of `text`, which is freed.
char *arena_take_string(Arena *arena, GString *text);

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count)                                                            \
  ((Type *)arena_alloc((arena), sizeof(Type) * (gsize)(count)))
#define ARENA_ROOM(arena, Type, count) ((Type *)arena_room((arena), sizeof(Type) * (gsize)(count)))
// A place for one item more at the end of a list.
#define ARENA_APPEND(arena, Type, items, count, room)                                              \
  (((count) == (room)                                                                              \
        ? (void)((items) = (Type *)arena_grow((arena), (items), (count), &(room), sizeof(Type)))   \
        : (void)0),                                                                                \
   &(items)[(count)++])
