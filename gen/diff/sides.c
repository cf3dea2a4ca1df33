/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Brings the strings and protocols of two tables together. */
#include "diff/sides.h"
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

uint32_t
iana_side_rank(struct iana_comparison *c, struct iana_side *side, uint32_t protocol)
{
	return c->rank[iana_side_string(c, side, protocol)];
}

void
iana_comparison_add(struct iana_comparison *c, struct iana_change x)
{
	struct iana_diff *d = c->diff;

	d->change =
	    iana_grow(d->change, &d->cap_changes, d->n_changes + 1, sizeof *d->change);
	d->change[d->n_changes++] = x;
}

/* ---- protocols ------------------------------------------------------------- */

/* Distinct protocols. */
struct protocols {
	uint32_t *id;
	size_t n;
	size_t cap;
	bool *seen; /* by string number */
};

static void
add_once(struct protocols *p, uint32_t id)
{
	if (p->seen[id])
		return;
	p->seen[id] = true;
	p->id = iana_grow(p->id, &p->cap, p->n + 1, sizeof *p->id);
	p->id[p->n++] = id;
}

/* Add the protocols of all rows of a side. */
static void
collect_protocols(struct iana_comparison *c, struct iana_side *side, struct protocols *p)
{
	const struct iana_registry *reg = side->table->reg;

	for (size_t i = 0; i < reg->n_rows; i++)
		add_once(p, iana_side_string(c, side, reg->row[i].field[IANA_F_PROTOCOL]));
}

/* Rank the protocols of both sides.  A blank one, tcp and udp are always there. */
static void
rank_protocols(struct iana_comparison *c)
{
	struct iana_pool *pool = c->diff->pool;
	size_t room = c->old.table->reg->pool.n + c->new.table->reg->pool.n;
	struct protocols p = { .seen = iana_calloc(room, sizeof *p.seen) };

	add_once(&p, 0);
	add_once(&p, iana_pool_add(pool, "tcp", 3));
	add_once(&p, iana_pool_add(pool, "udp", 3));
	collect_protocols(c, &c->old, &p);
	collect_protocols(c, &c->new, &p);
	iana_protocols_sort(p.id, p.n, pool);
	c->protocol = p.id;
	c->rank = iana_calloc(room, sizeof *c->rank);
	for (uint32_t i = 0; i < p.n; i++)
		c->rank[p.id[i]] = i;
	free(p.seen);
}

/* ---- the comparison -------------------------------------------------------- */

void
iana_comparison_init(struct iana_comparison *c, struct iana_diff *diff,
		     const struct iana_table *old, const struct iana_table *new)
{
	memset(c, 0, sizeof *c);
	c->diff = diff;
	c->old.table = old;
	c->new.table = new;
	c->new.id = iana_calloc(new->reg->pool.n, sizeof *c->new.id);
	rank_protocols(c);
}

void
iana_comparison_done(struct iana_comparison *c)
{
	free(c->new.id);
	free(c->protocol);
	free(c->rank);
	free(c->at_port);
}
