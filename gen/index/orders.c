/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the records by port, and all names in order with their owners. */
#include "index/orders.h"
#include "src/bytes.h"

#include <stdlib.h>

#define PORTS 65536

/* ---- ports ----------------------------------------------------------------------- */

void
iana_port_order_write(struct iana_buffer *to, const struct iana_table *table,
		      const struct iana_records *records)
{
	uint32_t *start = iana_calloc(PORTS + 1, sizeof *start);
	uint32_t *order = iana_calloc(records->n, sizeof *order);

	for (size_t r = 0; r < records->n; r++)
		start[table->entry[records->run[r].entry].port + 1]++;
	for (size_t port = 0; port < PORTS; port++)
		start[port + 1] += start[port];
	for (uint32_t r = 0; r < records->n; r++)
		order[start[table->entry[records->run[r].entry].port]++] = r;
	for (size_t i = 0; i < records->n; i++)
		iana_buffer_u32(to, order[i]);
	free(start);
	free(order);
}

/* ---- names ----------------------------------------------------------------------- */

/* A distinct name to be sorted, with the folded bytes that decide nearly always. */
struct sort_key {
	uint64_t head; /* the first eight, the first of them the highest */
	const char *name;
	uint32_t id;
};

struct name_owners {
	const struct iana_table *table;
	const struct iana_records *records;
	const struct iana_rows *rows;
	uint32_t *end;	 /* of each string number: how many owners; then where they end */
	uint32_t *owner; /* the owners of all names, name by name; NULL: count them */
};

/* Count an owner of a name, or put the owner behind the others of that name. */
static void
add_owner(struct name_owners *n, uint32_t id, uint32_t owner)
{
	if (n->owner != NULL)
		n->owner[n->end[id]] = owner;
	n->end[id]++;
}

/* All owners: the records in their order, then the rows in theirs. */
static void
add_owners(struct name_owners *n)
{
	const struct iana_registry *reg = n->table->reg;

	for (uint32_t r = 0; r < n->records->n; r++) {
		const struct iana_entry *e = &n->table->entry[n->records->run[r].entry];

		add_owner(n, e->name, r);
		for (uint32_t a = 0; a < e->n_aliases; a++)
			add_owner(n, n->table->alias[e->aliases + a], r);
	}
	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];

		if (n->rows->number[i] != IANA_NO_ROW && row->kind == IANA_ROW_PORTLESS)
			add_owner(n, row->field[IANA_F_NAME],
				  IANA_OWNER_IS_ROW | n->rows->number[i]);
	}
}

static uint64_t
folded_head(const char *name)
{
	uint64_t head = 0;
	size_t i = 0;

	for (; i < sizeof head && name[i] != '\0'; i++)
		head = head << 8 | iana_lower((uint8_t)name[i]);
	return i == 0 ? 0 : head << 8 * (sizeof head - i);
}

/* By folded bytes, then by bytes. */
static int
by_folded_name(const void *a, const void *b)
{
	const struct sort_key *x = a;
	const struct sort_key *y = b;
	const char *p = x->name;
	const char *q = y->name;

	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	while (*p != '\0' && iana_lower((uint8_t)*p) == iana_lower((uint8_t)*q)) {
		p++;
		q++;
	}
	if (iana_lower((uint8_t)*p) != iana_lower((uint8_t)*q))
		return (int)iana_lower((uint8_t)*p) - (int)iana_lower((uint8_t)*q);
	return strcmp(x->name, y->name);
}

/* The names that have owners, in order. */
static struct sort_key *
sorted_names(const struct name_owners *n, size_t *ret_n)
{
	const struct iana_pool *pool = &n->table->reg->pool;
	struct sort_key *key;
	size_t len = 0;

	for (uint32_t id = 1; id < pool->n; id++)
		len += n->end[id] != 0;
	key = iana_calloc(len, sizeof *key);
	len = 0;
	for (uint32_t id = 1; id < pool->n; id++) {
		const char *name = iana_pool_text(pool, id);

		if (n->end[id] != 0)
			key[len++] = (struct sort_key){ folded_head(name), name, id };
	}
	qsort(key, len, sizeof *key, by_folded_name);
	*ret_n = len;
	return key;
}

void
iana_name_order_write(struct iana_buffer *to, const struct iana_table *table,
		      const struct iana_records *records, const struct iana_rows *rows,
		      struct iana_texts *texts)
{
	struct name_owners n = { .table = table, .records = records, .rows = rows };
	struct sort_key *key;
	size_t n_keys;
	uint32_t at = 0;

	n.end = iana_calloc(table->reg->pool.n, sizeof *n.end);
	add_owners(&n);
	key = sorted_names(&n, &n_keys);
	/* Each count becomes the place of the name's first owner. */
	for (size_t i = 0; i < n_keys; i++) {
		uint32_t count = n.end[key[i].id];

		n.end[key[i].id] = at;
		at += count;
	}
	n.owner = iana_calloc(at, sizeof *n.owner);
	add_owners(&n);
	at = 0;
	for (size_t i = 0; i < n_keys; i++) {
		uint32_t text = iana_texts_at(texts, key[i].id);

		for (; at < n.end[key[i].id]; at++) {
			iana_buffer_u32(to, text);
			iana_buffer_u32(to, n.owner[at]);
		}
	}
	free(n.end);
	free(n.owner);
	free(key);
}
