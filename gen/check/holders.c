/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps the first holder of each name, and finds entries that are repeated. */
#include "check/holders.h"
#include "base/buffer.h"
#include "src/bytes.h"

#include <stdlib.h>

void
iana_holders_init(struct iana_holders *h, bool is_folded)
{
	*h = (struct iana_holders){ .is_folded = is_folded };
	iana_pool_init(&h->keys);
}

void
iana_holders_done(struct iana_holders *h)
{
	iana_pool_done(&h->keys);
	free(h->item);
}

struct iana_holder *
iana_holder_of(struct iana_holders *h, const struct iana_checked *c, uint32_t protocol,
	       uint32_t name)
{
	size_t n_before = h->keys.n;
	struct iana_buffer key = { 0 };
	uint32_t id;

	iana_buffer_puts(&key, iana_checked_text(c, protocol));
	iana_buffer_u8(&key, '/');
	iana_buffer_puts(&key, iana_checked_text(c, name));
	for (size_t i = 0; h->is_folded && i < key.len; i++)
		key.bytes[i] = (char)iana_lower((uint8_t)key.bytes[i]);
	id = iana_pool_add(&h->keys, key.bytes, key.len);
	iana_buffer_done(&key);
	h->item = iana_grow(h->item, &h->cap, (size_t)id + 1, sizeof *h->item);
	if (id >= n_before)
		h->item[id] = (struct iana_holder){ .entry = IANA_NO_ENTRY };
	return &h->item[id];
}

/* The number of what twins share. */
static uint32_t
twin_key(struct iana_pool *keys, const struct iana_checked_entry *e)
{
	uint32_t key[4] = { e->name, e->protocol, e->port_lo, e->port_hi };

	return iana_pool_add(keys, (const char *)key, sizeof key);
}

uint32_t *
iana_checked_twins(const struct iana_checked *c)
{
	uint32_t *next = iana_calloc(c->n_entries + 1, sizeof *next);
	uint32_t *last = NULL; /* by number of the key, the last entry so far */
	size_t cap = 0;
	struct iana_pool keys;

	iana_pool_init(&keys);
	for (uint32_t i = 0; i < c->n_entries; i++) {
		size_t n_before = keys.n;
		uint32_t id = twin_key(&keys, &c->entry[i]);

		next[i] = IANA_NO_ENTRY;
		last = iana_grow(last, &cap, (size_t)id + 1, sizeof *last);
		if (id < n_before)
			next[last[id]] = i;
		last[id] = i;
	}
	free(last);
	iana_pool_done(&keys);
	return next;
}
