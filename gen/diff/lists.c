/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares what is no service: ports without a name, and names without a port. */
#include "diff/parts.h"
#include "table/unnamed.h"

#include <stdlib.h>

/* ---- ports without a name (N8) ----------------------------------------------- */

/* What is said of ports; an item says it to a protocol from one port on, or up to it. */
struct edge {
	uint32_t rank;
	uint32_t label;
	uint32_t port; /* the first of it, or the first behind it */
	int old;       /* how many more rows of OLD say it from here on */
	int new;
};

struct edges {
	struct edge *item;
	size_t n;
	size_t cap;
};

static int
order(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int
compare_edges(const void *a, const void *b)
{
	const struct edge *x = a;
	const struct edge *y = b;
	int by = order(x->rank, y->rank);

	if (by == 0)
		by = order(x->label, y->label);
	return by != 0 ? by : order(x->port, y->port);
}

static void
push_edges(struct edges *e, uint32_t rank, uint32_t label, const struct iana_row *row,
	   int old, int new)
{
	e->item = iana_grow(e->item, &e->cap, e->n + 2, sizeof *e->item);
	e->item[e->n++] = (struct edge){ rank, label, row->port_lo, old, new };
	e->item[e->n++] = (struct edge){ rank, label, row->port_hi + 1u, -old, -new };
}

static void
collect_edges(struct iana_comparison *c, struct iana_side *side, struct edges *e, bool old)
{
	const struct iana_registry *reg = side->table->reg;
	size_t n;
	struct iana_placed_row *gap = iana_unnamed_list(side->table, &n);

	for (size_t i = 0; i < n; i++) {
		const struct iana_row *row = &reg->row[gap[i].row];
		uint32_t proto = iana_side_string(c, side, row->field[IANA_F_PROTOCOL]);
		uint32_t label = iana_side_string(c, side, row->field[IANA_F_DESCRIPTION]);
		uint32_t rank = c->rank[proto];

		/* A blank protocol is tcp and udp, ranks 1 and 2 (N2). */
		push_edges(e, rank != 0 ? rank : 1, label, row, old, !old);
		if (rank == 0)
			push_edges(e, 2, label, row, old, !old);
	}
	free(gap);
}

/* What it is for a label's ports from here on, by how many rows of each side say it. */
static enum iana_change_kind
ports_kind(int old, int new)
{
	if ((old != 0) == (new != 0))
		return IANA_N_CHANGE_KINDS;
	return old != 0 ? IANA_PORTS_REMOVED : IANA_PORTS_ADDED;
}

void
iana_diff_ports(struct iana_comparison *c)
{
	enum iana_change_kind kind = IANA_N_CHANGE_KINDS;
	struct edges e = { 0 };
	uint32_t start = 0;
	int old = 0;
	int new = 0;

	collect_edges(c, &c->old, &e, true);
	collect_edges(c, &c->new, &e, false);
	if (e.n != 0)
		qsort(e.item, e.n, sizeof *e.item, compare_edges);
	for (size_t i = 0; i < e.n; i++) {
		const struct edge *x = &e.item[i];

		old += x->old;
		new += x->new;
		/* With the last edge of a label both come to 0: each ends with its own. */
		if ((i + 1 < e.n && compare_edges(x, x + 1) == 0) ||
		    ports_kind(old, new) == kind)
			continue;
		if (kind != IANA_N_CHANGE_KINDS)
			iana_diff_add(c, kind, x->label, 0, x->rank, (uint16_t)start,
				      (uint16_t)(x->port - 1), (uint16_t)start);
		kind = ports_kind(old, new);
		start = x->port;
	}
	free(e.item);
}

/* ---- names without a port (N9) -------------------------------------------------- */

struct portless {
	uint32_t name;
	uint32_t rank;
};

static int
compare_portless(const void *a, const void *b)
{
	const struct portless *x = a;
	const struct portless *y = b;
	int by = order(x->name, y->name);

	return by != 0 ? by : order(x->rank, y->rank);
}

/* A side's, sorted, nothing twice. */
static struct portless *
collect_portless(struct iana_comparison *c, struct iana_side *side, size_t *ret_n)
{
	const struct iana_registry *reg = side->table->reg;
	struct portless *all = iana_calloc(side->table->n_portless, sizeof *all);
	size_t n = 0;
	size_t kept = 0;

	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];
		uint32_t proto = row->field[IANA_F_PROTOCOL];

		if (row->kind != IANA_ROW_PORTLESS)
			continue;
		all[n].name = iana_side_string(c, side, row->field[IANA_F_NAME]);
		all[n++].rank = c->rank[iana_side_string(c, side, proto)];
	}
	qsort(all, n, sizeof *all, compare_portless);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || compare_portless(&all[kept - 1], &all[i]) != 0)
			all[kept++] = all[i];
	*ret_n = kept;
	return all;
}

static bool
has_port(const struct iana_comparison *c, uint32_t name, uint8_t sides)
{
	return name < c->n_has_port && c->has_port[name] == sides;
}

void
iana_diff_names(struct iana_comparison *c)
{
	size_t n;
	size_t m;
	struct portless *x = collect_portless(c, &c->old, &n);
	struct portless *y = collect_portless(c, &c->new, &m);
	size_t i = 0;
	size_t j = 0;

	while (i < n || j < m) {
		int by = i == n ? 1 : j == m ? -1 : compare_portless(&x[i], &y[j]);

		if (by < 0)
			iana_diff_add(c,
				      has_port(c, x[i].name, IANA_SIDE_NEW)
					  ? IANA_NAME_GOT_PORT
					  : IANA_NAME_REMOVED,
				      x[i].name, 0, x[i].rank, 0, 0, 0);
		else if (by > 0)
			iana_diff_add(c,
				      has_port(c, y[j].name, IANA_SIDE_OLD)
					  ? IANA_NAME_LOST_PORT
					  : IANA_NAME_ADDED,
				      y[j].name, 0, y[j].rank, 0, 0, 0);
		i += by <= 0;
		j += by >= 0;
	}
	free(x);
	free(y);
}
