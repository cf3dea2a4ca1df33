/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A pool that keeps each distinct string once and numbers them. */
#ifndef IANA_BASE_POOL_H
#define IANA_BASE_POOL_H

#include "base/alloc.h"

#include <stdint.h>

/* Number 0 is the empty string, always there. */
struct iana_pool {
	struct iana_arena arena;
	struct iana_pool_string *item;
	size_t n;
	size_t cap;
	uint32_t *place; /* open addressing; 0: free, else a number and bits of the hash */
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

/* The number of a string of len bytes, copied in if it is new.  Cost: O(len). */
uint32_t iana_pool_add(struct iana_pool *pool, const char *bytes, size_t len);

/* The number of a string, 0 when it is not there (or empty).  Cost: O(len). */
uint32_t iana_pool_find(const struct iana_pool *pool, const char *bytes, size_t len);

void iana_pool_fetch(const struct iana_pool *pool, const char *bytes, size_t len);

/* A pool may hold fewer than this; registry.h shows that none comes near. */
#define IANA_POOL_MAX (1u << 26)

/* Places from which on they are not in the cache by themselves: 1 MiB of them. */
#define IANA_POOL_LARGE (1u << 18)

/*
 * A string will be added soon: in a large pool, begin to fetch its place, which is the
 * more there by then the earlier this is said.
 */
static inline void
iana_pool_expect(const struct iana_pool *pool, const char *bytes, size_t len)
{
	if (pool->mask >= IANA_POOL_LARGE)
		iana_pool_fetch(pool, bytes, len);
}

/* The bytes of a number. */
static inline const char *
iana_pool_text(const struct iana_pool *pool, uint32_t id)
{
	return pool->item[id].bytes;
}

#endif
