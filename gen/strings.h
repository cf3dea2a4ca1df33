/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A pool that keeps each distinct string once and numbers them. */
#ifndef IANA_STRINGS_H
#define IANA_STRINGS_H

#include "alloc.h"

#include <stdint.h>

/* Number 0 is the empty string, always there. */
struct iana_strings {
	struct iana_arena arena;
	struct iana_string *item;
	size_t n;
	size_t cap;
	uint32_t *place; /* open addressing; 0: free, else a number and bits of the hash */
	uint32_t mask;
	uint64_t key[2]; /* of the hash; new in each process */
};

struct iana_string {
	const char *bytes; /* NUL-terminated; lives as long as the pool */
	uint32_t len;
	uint32_t hash;
};

void iana_strings_init(struct iana_strings *pool);
void iana_strings_done(struct iana_strings *pool);

/* The number of a string of len bytes, copied in if it is new.  Cost: O(len). */
uint32_t iana_strings_add(struct iana_strings *pool, const char *bytes, size_t len);

/* The number of a string, 0 when it is not there (or empty).  Cost: O(len). */
uint32_t iana_strings_find(const struct iana_strings *pool, const char *bytes, size_t len);

void iana_strings_fetch(const struct iana_strings *pool, const char *bytes, size_t len);

/* A pool may hold fewer than this; registry.h shows that none comes near. */
#define IANA_STRINGS_MAX (1u << 26)

/* Places from which on they are not in the cache by themselves: 1 MiB of them. */
#define IANA_STRINGS_LARGE (1u << 18)

/*
 * A string will be added soon: in a large pool, begin to fetch its place, which is the
 * more there by then the earlier this is said.
 */
static inline void
iana_strings_expect(const struct iana_strings *pool, const char *bytes, size_t len)
{
	if (pool->mask >= IANA_STRINGS_LARGE)
		iana_strings_fetch(pool, bytes, len);
}

/* The bytes of a number. */
static inline const char *
iana_string(const struct iana_strings *pool, uint32_t id)
{
	return pool->item[id].bytes;
}

#endif
