/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ranks the protocols of new entries, and merges the entries into a table. */
#include "table/insert.h"
#include "base/alloc.h"
#include "table/place.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

/* Add the protocols of new entries, in any order. */
static bool
add_protocols(struct iana_table *t, const struct iana_new_entries *new,
	      struct iana_report *rep)
{
	for (size_t i = 0; i < new->n; i++) {
		const struct iana_row *row = &t->reg->row[new->item[i].entry.row];
		uint32_t protocol = new->item[i].protocol;

		if (iana_table_rank(t, protocol) < t->n_protocols)
			continue;
		if (t->n_protocols == IANA_PROTOCOLS_MAX)
			return iana_fail(rep, iana_row_path(t->reg, row), row->line,
					 "more than %d distinct protocols",
					 IANA_PROTOCOLS_MAX);
		t->protocol[t->n_protocols++] = protocol;
	}
	return true;
}

/* Rank the protocols again, and give all entries the new ranks. */
static bool
renew_ranks(struct iana_table *t, struct iana_registry *reg,
	    const struct iana_new_entries *new, struct iana_report *rep)
{
	uint32_t before[IANA_PROTOCOLS_MAX];
	uint8_t rank[IANA_PROTOCOLS_MAX];
	unsigned n_before = t->n_protocols;

	memcpy(before, t->protocol, sizeof before);
	if (!add_protocols(t, new, rep))
		return false;
	iana_protocols_sort(t->protocol, t->n_protocols, &reg->pool);
	for (unsigned p = 0; p < n_before; p++)
		rank[p] = (uint8_t)iana_table_rank(t, before[p]);
	for (size_t i = 0; i < t->n_entries; i++)
		t->entry[i].proto = rank[t->entry[i].proto];
	for (size_t i = 0; i < new->n; i++)
		new->item[i].entry.proto =
		    (uint8_t)iana_table_rank(t, new->item[i].protocol);
	return true;
}

static uint64_t
key_of(const struct iana_entry *e)
{
	return IANA_KEY(e->port, e->proto, 0);
}

/* Merge the new entries into the part of the table behind the overlays. */
static void
merge_entries(struct iana_table *t, const struct iana_new_entries *new)
{
	size_t n = t->n_entries + new->n;
	struct iana_entry *entry = iana_calloc(n, sizeof *entry);
	bool at_end = t->reg->source[0].keeps_order;
	size_t from = t->n_overlay;
	size_t next = 0;

	memcpy(entry, t->entry, from * sizeof *entry);
	for (size_t i = from; i < n; i++) {
		bool is_old = from < t->n_entries;

		if (is_old && next < new->n && !at_end)
			is_old = key_of(&t->entry[from]) < key_of(&new->item[next].entry);
		if (is_old) {
			entry[i] = t->entry[from++];
		} else {
			entry[i] = new->item[next++].entry;
			entry[i].aliases += (uint32_t)t->n_aliases;
		}
	}
	free(t->entry);
	t->entry = entry;
	t->n_entries = n;
}

bool
iana_entries_insert(struct iana_table *table, struct iana_registry *reg,
		    const struct iana_new_entries *new, struct iana_report *rep)
{
	size_t cap = table->n_aliases;

	if (new->n == 0)
		return true;
	if (new->n > IANA_ENTRIES_MAX - table->n_entries)
		return iana_fail(rep, iana_registry_path(reg), 0,
				 "more than %d entries, with those that are kept",
				 IANA_ENTRIES_MAX);
	if (!renew_ranks(table, reg, new, rep))
		return false;
	merge_entries(table, new);
	table->alias = iana_grow(table->alias, &cap, table->n_aliases + new->n_aliases,
				 sizeof *table->alias);
	if (new->n_aliases != 0)
		memcpy(table->alias + table->n_aliases, new->alias,
		       new->n_aliases * sizeof *new->alias);
	table->n_aliases += new->n_aliases;
	return true;
}
