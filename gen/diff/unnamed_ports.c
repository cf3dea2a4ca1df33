/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares unnamed ports, by where each description starts and ends. */
#include "diff/unnamed_ports.h"
#include "base/order.h"
#include "table/unnamed.h"

#include <stdlib.h>

/*
 * The start or the end of a row with a description, on one protocol.  At any port, the sums
 * of n_old and n_new so far are the numbers of rows of each side that have the description.
 */
struct edge {
	uint32_t rank;
	uint32_t description;
	uint32_t port; /* the first of the row, or the first behind it */
	int n_old;     /* 1 or -1 for a row of OLD */
	int n_new;     /* 1 or -1 for a row of NEW */
};

struct edges {
	struct edge *item;
	size_t n;
	size_t cap;
};

static int
compare_edges(const void *a, const void *b)
{
	const struct edge *x = a;
	const struct edge *y = b;
	int by = iana_order(x->rank, y->rank);

	if (by == 0)
		by = iana_order(x->description, y->description);
	return by != 0 ? by : iana_order(x->port, y->port);
}

/* Add both edges of a row on one protocol. */
static void
push_edges(struct edges *e, struct edge first, const struct iana_row *row)
{
	struct edge last = first;

	first.port = row->port_lo;
	last.port = row->port_hi + 1u;
	last.n_old = -first.n_old;
	last.n_new = -first.n_new;
	e->item = iana_grow(e->item, &e->cap, e->n + 2, sizeof *e->item);
	e->item[e->n++] = first;
	e->item[e->n++] = last;
}

static void
collect_edges(struct iana_comparison *c, struct iana_side *side, struct edges *e)
{
	const struct iana_registry *reg = side->table->reg;
	size_t n;
	struct iana_placed_row *unnamed = iana_unnamed_list(side->table, &n);

	for (size_t i = 0; i < n; i++) {
		const struct iana_row *row = &reg->row[unnamed[i].row];
		struct edge x = {
			.rank = iana_side_rank(c, side, row->field[IANA_F_PROTOCOL]),
			.description =
			    iana_side_string(c, side, row->field[IANA_F_DESCRIPTION]),
			.n_old = side == &c->old,
			.n_new = side == &c->new,
		};

		if (x.rank != 0) {
			push_edges(e, x, row);
			continue;
		}
		/* A blank protocol is tcp and udp, ranks 1 and 2 (N2). */
		for (x.rank = 1; x.rank <= 2; x.rank++)
			push_edges(e, x, row);
	}
	free(unnamed);
}

/* The change at ports where n_old and n_new rows have a description, or N_CHANGE_KINDS. */
static enum iana_change_kind
kind_between(int n_old, int n_new)
{
	if ((n_old != 0) == (n_new != 0))
		return IANA_N_CHANGE_KINDS;
	return n_old != 0 ? IANA_UNNAMED_REMOVED : IANA_UNNAMED_ADDED;
}

/* Add the change of a description that lasts from port lo up to an edge. */
static void
add_change_until(struct iana_comparison *c, enum iana_change_kind kind, uint32_t lo,
		 const struct edge *end)
{
	iana_comparison_add(c, (struct iana_change){
				   .kind = kind,
				   .name = end->description,
				   .rank = end->rank,
				   .port_lo = (uint16_t)lo,
				   .port_hi = (uint16_t)(end->port - 1),
				   .from_lo = (uint16_t)lo,
			       });
}

void
iana_diff_unnamed(struct iana_comparison *c)
{
	enum iana_change_kind kind = IANA_N_CHANGE_KINDS;
	struct edges e = { 0 };
	uint32_t start = 0;
	int n_old = 0;
	int n_new = 0;

	collect_edges(c, &c->old, &e);
	collect_edges(c, &c->new, &e);
	if (e.n != 0)
		qsort(e.item, e.n, sizeof *e.item, compare_edges);
	/* The last edge of a description brings both numbers back to 0. */
	for (size_t i = 0; i < e.n; i++) {
		const struct edge *x = &e.item[i];

		n_old += x->n_old;
		n_new += x->n_new;
		if ((i + 1 < e.n && compare_edges(x, x + 1) == 0) ||
		    kind_between(n_old, n_new) == kind)
			continue;
		if (kind != IANA_N_CHANGE_KINDS)
			add_change_until(c, kind, start, x);
		kind = kind_between(n_old, n_new);
		start = x->port;
	}
	free(e.item);
}
