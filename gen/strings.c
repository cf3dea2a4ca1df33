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
	pool->item[0] = (struct iana_string){ "", 0, 0 };
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
	pool->mask = pool->mask * 2 + 1;
	free(pool->table);
	pool->table = iana_calloc((size_t)pool->mask + 1, sizeof *pool->table);
	for (uint32_t id = 1; id < pool->n; id++) {
		uint32_t at = pool->item[id].hash & pool->mask;

		while (pool->table[at] != 0)
			at = (at + 1) & pool->mask;
		pool->table[at] = id;
	}
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
	hash = (uint32_t)(iana_hash((const uint8_t *)bytes, len, 0) >> 32);
	at = hash & pool->mask;
	for (; pool->table[at] != 0; at = (at + 1) & pool->mask) {
		s = &pool->item[pool->table[at]];
		if (s->hash == hash && s->len == len && memcmp(s->bytes, bytes, len) == 0)
			return pool->table[at];
	}
	copy = iana_arena_bytes(&pool->arena, len + 1);
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	pool->item = iana_grow(pool->item, &pool->cap, pool->n + 1, sizeof *pool->item);
	pool->item[pool->n] = (struct iana_string){ copy, (uint32_t)len, hash };
	pool->table[at] = (uint32_t)pool->n++;
	if (pool->n > pool->mask / 2)
		rehash(pool);
	return (uint32_t)pool->n - 1;
}
