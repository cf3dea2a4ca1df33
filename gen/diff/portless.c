/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares the lists of names without a port. */
#include "diff/portless.h"
#include "base/order.h"

#include <stdlib.h>

struct portless {
	uint32_t name;
	uint32_t rank;
};

static int
compare_portless(const void *a, const void *b)
{
	const struct portless *x = a;
	const struct portless *y = b;
	int by = iana_order(x->name, y->name);

	return by != 0 ? by : iana_order(x->rank, y->rank);
}

/* All of a side, sorted, each once. */
static struct portless *
collect_portless(struct iana_comparison *c, struct iana_side *side, size_t *ret_n)
{
	const struct iana_registry *reg = side->table->reg;
	struct portless *all = iana_calloc(side->table->n_portless, sizeof *all);
	size_t n = 0;
	size_t kept = 0;

	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];

		if (row->kind == IANA_ROW_PORTLESS)
			all[n++] = (struct portless){
				iana_side_string(c, side, row->field[IANA_F_NAME]),
				iana_side_rank(c, side, row->field[IANA_F_PROTOCOL]),
			};
	}
	qsort(all, n, sizeof *all, compare_portless);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || compare_portless(&all[kept - 1], &all[i]) != 0)
			all[kept++] = all[i];
	*ret_n = kept;
	return all;
}

/* Does this side alone have the name at a port? */
static bool
only_at_port_of(const struct iana_comparison *c, uint32_t name, uint8_t side)
{
	return name < c->n_at_port && c->at_port[name] == side;
}

static void
add_portless(struct iana_comparison *c, enum iana_change_kind kind,
	     const struct portless *x)
{
	iana_comparison_add(
	    c, (struct iana_change){ .kind = kind, .name = x->name, .rank = x->rank });
}

void
iana_diff_portless(struct iana_comparison *c)
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
			add_portless(c,
				     only_at_port_of(c, x[i].name, IANA_SIDE_NEW)
					 ? IANA_PORTLESS_GOT_PORT
					 : IANA_PORTLESS_REMOVED,
				     &x[i]);
		else if (by > 0)
			add_portless(c,
				     only_at_port_of(c, y[j].name, IANA_SIDE_OLD)
					 ? IANA_SERVICE_LOST_PORT
					 : IANA_PORTLESS_ADDED,
				     &y[j]);
		i += by <= 0;
		j += by >= 0;
	}
	free(x);
	free(y);
}
