#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// Blocks double from the first size to the last, since most arenas hold little and a few hold much;
// a larger request has a block of its own. A page of memory costs when it is first touched: blocks
// are not cleared whole, only what is handed out. An arena that has grown to a quarter of a huge
// page goes on in those: one touch in the place of 512 (an eighth of a digest's time).
#define FIRST_BLOCK_BYTES (4 * 1024)
#define USUAL_BLOCK_BYTES (256 * 1024)
#define HUGE_BLOCK_BYTES  (2 * 1024 * 1024)
#define HUGE_FROM_BYTES   (512 * 1024)
#define ALIGNMENT         16
#define FIRST_ROOM        32

typedef struct Block Block;
struct Block {
  Block *next;
  gsize used, size;
};

typedef struct {
  void *object;
  GDestroyNotify destroy;
} Owned;

struct Arena {
  Block *blocks;
  gsize block_bytes; // of the last usual block
  gsize total_bytes; // of all blocks
  GArray *owned;
};

Arena *arena_new(void) {
  return g_new0(Arena, 1);
}

static gsize header_size(void) {
  return (sizeof(Block) + ALIGNMENT - 1) & ~(gsize)(ALIGNMENT - 1);
}

static void destroy_owned(Arena *arena) {
  for (guint i = arena->owned ? arena->owned->len : 0; i > 0; i--) {
    Owned *owned = &g_array_index(arena->owned, Owned, i - 1);
    owned->destroy(owned->object);
  }
  if (arena->owned) g_array_set_size(arena->owned, 0);
}

void arena_free(Arena *arena) {
  if (!arena) return;
  destroy_owned(arena);
  if (arena->owned) g_array_free(arena->owned, TRUE);
  for (Block *block = arena->blocks, *next; block; block = next) {
    next = block->next;
    g_free(block);
  }
  g_free(arena);
}

static Block *block_new(Arena *arena, gsize size) {
  Block *block = g_malloc(header_size() + size);
  *block = (Block){.size = size};
  arena->total_bytes += size;
  return block;
}

static Block *huge_block_new(Arena *arena) {
  Block *block = aligned_alloc(HUGE_BLOCK_BYTES, HUGE_BLOCK_BYTES);
  if (!block) g_error("no memory for %d bytes", HUGE_BLOCK_BYTES);
  madvise(block, HUGE_BLOCK_BYTES, MADV_HUGEPAGE); // where there are none, nothing is lost
  *block = (Block){.size = HUGE_BLOCK_BYTES - header_size()};
  arena->total_bytes += block->size;
  return block;
}

static Block *usual_block_new(Arena *arena) {
  if (arena->total_bytes >= HUGE_FROM_BYTES) return huge_block_new(arena);
  arena->block_bytes = CLAMP(arena->block_bytes * 2, FIRST_BLOCK_BYTES, USUAL_BLOCK_BYTES);
  return block_new(arena, arena->block_bytes);
}

// A block made for one large request goes behind the current one, whose rest stays in use.
static G_GNUC_UNUSED Block *add_block(Arena *arena, gsize size) {
  gboolean large = size > MAX(arena->block_bytes, FIRST_BLOCK_BYTES) / 4;
  Block *block = large ? block_new(arena, MAX(size, FIRST_BLOCK_BYTES)) : usual_block_new(arena);
  Block **place = large && arena->blocks ? &arena->blocks->next : &arena->blocks;
  block->next = *place;
  *place = block;
  return block;
}

void arena_clear(Arena *arena) {
  destroy_owned(arena);
  Block *kept = NULL;
  for (Block *block = arena->blocks, *next; block; block = next) {
    next = block->next;
#ifndef BEYT_SANITIZE // AddressSanitizer is to see what is used after it was cleared
    if (!kept && block->size == arena->block_bytes) {
      kept = block;
      continue;
    }
#endif
    g_free(block);
  }
  arena->blocks = kept;
  arena->total_bytes = kept ? kept->size : 0;
  if (!kept) return;
  kept->used = 0;
  kept->next = NULL;
}

void *arena_room(Arena *arena, gsize size_bytes) {
  gsize size = (MAX(size_bytes, 1) + ALIGNMENT - 1) & ~(gsize)(ALIGNMENT - 1);
#ifdef BEYT_SANITIZE
  // A block an allocation, of the exact size, so that AddressSanitizer sees overruns.
  size = MAX(size_bytes, 1);
  Block *own = block_new(arena, size);
  own->next = arena->blocks;
  arena->blocks = own;
  return (char *)own + header_size();
#endif
  Block *block = arena->blocks;
  if (!block || block->size - block->used < size) block = add_block(arena, size);
  void *result = (char *)block + header_size() + block->used;
  block->used += size;
  return result;
}

void *arena_alloc(Arena *arena, gsize size_bytes) {
  return memset(arena_room(arena, size_bytes), 0, MAX(size_bytes, 1));
}

void arena_own(Arena *arena, void *object, GDestroyNotify destroy) {
  if (!arena->owned) arena->owned = g_array_new(FALSE, FALSE, sizeof(Owned));
  Owned owned = {object, destroy};
  g_array_append_val(arena->owned, owned);
}

void *arena_copy(Arena *arena, const void *data, gsize size_bytes) {
  void *copy = arena_room(arena, size_bytes);
  if (size_bytes) memcpy(copy, data, size_bytes);
  return copy;
}

void *arena_grow(Arena *arena, void *items, guint count, guint *room, gsize item_bytes) {
  if (count < *room) return items;
  g_assert(count < G_MAXUINT / 2);
  *room = MAX(count * 2, FIRST_ROOM);
  void *grown = arena_room(arena, *room * item_bytes);
  if (count) memcpy(grown, items, count * item_bytes);
  return grown;
}

char *arena_strndup(Arena *arena, const char *text, gsize length_bytes) {
  char *copy = arena_room(arena, length_bytes + 1);
  if (length_bytes) memcpy(copy, text, length_bytes);
  copy[length_bytes] = '\0';
  return copy;
}

char *arena_strdup(Arena *arena, const char *text) {
  return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_printf(Arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  return arena_strdup(arena, text);
}

char *arena_take_string(Arena *arena, GString *text) {
  char *copy = arena_strndup(arena, text->str, text->len);
  g_string_free(text, TRUE);
  return copy;
}
