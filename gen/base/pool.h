/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A pool of strings: keeps each string once, and numbers them. */
#ifndef IANA_BASE_POOL_H
#define IANA_BASE_POOL_H

#include "base/alloc.h"

#include <stdint.h>

/* Number 0 is always the empty string. */
struct iana_pool {
	struct iana_arena arena;
	struct iana_pool_string *item;
	size_t n;
	size_t cap;
	uint32_t *slot; /* open addressing; 0: free, else a number and bits of the hash */
	uint32_t mask;
	uint64_t key[2]; /* of the hash; new in each process */
};

struct iana_pool_string {
	const char *bytes; /* NUL-terminated; lives as long as the pool */
	uint32_t len;
	uint32_t hash;
};

void iana_pool_init(struct iana_pool *pool);
void iana_pool_done(struct iana_pool *pool);

/* The number of a string; a new string is copied into the pool.  Cost: O(len). */
uint32_t iana_pool_add(struct iana_pool *pool, const char *bytes, size_t len);

/* The number of a string, 0 if it is missing or empty.  Cost: O(len). */
uint32_t iana_pool_find(const struct iana_pool *pool, const char *bytes, size_t len);

/* More than any pool holds: registry.h proves it. */
#define IANA_POOL_MAX (1u << 26)

#define IANA_POOL_LARGE (1u << 18) /* slots, 1 MiB: more than the caches keep */

void iana_pool_fetch(const struct iana_pool *pool, const char *bytes, size_t len);

/*
 * Prepare for a string that is added soon.  The slots of a large pool are not in the cache:
 * start to fetch the one of this string.  A registry of a million rows converts in 0.85 of
 * the time for it.
 */
static inline void
iana_pool_expect(const struct iana_pool *pool, const char *bytes, size_t len)
{
	if (pool->mask >= IANA_POOL_LARGE)
		iana_pool_fetch(pool, bytes, len);
}

/* The string of a number. */
static inline const char *
iana_pool_text(const struct iana_pool *pool, uint32_t id)
{
	return pool->item[id].bytes;
}

#endif
