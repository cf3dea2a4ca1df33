/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Collects and sorts placed names. */
#include "diff/placed_names.h"
#include "base/order.h"

#include <stdlib.h>

/* ---- order ----------------------------------------------------------------- */

static int
compare_places(const void *a, const void *b)
{
	const struct iana_placed_name *x = a;
	const struct iana_placed_name *y = b;
	int by = iana_order(iana_placed_name_at(x), iana_placed_name_at(y));

	if (by == 0)
		by = iana_order(x->name, y->name);
	if (by == 0)
		by = iana_placed_name_official(y) - iana_placed_name_official(x);
	if (by == 0)
		by = iana_order(x->service, y->service);
	return by != 0 ? by : iana_order(x->entry, y->entry);
}

static int
compare_names(const void *a, const void *b)
{
	const struct iana_placed_name *x = a;
	const struct iana_placed_name *y = b;
	int by = iana_order(x->name, y->name);

	if (by == 0)
		by = iana_order(x->rank, y->rank);
	return by != 0 ? by : iana_order(x->port, y->port);
}

/* An empty list has no address, which qsort may not be given. */
void
iana_placed_names_sort(struct iana_placed_names *all)
{
	if (all->n != 0)
		qsort(all->item, all->n, sizeof *all->item, compare_places);
}

void
iana_placed_names_sort_by_name(struct iana_placed_names *all)
{
	if (all->n != 0)
		qsort(all->item, all->n, sizeof *all->item, compare_names);
}

/* ---- collecting ------------------------------------------------------------ */

void
iana_placed_names_push(struct iana_placed_names *to, struct iana_placed_name x)
{
	to->item = iana_grow(to->item, &to->cap, to->n + 1, sizeof *to->item);
	to->item[to->n++] = x;
}

/* Push an entry's name and its aliases. */
static void
push_entry(struct iana_comparison *c, struct iana_side *side, uint32_t i,
	   struct iana_placed_names *to)
{
	const struct iana_table *t = side->table;
	const struct iana_entry *e = &t->entry[i];
	uint32_t name = iana_side_string(c, side, e->name);
	struct iana_placed_name x = {
		.name = name,
		.service = name,
		.rank = iana_side_rank(c, side, t->protocol[e->proto]),
		.row = e->details,
		.entry = i,
		.port = e->port,
	};

	iana_placed_names_push(to, x);
	for (uint32_t k = 0; k < e->n_aliases; k++) {
		x.name = iana_side_string(c, side, t->alias[e->aliases + k]);
		iana_placed_names_push(to, x);
	}
}

static bool
is_same_name(const struct iana_placed_name *x, const struct iana_placed_name *y)
{
	return iana_placed_name_at(x) == iana_placed_name_at(y) && x->name == y->name &&
	       x->service == y->service;
}

struct iana_placed_names
iana_placed_names_collect(struct iana_comparison *c, struct iana_side *side)
{
	struct iana_placed_names all = { 0 };
	size_t n = 0;

	for (uint32_t i = 0; i < side->table->n_entries; i++)
		push_entry(c, side, i, &all);
	iana_placed_names_sort(&all);
	for (size_t i = 0; i < all.n; i++)
		if (n == 0 || !is_same_name(&all.item[n - 1], &all.item[i]))
			all.item[n++] = all.item[i];
	all.n = n;
	return all;
}
