/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Expands rows into placed rows, sorts them, and finds the order of the table. */
#include "table/place.h"

#include <stdlib.h>

/* ---- expansion (N1, N2, N3) -------------------------------------------- */

struct expansion {
	struct iana_placed_rows *placed;
	struct iana_table *table;
	struct iana_report *rep;
};

/* Place a row at each of its ports up to hi that the policy wants. */
static bool
expand_ports(struct expansion *x, uint32_t r, unsigned rank, uint16_t hi,
	     const struct iana_policy *policy)
{
	const struct iana_row *row = &x->table->reg->row[r];
	struct iana_placed_rows *p = x->placed;
	size_t n = iana_policy_n_ports(policy, row->port_lo, hi);

	x->table->left.by_ports += (unsigned long)hi - row->port_lo + 1 - n;
	if (p->n + n > IANA_ENTRIES_MAX)
		return iana_fail(x->rep, iana_row_path(x->table->reg, row), row->line,
				 "more than %d entries, ranges expanded", IANA_ENTRIES_MAX);
	if (row->n_aliases != 0 &&
	    n > (IANA_OWN_ALIASES_MAX - p->n_aliases) / row->n_aliases)
		return iana_fail(x->rep, iana_row_path(x->table->reg, row), row->line,
				 "more than %d aliases, ranges expanded",
				 IANA_OWN_ALIASES_MAX);
	p->n_aliases += n * row->n_aliases;
	p->item = iana_grow(p->item, &p->cap, p->n + n, sizeof *p->item);
	for (uint32_t port = row->port_lo; port <= hi; port++) {
		if (iana_policy_n_ports(policy, port, port) == 0)
			continue;
		p->item[p->n] = (struct iana_placed_row){ IANA_KEY(port, rank, p->n), r };
		p->n++;
	}
	return true;
}

/* Place a row on one protocol; the policy does not affect overlays. */
static bool
expand_protocol(struct expansion *x, uint32_t r, uint32_t protocol)
{
	static const struct iana_policy everything;
	struct iana_table *t = x->table;
	const struct iana_row *row = &t->reg->row[r];
	const struct iana_policy *policy =
	    iana_row_is_overlay(t->reg, row) ? &everything : t->policy;
	unsigned long n_more = (unsigned long)row->port_hi - row->port_lo;

	if (!iana_policy_has_protocol(policy, iana_pool_text(&t->reg->pool, protocol))) {
		t->left.by_protocols += n_more + 1;
		return true;
	}
	t->left.by_ranges += policy->first_of_range ? n_more : 0;
	return expand_ports(x, r, iana_table_rank(t, protocol),
			    policy->first_of_range ? row->port_lo : row->port_hi, policy);
}

static bool
has_level(const struct iana_registry *reg, enum iana_level level)
{
	size_t s = 0;

	while (s < reg->n_sources && reg->source[s].level != level)
		s++;
	return s < reg->n_sources;
}

/* Place the services of a level, in the order in which they were read. */
static bool
expand_level(struct expansion *x, enum iana_level level)
{
	const struct iana_table *t = x->table;

	if (!has_level(t->reg, level))
		return true;
	for (uint32_t r = 0; r < t->reg->n_rows; r++) {
		const struct iana_row *row = &t->reg->row[r];
		uint32_t protocol = row->field[IANA_F_PROTOCOL];

		if (row->kind != IANA_ROW_SERVICE || iana_row_level(t->reg, row) != level)
			continue;
		if (protocol != 0 ? !expand_protocol(x, r, protocol)
				  : !expand_protocol(x, r, t->protocol[IANA_RANK_TCP]) ||
					!expand_protocol(x, r, t->protocol[IANA_RANK_UDP]))
			return false;
	}
	return true;
}

/* ---- order (N7) -------------------------------------------------------- */

/* The bits of a key from shift on, as a value below n_values. */
static size_t
key_part(uint64_t key, unsigned shift, size_t n_values)
{
	return key >> shift & (n_values - 1);
}

/* Copy all in the order of one part of their keys; those with equal parts keep theirs. */
static void
sort_by_part(struct iana_placed_row *to, const struct iana_placed_row *from, size_t n,
	     unsigned shift, size_t n_values)
{
	uint32_t *start = iana_calloc(n_values + 1, sizeof *start);

	for (size_t i = 0; i < n; i++)
		start[key_part(from[i].key, shift, n_values) + 1]++;
	for (size_t v = 1; v < n_values; v++)
		start[v] += start[v - 1];
	for (size_t i = 0; i < n; i++)
		to[start[key_part(from[i].key, shift, n_values)]++] = from[i];
	free(start);
}

/* Sort by key.  The sequence is in order already: sort by protocol, then by port. */
static void
sort_placed(struct iana_placed_rows *p)
{
	struct iana_placed_row *by_rank = iana_calloc(p->n, sizeof *by_rank);

	sort_by_part(by_rank, p->item, p->n, IANA_RANK_SHIFT, 1 << 8);
	sort_by_part(p->item, by_rank, p->n, IANA_PORT_SHIFT, 1 << 16);
	free(by_rank);
}

bool
iana_rows_place(struct iana_placed_rows *ret, struct iana_table *table,
		struct iana_report *rep)
{
	struct expansion x = { ret, table, rep };

	if (!expand_level(&x, IANA_LEVEL_OVERLAY) || !expand_level(&x, IANA_LEVEL_SECTION))
		return false;
	ret->n_as_read = ret->n;
	if (!expand_level(&x, IANA_LEVEL_REGISTRY))
		return false;
	if (table->reg->source[0].keeps_order)
		ret->n_as_read = ret->n;
	sort_placed(ret);
	return true;
}

uint32_t *
iana_placed_order(const struct iana_placed_rows *p)
{
	uint32_t *order = iana_calloc(p->n, sizeof *order);
	size_t at = p->n_as_read;

	for (uint32_t i = 0; i < p->n; i++) {
		uint64_t sequence = IANA_KEY_SEQUENCE(p->item[i].key);

		order[sequence < p->n_as_read ? sequence : at++] = i;
	}
	return order;
}
