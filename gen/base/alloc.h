/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory for the generator: succeeds, or ends the program with a message. */
#ifndef IANA_BASE_ALLOC_H
#define IANA_BASE_ALLOC_H

#include <stddef.h>

/* End the program with the message. */
_Noreturn void iana_out_of_memory(void);

/*
 * Let what is freed stay with the program for what is allocated next: a conversion frees
 * hundreds of megabytes on its way, and to get each page from the kernel anew costs more
 * than to fill it.
 */
void iana_keep_memory(void);

/* n items of size bytes, all zero. */
void *iana_calloc(size_t n, size_t size);

/* iana_grow, when need is more than *cap. */
void *iana_grow_more(void *p, size_t *cap, size_t need, size_t size);

/*
 * Make room for at least need items: returns p, perhaps moved; doubles *cap.
 * The new items are not cleared.  Nearly every caller has room: no call then.
 */
static inline void *
iana_grow(void *p, size_t *cap, size_t need, size_t size)
{
	return need <= *cap ? p : iana_grow_more(p, cap, need, size);
}

/* An arena: many small blocks, one free.  Start with all zero. */
struct iana_arena {
	struct iana_chunk *chunk;
	size_t used;
	size_t size;
};

/* len bytes from the arena, of no particular alignment. */
char *iana_arena_bytes(struct iana_arena *arena, size_t len);

/* Free everything the arena gave; accepts one that gave nothing. */
void iana_arena_done(struct iana_arena *arena);

#endif
