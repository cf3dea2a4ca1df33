/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Turns registry rows into the service table: expansion and order. */
#include "table/alias.h"
#include "table/overlay.h"

#include <stdlib.h>
#include <string.h>

struct work {
	struct iana_table *table;
	struct iana_registry *reg;
	struct iana_report *rep;
	struct iana_placed_row *item;
	size_t n_items;
	size_t cap_items;
	uint32_t tcp; /* string numbers */
	uint32_t udp;
};

/* ---- protocols --------------------------------------------------------- */

int
iana_protocol_place(const char *name)
{
	static const char *const first[] = { "tcp", "udp", "sctp", "dccp" };
	int i = 0;

	while (i < 4 && strcmp(name, first[i]) != 0)
		i++;
	return i;
}

/* Sorts the ranks by name; few protocols, so insertion will do. */
static void
sort_protocols(struct work *w)
{
	struct iana_table *t = w->table;

	for (unsigned i = 1; i < t->n_protocols; i++) {
		uint32_t id = t->protocol[i];
		const char *name = iana_pool_text(&w->reg->pool, id);
		unsigned j = i;

		for (; j > 0; j--) {
			const char *other =
			    iana_pool_text(&w->reg->pool, t->protocol[j - 1]);
			int by = iana_protocol_place(other) - iana_protocol_place(name);

			if (by < 0 || (by == 0 && strcmp(other, name) <= 0))
				break;
			t->protocol[j] = t->protocol[j - 1];
		}
		t->protocol[j] = id;
	}
}

static bool
is_service(const struct iana_row *row)
{
	return row->has_port && row->field[IANA_F_NAME] != 0;
}

static bool
add_protocol(struct work *w, uint32_t id, const struct iana_row *row)
{
	struct iana_table *t = w->table;

	if (!iana_row_is_overlay(w->reg, row) &&
	    !iana_policy_has_protocol(t->policy, iana_pool_text(&w->reg->pool, id)))
		return true;
	for (unsigned i = 0; i < t->n_protocols; i++)
		if (t->protocol[i] == id)
			return true;
	if (t->n_protocols == IANA_PROTOCOLS_MAX)
		return iana_fail(w->rep, iana_row_path(w->reg, row), row->line,
				 "more than %d distinct protocols", IANA_PROTOCOLS_MAX);
	t->protocol[t->n_protocols++] = id;
	return true;
}

/* Collect the protocols of all services; tcp and udp always, they lead every index. */
static bool
collect_protocols(struct work *w)
{
	struct iana_table *t = w->table;

	w->tcp = iana_pool_add(&w->reg->pool, "tcp", 3);
	w->udp = iana_pool_add(&w->reg->pool, "udp", 3);
	t->protocol[t->n_protocols++] = w->tcp;
	t->protocol[t->n_protocols++] = w->udp;
	for (size_t i = 0; i < w->reg->n_rows; i++) {
		const struct iana_row *row = &w->reg->row[i];
		uint32_t id = row->field[IANA_F_PROTOCOL];

		if (is_service(row) && id != 0 &&
		    iana_policy_has_row(t->policy, w->reg, row) &&
		    !add_protocol(w, id, row))
			return false;
	}
	sort_protocols(w);
	return true;
}

/* The rank of a protocol; of one that no wanted row has, what is above all ranks. */
static unsigned
rank_of(const struct work *w, uint32_t id)
{
	unsigned i = 0;

	while (i < w->table->n_protocols && w->table->protocol[i] != id)
		i++;
	return i;
}

/* ---- expansion (N1, N2, N3) -------------------------------------------- */

/* An item for each port of lo to hi that the policy wants. */
static bool
add_items(struct work *w, uint32_t r, unsigned rank, uint16_t hi,
	  const struct iana_policy *policy)
{
	const struct iana_row *row = &w->reg->row[r];
	size_t n = iana_policy_n_ports(policy, row->port_lo, hi);

	w->table->left.by_ports += (unsigned long)hi - row->port_lo + 1 - n;
	if (w->n_items + n > IANA_ENTRIES_MAX)
		return iana_fail(w->rep, iana_row_path(w->reg, row), row->line,
				 "more than %d entries, ranges expanded", IANA_ENTRIES_MAX);
	w->item = iana_grow(w->item, &w->cap_items, w->n_items + n, sizeof *w->item);
	for (uint32_t port = row->port_lo; port <= hi; port++) {
		if (iana_policy_n_ports(policy, port, port) == 0)
			continue;
		w->item[w->n_items] =
		    (struct iana_placed_row){ IANA_KEY(port, rank, w->n_items), r };
		w->n_items++;
	}
	return true;
}

/* Expand a row for one protocol, as far as the policy wants it; count the rest. */
static bool
expand(struct work *w, uint32_t r, uint32_t protocol)
{
	static const struct iana_policy whole;
	const struct iana_policy *policy = w->table->policy;
	const struct iana_row *row = &w->reg->row[r];
	unsigned long n = (unsigned long)row->port_hi - row->port_lo;

	if (iana_row_is_overlay(w->reg, row))
		policy = &whole;
	if (!iana_policy_has_protocol(policy, iana_pool_text(&w->reg->pool, protocol))) {
		w->table->left.by_protocols += n + 1;
		return true;
	}
	w->table->left.by_ranges += policy->first_of_range ? n : 0;
	return add_items(w, r, rank_of(w, protocol),
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

/* Expand the rows of a level. */
static bool
expand_rows(struct work *w, enum iana_level level)
{
	struct iana_table *t = w->table;

	if (!has_level(w->reg, level))
		return true;
	for (uint32_t r = 0; r < w->reg->n_rows; r++) {
		const struct iana_row *row = &w->reg->row[r];
		uint32_t id = row->field[IANA_F_PROTOCOL];

		if (iana_row_level(w->reg, row) != level)
			continue;
		t->n_unnamed += row->has_port && row->field[IANA_F_NAME] == 0;
		t->n_portless += !row->has_port && row->field[IANA_F_NAME] != 0;
		if (!is_service(row)) {
			t->left.others += !iana_policy_has_row(t->policy, w->reg, row);
			continue;
		}
		t->n_ranges += row->port_hi > row->port_lo;
		if (id != 0 ? !expand(w, r, id)
			    : !expand(w, r, w->tcp) || !expand(w, r, w->udp))
			return false;
	}
	return true;
}

/* ---- order (N7) -------------------------------------------------------- */

/* The value of a key's bits from shift on; values are below n_values. */
static size_t
part(uint64_t key, unsigned shift, size_t n_values)
{
	return key >> shift & (n_values - 1);
}

/* Move all items, in the order of a part of their keys; equals keep theirs. */
static void
sort_by(struct iana_placed_row *to, const struct iana_placed_row *from, size_t n,
	unsigned shift, size_t n_values)
{
	uint32_t *start = iana_calloc(n_values + 1, sizeof *start);

	for (size_t i = 0; i < n; i++)
		start[part(from[i].key, shift, n_values) + 1]++;
	for (size_t v = 1; v < n_values; v++)
		start[v] += start[v - 1];
	for (size_t i = 0; i < n; i++)
		to[start[part(from[i].key, shift, n_values)]++] = from[i];
	free(start);
}

/* Sort by key: rows came in sequence, so protocol and then port are left to do. */
static void
sort_items(struct work *w)
{
	struct iana_placed_row *by_rank = iana_calloc(w->n_items, sizeof *by_rank);

	sort_by(by_rank, w->item, w->n_items, IANA_RANK_SHIFT, 1 << 8);
	sort_by(w->item, by_rank, w->n_items, IANA_PORT_SHIFT, 1 << 16);
	free(by_rank);
}

static bool
has_left(const struct iana_left *left)
{
	return left->by_protocols != 0 || left->by_ranges != 0 || left->by_ports != 0;
}

bool
iana_table_build(struct iana_table *table, struct iana_registry *reg,
		 const struct iana_policy *policy, struct iana_report *rep)
{
	static const struct iana_policy everything;
	struct work w = { .table = table, .reg = reg, .rep = rep };
	bool ok;

	memset(table, 0, sizeof *table);
	table->reg = reg;
	table->policy = policy != NULL ? policy : &everything;
	/* Overlays first: of one port and protocol, what they say comes first. */
	ok = iana_policy_warn(table->policy, reg, rep) && collect_protocols(&w) &&
	     expand_rows(&w, IANA_LEVEL_OVERLAY) && expand_rows(&w, IANA_LEVEL_SECTION) &&
	     expand_rows(&w, IANA_LEVEL_REGISTRY);
	if (ok) {
		sort_items(&w);
		ok = iana_aliases_resolve(table, w.item, (uint32_t)w.n_items, rep);
	}
	if (ok)
		iana_overlay_first(table);
	if (ok && table->n_entries == 0)
		ok = iana_fail(rep, iana_registry_path(reg), 0,
			       has_left(&table->left)
				   ? "the options leave no entry"
				   : "no record has both a name and a port");
	free(w.item);
	return ok;
}

void
iana_table_done(struct iana_table *table)
{
	free(table->entry);
	free(table->alias);
}
