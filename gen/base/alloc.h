/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory for the generator.  Without memory, the program ends with a message. */
#ifndef IANA_BASE_ALLOC_H
#define IANA_BASE_ALLOC_H

#include <stddef.h>

/* End the program with the message. */
_Noreturn void iana_out_of_memory(void);

/*
 * Keep freed memory in the program for the next allocation.  A conversion frees hundreds
 * of megabytes on its way; to get a page from the kernel again costs more than to fill it.
 */
void iana_keep_memory(void);

/* Allocate n items of size bytes, all zero. */
void *iana_calloc(size_t n, size_t size);

/* iana_grow if need is more than *cap. */
void *iana_grow_more(void *p, size_t *cap, size_t need, size_t size);

/*
 * Make room for at least need items: returns p, perhaps moved, and doubles *cap.  The new
 * items are not cleared.  Inline, as nearly every caller has the room already.
 */
static inline void *
iana_grow(void *p, size_t *cap, size_t need, size_t size)
{
	return need <= *cap ? p : iana_grow_more(p, cap, need, size);
}

/* An arena: many small blocks that are freed together.  Start with all zero. */
struct iana_arena {
	struct iana_chunk *chunk;
	size_t used;
	size_t size;
};

/* Allocate len bytes, not aligned. */
char *iana_arena_bytes(struct iana_arena *arena, size_t len);

/* Free all blocks of an arena; it may have none. */
void iana_arena_done(struct iana_arena *arena);

#endif
