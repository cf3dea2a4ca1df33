/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes one change of those that happened alike, at protocols and at ports in a row. */
#include "base/buffer.h"
#include "diff/parts.h"

#include <stdlib.h>
#include <string.h>

static int
order(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* Is it the same that happened? */
static int
compare_what(const struct iana_change *x, const struct iana_change *y)
{
	int by = order(x->kind, y->kind);

	if (by == 0)
		by = order(x->name, y->name);
	return by != 0 ? by : order(x->other, y->other);
}

/* So that the same at the same ports stands together, by protocol. */
static int
compare_for_protocols(const void *a, const void *b)
{
	const struct iana_change *x = a;
	const struct iana_change *y = b;
	int by = compare_what(x, y);

	if (by == 0)
		by = order(x->port_lo, y->port_lo);
	if (by == 0)
		by = order(x->port_hi, y->port_hi);
	if (by == 0)
		by = order(x->from_lo, y->from_lo);
	return by != 0 ? by : order(x->rank, y->rank);
}

/* So that the same at the same protocols and the same way stands together, by port. */
static int
compare_for_ports(const void *a, const void *b)
{
	const struct iana_change *x = a;
	const struct iana_change *y = b;
	int by = compare_what(x, y);

	if (by == 0)
		by = order(x->protocols, y->protocols);
	if (by == 0)
		by = order((uint16_t)(x->port_lo - x->from_lo),
			   (uint16_t)(y->port_lo - y->from_lo));
	return by != 0 ? by : order(x->port_lo, y->port_lo);
}

static int
compare_shown(const void *a, const void *b, void *strings)
{
	const struct iana_pool *pool = strings;
	const struct iana_change *x = a;
	const struct iana_change *y = b;
	int by = order(x->kind, y->kind);

	if (by == 0)
		by = order(x->port_lo, y->port_lo);
	if (by == 0)
		by = order(x->rank, y->rank);
	if (by == 0)
		by = strcmp(iana_pool_text(pool, x->name), iana_pool_text(pool, y->name));
	if (by == 0)
		by = strcmp(iana_pool_text(pool, x->other), iana_pool_text(pool, y->other));
	if (by == 0)
		by = order(x->from_lo, y->from_lo);
	if (by == 0)
		by = order(x->port_hi, y->port_hi);
	return by != 0 ? by
		       : strcmp(iana_pool_text(pool, x->protocols),
				iana_pool_text(pool, y->protocols));
}

static bool
differ_in_protocol_alone(const struct iana_change *x, const struct iana_change *y)
{
	return compare_what(x, y) == 0 && x->port_lo == y->port_lo &&
	       x->port_hi == y->port_hi && x->from_lo == y->from_lo;
}

/* One change for all protocols of the same, which it then names. */
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
		for (end = i; end < d->n_changes &&
			      differ_in_protocol_alone(&first, &d->change[end]);
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

/* One change for ports that follow one another. */
static void
merge_ports(struct iana_diff *d)
{
	size_t kept = 0;

	qsort(d->change, d->n_changes, sizeof *d->change, compare_for_ports);
	for (size_t i = 0; i < d->n_changes; i++) {
		const struct iana_change *x = &d->change[i];
		struct iana_change *last = kept > 0 ? &d->change[kept - 1] : NULL;

		if (last != NULL && compare_what(last, x) == 0 &&
		    last->protocols == x->protocols && last->port_hi + 1 == x->port_lo &&
		    (uint16_t)(last->port_lo - last->from_lo) ==
			(uint16_t)(x->port_lo - x->from_lo))
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
	qsort_r(d->change, d->n_changes, sizeof *d->change, compare_shown, d->pool);
	for (size_t i = 0; i < d->n_changes; i++)
		d->n_kind[d->change[i].kind]++;
}
