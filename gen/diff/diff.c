/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares two registries: brings them to one pool of strings, and runs the parts. */
#include "diff/parts.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

uint32_t
iana_side_string(struct iana_comparison *c, struct iana_side *side, uint32_t id)
{
	const struct iana_pool_string *s;

	if (side->id == NULL || id == 0)
		return id;
	if (side->id[id] == 0) {
		s = &side->table->reg->pool.item[id];
		side->id[id] = iana_pool_add(c->diff->pool, s->bytes, s->len);
	}
	return side->id[id];
}

void
iana_diff_add(struct iana_comparison *c, enum iana_change_kind kind, uint32_t name,
	      uint32_t other, uint32_t rank, uint16_t lo, uint16_t hi, uint16_t from)
{
	struct iana_diff *d = c->diff;

	d->change =
	    iana_grow(d->change, &d->cap_changes, d->n_changes + 1, sizeof *d->change);
	d->change[d->n_changes++] = (struct iana_change){ .kind = kind,
							  .name = name,
							  .other = other,
							  .rank = rank,
							  .port_lo = lo,
							  .port_hi = hi,
							  .from_lo = from };
}

/* ---- protocols ------------------------------------------------------------- */

/* A protocol and where N7 puts it. */
struct protocol {
	const char *name;
	uint32_t id;
};

static int
compare_protocols(const void *a, const void *b)
{
	const struct protocol *x = a;
	const struct protocol *y = b;

	return iana_protocol_order(x->name, y->name);
}

struct protocols {
	struct protocol *item;
	size_t n;
	size_t cap;
	uint8_t *seen;
};

/* The protocols of all rows of a side that are new; seen has room for all strings. */
static void
collect_protocols(struct iana_comparison *c, struct iana_side *side, struct protocols *p)
{
	const struct iana_registry *reg = side->table->reg;

	for (size_t i = 0; i < reg->n_rows; i++) {
		uint32_t id = iana_side_string(c, side, reg->row[i].field[IANA_F_PROTOCOL]);
		const char *name = iana_pool_text(c->diff->pool, id);

		if (p->seen[id] != 0)
			continue;
		p->seen[id] = 1;
		p->item = iana_grow(p->item, &p->cap, p->n + 1, sizeof *p->item);
		p->item[p->n++] = (struct protocol){ name, id };
	}
}

/* Rank every protocol of either side; that of no protocol at all is 0. */
static void
rank_protocols(struct iana_comparison *c)
{
	static const char *const always[] = { "", "tcp", "udp" };
	size_t room = c->old.table->reg->pool.n + c->new.table->reg->pool.n + 3;
	struct protocols p = { .seen = iana_calloc(room, 1) };

	c->rank = iana_calloc(room, sizeof *c->rank);
	for (size_t i = 0; i < 3; i++) {
		uint32_t id = iana_pool_add(c->diff->pool, always[i], strlen(always[i]));

		p.seen[id] = 1;
		p.item = iana_grow(p.item, &p.cap, p.n + 1, sizeof *p.item);
		p.item[p.n++] = (struct protocol){ always[i], id };
	}
	collect_protocols(c, &c->old, &p);
	collect_protocols(c, &c->new, &p);
	qsort(p.item, p.n, sizeof *p.item, compare_protocols);
	c->protocol = iana_calloc(p.n, sizeof *c->protocol);
	for (uint32_t i = 0; i < p.n; i++) {
		c->protocol[i] = p.item[i].id;
		c->rank[p.item[i].id] = i;
	}
	c->n_protocols = (uint32_t)p.n;
	free(p.item);
	free(p.seen);
}

/* ---- all of it -------------------------------------------------------------- */

/* Text of services(5) tells of entries alone. */
static bool
tells_of_gaps(const struct iana_table *t)
{
	return t->n_unnamed != 0 || t->n_portless != 0;
}

void
iana_diff_tables(struct iana_diff *ret, struct iana_registry *old_reg,
		 const struct iana_table *old, const struct iana_table *new)
{
	struct iana_comparison c = { .diff = ret, .old.table = old, .new.table = new };

	memset(ret, 0, sizeof *ret);
	ret->pool = &old_reg->pool;
	c.new.id = iana_calloc(new->reg->pool.n, sizeof *c.new.id);
	rank_protocols(&c);
	iana_diff_services(&c);
	if (tells_of_gaps(old) && tells_of_gaps(new)) {
		iana_diff_ports(&c);
		iana_diff_names(&c);
	}
	iana_diff_merge(&c);
	free(c.new.id);
	free(c.protocol);
	free(c.rank);
	free(c.has_port);
}

void
iana_diff_done(struct iana_diff *diff)
{
	free(diff->change);
}
