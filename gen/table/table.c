/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Builds the service table: judges the rows, ranks the protocols, runs each step. */
#include "table/table.h"
#include "table/entries.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

/* ---- protocols --------------------------------------------------------- */

unsigned
iana_table_rank(const struct iana_table *table, uint32_t protocol)
{
	unsigned i = 0;

	while (i < table->n_protocols && table->protocol[i] != protocol)
		i++;
	return i;
}

/* Keep the protocol of a wanted service. */
static bool
add_protocol(struct iana_table *t, uint32_t id, const struct iana_row *row,
	     struct iana_report *rep)
{
	if (iana_table_rank(t, id) < t->n_protocols)
		return true;
	if (t->n_protocols == IANA_PROTOCOLS_MAX)
		return iana_fail(rep, iana_row_path(t->reg, row), row->line,
				 "more than %d distinct protocols", IANA_PROTOCOLS_MAX);
	t->protocol[t->n_protocols++] = id;
	return true;
}

/* Sort the protocols by rank.  They are few, so insertion is fast enough. */
static void
sort_protocols(struct iana_table *t)
{
	const struct iana_pool *pool = &t->reg->pool;

	for (unsigned i = 1; i < t->n_protocols; i++) {
		uint32_t id = t->protocol[i];
		unsigned j = i;

		for (; j > 0; j--) {
			if (iana_protocol_order(iana_pool_text(pool, t->protocol[j - 1]),
						iana_pool_text(pool, id)) <= 0)
				break;
			t->protocol[j] = t->protocol[j - 1];
		}
		t->protocol[j] = id;
	}
}

/* ---- rows -------------------------------------------------------------- */

/* Decide which rows are wanted, count them by kind, and collect their protocols. */
static bool
judge_rows(struct iana_table *t, struct iana_registry *reg, struct iana_report *rep)
{
	for (size_t i = 0; i < reg->n_rows; i++) {
		struct iana_row *row = &reg->row[i];
		uint32_t protocol = row->field[IANA_F_PROTOCOL];

		row->wanted = iana_policy_wants(t->policy, reg, row);
		t->n_unnamed += row->kind == IANA_ROW_UNNAMED;
		t->n_portless += row->kind == IANA_ROW_PORTLESS;
		t->left.others += !row->wanted && row->kind != IANA_ROW_SERVICE;
		if (row->kind != IANA_ROW_SERVICE)
			continue;
		t->n_ranges += row->port_hi > row->port_lo;
		if (row->wanted && protocol != 0 && !add_protocol(t, protocol, row, rep))
			return false;
	}
	sort_protocols(t);
	return true;
}

/* ---- the table --------------------------------------------------------- */

static bool
has_left(const struct iana_left *left)
{
	return left->by_protocols != 0 || left->by_ranges != 0 || left->by_ports != 0;
}

static bool
fill_table(struct iana_table *t, struct iana_report *rep)
{
	struct iana_placed_rows placed = { 0 };
	struct iana_links links = { 0 };
	bool ok =
	    iana_rows_place(&placed, t, rep) && iana_aliases_link(&links, t, &placed, rep);

	if (ok)
		iana_entries_make(t, &placed, &links);
	iana_links_done(&links);
	free(placed.item);
	return ok;
}

bool
iana_table_build(struct iana_table *table, struct iana_registry *reg,
		 const struct iana_policy *policy, struct iana_report *rep)
{
	static const struct iana_policy everything;

	memset(table, 0, sizeof *table);
	table->reg = reg;
	table->policy = policy != NULL ? policy : &everything;
	table->protocol[table->n_protocols++] = iana_pool_add(&reg->pool, "tcp", 3);
	table->protocol[table->n_protocols++] = iana_pool_add(&reg->pool, "udp", 3);
	if (!iana_policy_warn(table->policy, reg, rep) || !judge_rows(table, reg, rep) ||
	    !fill_table(table, rep))
		return false;
	return table->n_entries != 0 ||
	       iana_fail(rep, iana_registry_path(reg), 0,
			 has_left(&table->left) ? "the options leave no entry"
						: "no row has both a name and a port");
}

void
iana_table_done(struct iana_table *table)
{
	free(table->entry);
	free(table->alias);
}
