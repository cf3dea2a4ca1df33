/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sorts entries, so that those of one name, port and protocol stand together. */
#include "table/twins.h"
#include "base/alloc.h"
#include "base/order.h"

#include <stdlib.h>

/* By name, port and protocol, then as they stand. */
static int
compare_entries(const void *a, const void *b, void *ctx)
{
	const struct iana_new_entry *item = ctx;
	uint32_t i = *(const uint32_t *)a;
	uint32_t k = *(const uint32_t *)b;
	const struct iana_new_entry *x = &item[i];
	const struct iana_new_entry *y = &item[k];
	int by = iana_order(x->entry.name, y->entry.name);

	if (by == 0)
		by = iana_order(x->entry.port, y->entry.port);
	if (by == 0)
		by = iana_order(x->protocol, y->protocol);
	return by != 0 ? by : iana_order(i, k);
}

static bool
are_twins(const struct iana_new_entry *x, const struct iana_new_entry *y)
{
	return x->entry.name == y->entry.name && x->entry.port == y->entry.port &&
	       x->protocol == y->protocol;
}

uint32_t *
iana_twins_find(const struct iana_new_entries *all)
{
	const struct iana_new_entry *item = all->item;
	uint32_t *order = iana_calloc(all->n, sizeof *order);
	uint32_t *twin = iana_calloc(all->n, sizeof *twin);

	for (uint32_t i = 0; i < all->n; i++)
		order[i] = i;
	if (all->n != 0)
		qsort_r(order, all->n, sizeof *order, compare_entries,
			(void *)(uintptr_t)(const void *)item);
	for (size_t k = 0; k < all->n; k++)
		twin[order[k]] = k != 0 && are_twins(&item[order[k - 1]], &item[order[k]])
				     ? twin[order[k - 1]]
				     : order[k];
	free(order);
	return twin;
}
