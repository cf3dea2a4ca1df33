/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The string pool: a hash table over an arena. */
#include "strings.h"
#include "hash.h"

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
hash_of(const struct iana_strings *pool, const char *bytes, size_t len)
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
iana_strings_init(struct iana_strings *pool)
{
	memset(pool, 0, sizeof *pool);
	/* 16 random bytes that the kernel gives each program at its start. */
	memcpy(pool->key, (const void *)getauxval(AT_RANDOM), sizeof pool->key);
	pool->mask = FIRST_TABLE - 1;
	pool->table = iana_calloc(FIRST_TABLE, sizeof *pool->table);
	pool->item = iana_grow(NULL, &pool->cap, 1, sizeof *pool->item);
	pool->item[0] = (struct iana_string){ "", 0 };
	pool->n = 1;
}

void
iana_strings_done(struct iana_strings *pool)
{
	free(pool->table);
	free(pool->item);
	iana_arena_done(&pool->arena);
}

static void
rehash(struct iana_strings *pool)
{
	struct iana_string_slot *old = pool->table;
	uint32_t n = pool->mask + 1;

	pool->mask = n * 2 - 1;
	pool->table = iana_calloc((size_t)n * 2, sizeof *pool->table);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = old[i].hash & pool->mask;

		if (old[i].id == 0)
			continue;
		while (pool->table[at].id != 0)
			at = (at + 1) & pool->mask;
		pool->table[at] = old[i];
	}
	free(old);
}

/* Where the table has a string of at least one byte, or the free place for it. */
static uint32_t
place_of(const struct iana_strings *pool, const char *bytes, size_t len, uint32_t hash)
{
	uint32_t at = hash & pool->mask;

	for (; pool->table[at].id != 0; at = (at + 1) & pool->mask) {
		const struct iana_string *s = &pool->item[pool->table[at].id];

		if (pool->table[at].hash == hash && s->len == len &&
		    memcmp(s->bytes, bytes, len) == 0)
			break;
	}
	return at;
}

uint32_t
iana_strings_find(const struct iana_strings *pool, const char *bytes, size_t len)
{
	if (len == 0)
		return 0; /* before the hash, which reads the last byte */
	return pool->table[place_of(pool, bytes, len, hash_of(pool, bytes, len))].id;
}

uint32_t
iana_strings_add(struct iana_strings *pool, const char *bytes, size_t len)
{
	uint32_t hash;
	uint32_t at;
	char *copy;

	if (len == 0)
		return 0;
	hash = hash_of(pool, bytes, len);
	at = place_of(pool, bytes, len, hash);
	if (pool->table[at].id != 0)
		return pool->table[at].id;
	copy = iana_arena_bytes(&pool->arena, len + 1);
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	pool->item = iana_grow(pool->item, &pool->cap, pool->n + 1, sizeof *pool->item);
	pool->item[pool->n] = (struct iana_string){ copy, (uint32_t)len };
	pool->table[at] = (struct iana_string_slot){ hash, (uint32_t)pool->n++ };
	if (pool->n > pool->mask / 4 * 3)
		rehash(pool);
	return (uint32_t)pool->n - 1;
}

void
iana_strings_fetch(const struct iana_strings *pool, const char *bytes, size_t len)
{
	if (len != 0)
		__builtin_prefetch(&pool->table[hash_of(pool, bytes, len) & pool->mask], 1);
}
