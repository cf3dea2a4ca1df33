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

struct protocol {
	uint32_t id;
	const char *name;
};

struct protocols {
	struct protocol *item;
	size_t n;
	size_t cap;
	bool *seen; /* by string number */
};

static void
add_protocol_once(struct iana_comparison *c, struct protocols *p, uint32_t id)
{
	if (p->seen[id])
		return;
	p->seen[id] = true;
	p->item = iana_grow(p->item, &p->cap, p->n + 1, sizeof *p->item);
	p->item[p->n++] = (struct protocol){ id, iana_pool_text(c->diff->pool, id) };
}

/* Add the protocols of all rows of a side. */
static void
collect_protocols(struct iana_comparison *c, struct iana_side *side, struct protocols *p)
{
	const struct iana_registry *reg = side->table->reg;

	for (size_t i = 0; i < reg->n_rows; i++)
		add_protocol_once(
		    c, p, iana_side_string(c, side, reg->row[i].field[IANA_F_PROTOCOL]));
}

static int
compare_protocols(const void *a, const void *b)
{
	const struct protocol *x = a;
	const struct protocol *y = b;

	return iana_protocol_order(x->name, y->name);
}

/* Rank the protocols of both sides.  A blank one, tcp and udp are always there. */
static void
rank_protocols(struct iana_comparison *c)
{
	static const char *const always[] = { "", "tcp", "udp" };
	size_t room = c->old.table->reg->pool.n + c->new.table->reg->pool.n + 3;
	struct protocols p = { .seen = iana_calloc(room, sizeof *p.seen) };

	for (size_t i = 0; i < 3; i++)
		add_protocol_once(
		    c, &p, iana_pool_add(c->diff->pool, always[i], strlen(always[i])));
	collect_protocols(c, &c->old, &p);
	collect_protocols(c, &c->new, &p);
	qsort(p.item, p.n, sizeof *p.item, compare_protocols);
	c->rank = iana_calloc(room, sizeof *c->rank);
	c->protocol = iana_calloc(p.n, sizeof *c->protocol);
	for (uint32_t i = 0; i < p.n; i++) {
		c->protocol[i] = p.item[i].id;
		c->rank[p.item[i].id] = i;
	}
	free(p.item);
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
