/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The string pool: a hash table over an arena. */
#include "strings.h"
#include "hash.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_TABLE 8192u

void
iana_strings_init(struct iana_strings *pool)
{
	memset(pool, 0, sizeof *pool);
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

uint32_t
iana_strings_add(struct iana_strings *pool, const char *bytes, size_t len)
{
	struct iana_string *s;
	uint32_t hash;
	uint32_t at;
	char *copy;

	if (len == 0)
		return 0; /* before the hash, which reads the last byte */
	hash = (uint32_t)(iana_hash(bytes, len, 0) >> 32);
	at = hash & pool->mask;
	for (; pool->table[at].id != 0; at = (at + 1) & pool->mask) {
		if (pool->table[at].hash != hash)
			continue;
		s = &pool->item[pool->table[at].id];
		if (s->len == len && memcmp(s->bytes, bytes, len) == 0)
			return pool->table[at].id;
	}
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
