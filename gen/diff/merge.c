/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Merges equal changes, first over protocols, then over consecutive ports. */
#include "diff/merge.h"
#include "base/buffer.h"
#include "base/order.h"

#include <stdlib.h>
#include <string.h>

/* Equal changes of one name, at any ports and protocols, compare as 0. */
static int
compare_change(const struct iana_change *x, const struct iana_change *y)
{
	int by = iana_order(x->kind, y->kind);

	if (by == 0)
		by = iana_order(x->name, y->name);
	return by != 0 ? by : iana_order(x->other, y->other);
}

/* Sorts equal changes at the same ports together, by protocol. */
static int
compare_for_protocols(const void *a, const void *b)
{
	const struct iana_change *x = a;
	const struct iana_change *y = b;
	int by = compare_change(x, y);

	if (by == 0)
		by = iana_order(x->port_lo, y->port_lo);
	if (by == 0)
		by = iana_order(x->port_hi, y->port_hi);
	if (by == 0)
		by = iana_order(x->from_lo, y->from_lo);
	return by != 0 ? by : iana_order(x->rank, y->rank);
}

/* How far a change has moved a name; 0 if it moved none. */
static uint16_t
distance(const struct iana_change *x)
{
	return (uint16_t)(x->port_lo - x->from_lo);
}

/* Sorts equal changes on the same protocols, moved by the same distance, together. */
static int
compare_for_ports(const void *a, const void *b)
{
	const struct iana_change *x = a;
	const struct iana_change *y = b;
	int by = compare_change(x, y);

	if (by == 0)
		by = iana_order(x->protocols, y->protocols);
	if (by == 0)
		by = iana_order(distance(x), distance(y));
	return by != 0 ? by : iana_order(x->port_lo, y->port_lo);
}

static int
compare_printed(const void *a, const void *b, void *strings)
{
	const struct iana_pool *pool = strings;
	const struct iana_change *x = a;
	const struct iana_change *y = b;
	int by = iana_order(x->kind, y->kind);

	if (by == 0)
		by = iana_order(x->port_lo, y->port_lo);
	if (by == 0)
		by = iana_order(x->rank, y->rank);
	if (by == 0)
		by = strcmp(iana_pool_text(pool, x->name), iana_pool_text(pool, y->name));
	if (by == 0)
		by = strcmp(iana_pool_text(pool, x->other), iana_pool_text(pool, y->other));
	if (by == 0)
		by = iana_order(x->from_lo, y->from_lo);
	if (by == 0)
		by = iana_order(x->port_hi, y->port_hi);
	return by != 0 ? by
		       : strcmp(iana_pool_text(pool, x->protocols),
				iana_pool_text(pool, y->protocols));
}

static bool
differ_only_in_protocol(const struct iana_change *x, const struct iana_change *y)
{
	return compare_change(x, y) == 0 && x->port_lo == y->port_lo &&
	       x->port_hi == y->port_hi && x->from_lo == y->from_lo;
}

/* Make one change of those that differ only in protocol; it lists all of them. */
static void
merge_protocols(struct iana_comparison *c)
{
	struct iana_diff *d = c->diff;
	struct iana_buffer set = { 0 };
	size_t kept = 0;
	size_t end;

	qsort(d->change, d->n_changes, sizeof *d->change, compare_for_protocols);
	for (size_t i = 0; i < d->n_changes; i = end) {
		struct iana_change first = d->change[i];

		set.len = 0;
		for (end = i;
		     end < d->n_changes && differ_only_in_protocol(&first, &d->change[end]);
		     end++) {
			uint32_t id = c->protocol[d->change[end].rank];

			iana_buffer_puts(&set, set.len != 0 ? " " : "");
			iana_buffer_puts(&set, iana_pool_text(d->pool, id));
		}
		first.protocols =
		    set.len != 0 ? iana_pool_add(d->pool, set.bytes, set.len) : 0;
		d->change[kept++] = first;
	}
	d->n_changes = kept;
	iana_buffer_done(&set);
}

/* Make one change of those at consecutive ports. */
static void
merge_ports(struct iana_diff *d)
{
	size_t kept = 0;

	qsort(d->change, d->n_changes, sizeof *d->change, compare_for_ports);
	for (size_t i = 0; i < d->n_changes; i++) {
		const struct iana_change *x = &d->change[i];
		struct iana_change *last = kept > 0 ? &d->change[kept - 1] : NULL;

		if (last != NULL && compare_change(last, x) == 0 &&
		    last->protocols == x->protocols && last->port_hi + 1 == x->port_lo &&
		    distance(last) == distance(x))
			last->port_hi = x->port_hi;
		else
			d->change[kept++] = *x;
	}
	d->n_changes = kept;
}

void
iana_diff_merge(struct iana_comparison *c)
{
	struct iana_diff *d = c->diff;

	if (d->n_changes == 0)
		return;
	merge_protocols(c);
	merge_ports(d);
	qsort_r(d->change, d->n_changes, sizeof *d->change, compare_printed, d->pool);
	for (size_t i = 0; i < d->n_changes; i++)
		d->n_kind[d->change[i].kind]++;
}
