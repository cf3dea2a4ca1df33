/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Builds the service table: judges rows, ranks protocols, makes the entries. */
#include "table/build.h"
#include "table/alias.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows -------------------------------------------------------------- */

/* Add the protocol of a wanted service. */
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
	iana_protocols_sort(t->protocol, t->n_protocols, &reg->pool);
	return true;
}

/* ---- entries ----------------------------------------------------------- */

struct maker {
	struct iana_table *table;
	const struct iana_placed_row *item;
	size_t cap_aliases;
	uint32_t *given; /* by string number: the last entry that got the alias, + 1 */
};

/*
 * Give the entry being made an alias.
 *
 * once   pass over a name that the entry has already
 * drop   count the alias and leave it out (N6)
 */
static void
add_alias(struct maker *m, struct iana_entry *e, uint32_t name, bool once, bool drop)
{
	struct iana_table *t = m->table;
	uint32_t number = (uint32_t)(e - t->entry) + 1;

	if (once && (m->given[name] == number || name == e->name))
		return;
	m->given[name] = number;
	if (drop) {
		t->left.historic++;
		return;
	}
	t->alias = iana_grow(t->alias, &m->cap_aliases, t->n_aliases + 1, sizeof *t->alias);
	t->alias[t->n_aliases++] = name;
	e->n_aliases++;
}

/*
 * Add the aliases that stand in a row itself.  Those of the entry's own row stay exactly
 * as they are; all others come once.
 */
static void
add_own_aliases(struct maker *m, struct iana_entry *e, const struct iana_row *row,
		bool once)
{
	const struct iana_table *t = m->table;
	bool drop = t->policy->drop_historic && !iana_row_is_overlay(t->reg, row);

	for (uint32_t a = 0; a < row->n_aliases; a++)
		add_alias(m, e, t->reg->alias[row->aliases + a], once, drop);
}

/* Add the name and aliases of a joined row, and its details if it melts (N10). */
static void
join(struct maker *m, struct iana_entry *e, uint32_t r)
{
	const struct iana_table *t = m->table;
	const struct iana_row *row = &t->reg->row[r];
	bool overlay = iana_row_is_overlay(t->reg, row);

	add_alias(m, e, row->field[IANA_F_NAME], true,
		  t->policy->drop_historic && !overlay);
	add_own_aliases(m, e, row, true);
	if (row->field[IANA_F_NAME] != e->name)
		return;
	if (e->comment == 0)
		e->comment = row->field[IANA_F_DESCRIPTION];
	if (!overlay && iana_row_is_overlay(t->reg, &t->reg->row[e->details]))
		e->details = r;
}

/* Make the next entry of the table from the placed row i and all that join it. */
static void
make_entry(struct maker *m, uint32_t i, const struct iana_links *links)
{
	struct iana_table *t = m->table;
	struct iana_entry *e = &t->entry[t->n_entries++];
	uint32_t r = m->item[i].row;
	const struct iana_row *row = &t->reg->row[r];

	*e = (struct iana_entry){
		.name = row->field[IANA_F_NAME],
		.row = r,
		.details = r,
		.comment = row->field[IANA_F_DESCRIPTION],
		.aliases = (uint32_t)t->n_aliases,
		.port = IANA_KEY_PORT(m->item[i].key),
		.proto = IANA_KEY_RANK(m->item[i].key),
	};
	t->n_overlay += iana_row_is_overlay(t->reg, row);
	t->n_kept_entries += iana_row_is_kept(t->reg, row);
	add_own_aliases(m, e, row, false);
	for (uint32_t k = links->first[i]; k != IANA_NO_PLACED; k = links->next[k])
		join(m, e, m->item[k].row);
}

/* Make all entries, in the order of the table. */
static void
make_entries(struct iana_table *table, const struct iana_placed_rows *placed,
	     const struct iana_links *links)
{
	struct maker m = { .table = table, .item = placed->item };
	uint32_t *order = iana_placed_order(placed);

	m.given = iana_calloc(table->reg->pool.n, sizeof *m.given);
	/* At most one for each placed row. */
	table->entry = iana_calloc(placed->n, sizeof *table->entry);
	for (size_t i = 0; i < placed->n; i++)
		if (links->head[order[i]] == order[i])
			make_entry(&m, order[i], links);
	free(m.given);
	free(order);
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
		make_entries(t, &placed, &links);
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
