/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gives entries their names, aliases and details. */
#include "table/entries.h"

#include <stdlib.h>

struct making {
	struct iana_table *table;
	const struct iana_placed_row *item;
	size_t cap_aliases;
	uint32_t *last; /* by string number: the last entry with this alias, + 1 */
};

/*
 * Give the entry being made an alias.
 *
 * once   pass over a name that the entry has already
 * drop   count the alias and leave it out (N6)
 */
static void
add_alias(struct making *m, struct iana_entry *e, uint32_t name, bool once, bool drop)
{
	struct iana_table *t = m->table;
	uint32_t number = (uint32_t)(e - t->entry) + 1;

	if (once && (m->last[name] == number || name == e->name))
		return;
	m->last[name] = number;
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
add_own_aliases(struct making *m, struct iana_entry *e, const struct iana_row *row,
		bool once)
{
	const struct iana_table *t = m->table;
	bool drop = t->policy->drop_historic && !iana_row_is_overlay(t->reg, row);

	for (uint32_t a = 0; a < row->n_aliases; a++)
		add_alias(m, e, t->reg->alias[row->aliases + a], once, drop);
}

/* Add what a joined row brings: its name, its aliases, and its details if it melts (N10).
 */
static void
join(struct making *m, struct iana_entry *e, uint32_t r)
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
make_entry(struct making *m, uint32_t i, const struct iana_links *links)
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
	add_own_aliases(m, e, row, false);
	for (uint32_t k = links->first[i]; k != IANA_NO_PLACED; k = links->next[k])
		join(m, e, m->item[k].row);
}

void
iana_entries_make(struct iana_table *table, const struct iana_placed_rows *placed,
		  const struct iana_links *links)
{
	struct making m = { .table = table, .item = placed->item };
	uint32_t *order = iana_placed_order(placed);

	m.last = iana_calloc(table->reg->pool.n, sizeof *m.last);
	/* At most one for each placed row. */
	table->entry = iana_calloc(placed->n, sizeof *table->entry);
	for (size_t i = 0; i < placed->n; i++)
		if (links->head[order[i]] == order[i])
			make_entry(&m, order[i], links);
	free(m.last);
	free(order);
}
