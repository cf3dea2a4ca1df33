/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The string pool: a hash table over an arena. */
#include "base/pool.h"
#include "src/hash.h"

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#define FIRST_TABLE 8192u

/* Multiply and fold the upper half of the product onto the lower one. */
static uint64_t
fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ unsigned __int128 p = (unsigned __int128)a * b;

	return (uint64_t)p ^ (uint64_t)(p >> 64);
#else
	uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX);
	uint64_t left = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
	uint64_t right = (a & UINT32_MAX) * (b >> 32) + (left & UINT32_MAX);

	return (right << 32 | (low & UINT32_MAX)) ^
	       ((a >> 32) * (b >> 32) + (left >> 32) + (right >> 32));
#endif
}

/*
 * The hash of at least one byte.  The index's own would let a registry be made whose
 * texts all fall on one place of the table.  Nothing that is written depends on this
 * one: numbers are given in order.
 */
static uint32_t
hash_of(const struct iana_pool *pool, const char *bytes, size_t len)
{
	const char *s = bytes;
	uint64_t h = iana_hash_seed(len, pool->key[1]);
	struct iana_words w;

	for (; len > 16; len -= 16, s += 16)
		h = fold(iana_le64(s) ^ pool->key[0], iana_le64(s + 8) ^ h);
	w = iana_words(s, len);
	return (uint32_t)(fold(w.a ^ pool->key[0], w.b ^ h) >> 32);
}

void
iana_pool_init(struct iana_pool *pool)
{
	memset(pool, 0, sizeof *pool);
	/* 16 random bytes that the kernel gives each program at its start. */
	memcpy(pool->key, (const void *)getauxval(AT_RANDOM), sizeof pool->key);
	pool->mask = FIRST_TABLE - 1;
	pool->place = iana_calloc(FIRST_TABLE, sizeof *pool->place);
	pool->item = iana_grow(NULL, &pool->cap, 1, sizeof *pool->item);
	pool->item[0] = (struct iana_pool_string){ "", 0, 0 };
	pool->n = 1;
}

void
iana_pool_done(struct iana_pool *pool)
{
	free(pool->place);
	free(pool->item);
	iana_arena_done(&pool->arena);
}

/*
 * A place says which string it has, and above that six bits of its hash: of a large pool,
 * looking at strings is what costs, and then how many pages the places themselves have.
 */
static uint32_t
place_for(uint32_t id, uint32_t hash)
{
	return id | (hash & ~(IANA_POOL_MAX - 1));
}

static void
rehash(struct iana_pool *pool)
{
	pool->mask = pool->mask * 2 + 1;
	free(pool->place);
	pool->place = iana_calloc((size_t)pool->mask + 1, sizeof *pool->place);
	for (uint32_t id = 1; id < pool->n; id++) {
		uint32_t hash = pool->item[id].hash;
		uint32_t at = hash & pool->mask;

		while (pool->place[at] != 0)
			at = (at + 1) & pool->mask;
		pool->place[at] = place_for(id, hash);
	}
}

/* The string of a place. */
static uint32_t
id_at(const struct iana_pool *pool, uint32_t at)
{
	return pool->place[at] & (IANA_POOL_MAX - 1);
}

/* Where a string of at least one byte is, or the free place for it. */
static uint32_t
place_of(const struct iana_pool *pool, const char *bytes, size_t len, uint32_t hash)
{
	uint32_t at = hash & pool->mask;

	for (; pool->place[at] != 0; at = (at + 1) & pool->mask) {
		const struct iana_pool_string *s;

		if ((pool->place[at] ^ hash) >= IANA_POOL_MAX)
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
		return 0; /* before the hash, which reads the last byte */
	return id_at(pool, place_of(pool, bytes, len, hash_of(pool, bytes, len)));
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
	at = place_of(pool, bytes, len, hash);
	if (pool->place[at] != 0)
		return id_at(pool, at);
	copy = iana_arena_bytes(&pool->arena, len + 1);
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	pool->item = iana_grow(pool->item, &pool->cap, pool->n + 1, sizeof *pool->item);
	pool->item[pool->n] = (struct iana_pool_string){ copy, (uint32_t)len, hash };
	pool->place[at] = place_for((uint32_t)pool->n++, hash);
	if (pool->n > pool->mask / 4 * 3)
		rehash(pool);
	return (uint32_t)pool->n - 1;
}

void
iana_pool_fetch(const struct iana_pool *pool, const char *bytes, size_t len)
{
	if (len != 0)
		__builtin_prefetch(&pool->place[hash_of(pool, bytes, len) & pool->mask], 1);
}
