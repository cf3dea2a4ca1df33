/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checked allocation and an arena of bytes. */
#include "base/alloc.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define CHUNK_BYTES ((size_t)256 << 10)

struct iana_chunk {
	struct iana_chunk *next;
	char bytes[];
};

/*
 * The only message that main.c does not print, as it must not need memory.  It never comes
 * while outputs are written: they are complete in memory before that.
 */
void
iana_out_of_memory(void)
{
	fputs("iana-services: out of memory\n", stderr);
	exit(EXIT_FAILURE);
}

void
iana_keep_memory(void)
{
	/* Another libc has no such settings. */
#ifdef M_MMAP_MAX
	mallopt(M_MMAP_MAX, 0);
	mallopt(M_TRIM_THRESHOLD, -1);
#endif
}

void *
iana_calloc(size_t n, size_t size)
{
	void *p = calloc(n != 0 ? n : 1, size);

	if (p == NULL)
		iana_out_of_memory();
	return p;
}

void *
iana_grow_more(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap < 16 ? 16 : *cap;

	while (n < need) {
		if (n > SIZE_MAX / 2 / size)
			iana_out_of_memory();
		n *= 2;
	}
	p = realloc(p, n * size);
	if (p == NULL)
		iana_out_of_memory();
	*cap = n;
	return p;
}

char *
iana_arena_bytes(struct iana_arena *arena, size_t len)
{
	char *p;

	if (len > arena->size - arena->used) {
		size_t size = len > CHUNK_BYTES ? len : CHUNK_BYTES;
		struct iana_chunk *c = malloc(sizeof *c + size);

		if (c == NULL)
			iana_out_of_memory();
		c->next = arena->chunk;
		arena->chunk = c;
		arena->used = 0;
		arena->size = size;
	}
	p = arena->chunk->bytes + arena->used;
	arena->used += len;
	return p;
}

void
iana_arena_done(struct iana_arena *arena)
{
	while (arena->chunk != NULL) {
		struct iana_chunk *next = arena->chunk->next;

		free(arena->chunk);
		arena->chunk = next;
	}
	arena->used = 0;
	arena->size = 0;
}
