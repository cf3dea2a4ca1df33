/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The string pool: a hash table over an arena. */
#include "base/pool.h"
#include "src/hash.h"

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#define FIRST_TABLE 8192u

/*
 * The hash of at least one byte.  Its key is random: with a known hash, an attacker could
 * write a registry whose texts all have the same slot.  No output depends on the hash, as
 * numbers are given in order.
 */
static uint32_t
hash_of(const struct iana_pool *pool, const char *bytes, size_t len)
{
	const char *s = bytes;
	uint64_t h = pool->key[1] ^ len;
	struct iana_words w;

	for (; len > 16; len -= 16, s += 16)
		h = iana_fold_product(iana_le64(s) ^ pool->key[0], iana_le64(s + 8) ^ h);
	w = iana_words(s, len);
	return (uint32_t)(iana_fold_product(w.a ^ pool->key[0], w.b ^ h) >> 32);
}

void
iana_pool_init(struct iana_pool *pool)
{
	memset(pool, 0, sizeof *pool);
	/* The kernel gives each program 16 random bytes when it starts. */
	memcpy(pool->key, (const void *)getauxval(AT_RANDOM), sizeof pool->key);
	pool->mask = FIRST_TABLE - 1;
	pool->slot = iana_calloc(FIRST_TABLE, sizeof *pool->slot);
	pool->item = iana_grow(NULL, &pool->cap, 1, sizeof *pool->item);
	pool->item[0] = (struct iana_pool_string){ "", 0, 0 };
	pool->n = 1;
}

void
iana_pool_done(struct iana_pool *pool)
{
	free(pool->slot);
	free(pool->item);
	iana_arena_done(&pool->arena);
}

/*
 * A slot holds the number of its string, and above it six bits of the hash.  They save
 * nearly every look at a wrong string, which is likely not in the cache.
 */
static uint32_t
slot_for(uint32_t id, uint32_t hash)
{
	return id | (hash & ~(IANA_POOL_MAX - 1));
}

static void
rehash(struct iana_pool *pool)
{
	pool->mask = pool->mask * 2 + 1;
	free(pool->slot);
	pool->slot = iana_calloc((size_t)pool->mask + 1, sizeof *pool->slot);
	for (uint32_t id = 1; id < pool->n; id++) {
		uint32_t hash = pool->item[id].hash;
		uint32_t at = hash & pool->mask;

		while (pool->slot[at] != 0)
			at = (at + 1) & pool->mask;
		pool->slot[at] = slot_for(id, hash);
	}
}

/* The string in a slot. */
static uint32_t
id_at(const struct iana_pool *pool, uint32_t at)
{
	return pool->slot[at] & (IANA_POOL_MAX - 1);
}

/* The slot of a string of at least one byte, or the free slot for it. */
static uint32_t
slot_of(const struct iana_pool *pool, const char *bytes, size_t len, uint32_t hash)
{
	uint32_t at = hash & pool->mask;

	for (; pool->slot[at] != 0; at = (at + 1) & pool->mask) {
		const struct iana_pool_string *s;

		if ((pool->slot[at] ^ hash) >= IANA_POOL_MAX)
			continue;
		s = &pool->item[id_at(pool, at)];
		if (s->hash == hash && s->len == len && memcmp(s->bytes, bytes, len) == 0)
			break;
	}
	return at;
}

uint32_t
iana_pool_find(const struct iana_pool *pool, const char *bytes, size_t len)
{
	if (len == 0)
		return 0; /* the hash needs a byte */
	return id_at(pool, slot_of(pool, bytes, len, hash_of(pool, bytes, len)));
}

uint32_t
iana_pool_add(struct iana_pool *pool, const char *bytes, size_t len)
{
	uint32_t hash;
	uint32_t at;
	char *copy;

	if (len == 0)
		return 0;
	hash = hash_of(pool, bytes, len);
	at = slot_of(pool, bytes, len, hash);
	if (pool->slot[at] != 0)
		return id_at(pool, at);
	copy = iana_arena_bytes(&pool->arena, len + 1);
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	pool->item = iana_grow(pool->item, &pool->cap, pool->n + 1, sizeof *pool->item);
	pool->item[pool->n] = (struct iana_pool_string){ copy, (uint32_t)len, hash };
	pool->slot[at] = slot_for((uint32_t)pool->n++, hash);
	if (pool->n > pool->mask / 4 * 3)
		rehash(pool);
	return (uint32_t)pool->n - 1;
}

void
iana_pool_fetch(const struct iana_pool *pool, const char *bytes, size_t len)
{
	if (len != 0)
		__builtin_prefetch(&pool->slot[hash_of(pool, bytes, len) & pool->mask], 1);
}
