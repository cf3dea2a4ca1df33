/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inserts entries into a table that is built. */
#ifndef IANA_TABLE_INSERT_H
#define IANA_TABLE_INSERT_H

#include "table/table.h"

/* An entry to be inserted; its rank is not known before all are. */
struct iana_new_entry {
	struct iana_entry entry; /* its aliases are a part of the list of new aliases */
	uint32_t protocol;	 /* string number */
};

struct iana_new_entries {
	struct iana_new_entry *item;
	size_t n;
	size_t cap;
	uint32_t *alias; /* string numbers */
	size_t n_aliases;
	size_t cap_aliases;
};

/*
 * Insert entries at ports and protocols that no entry of the table has.
 *
 * new   in the order N7
 *
 * They take their places by N7 behind the overlays.  In a table that keeps the order of
 * lines, they stand at its end.  Protocols that the table has not had change the ranks.
 * Fails past the limits of entries and protocols.  Cost: O(n).
 */
bool iana_entries_insert(struct iana_table *table, struct iana_registry *reg,
			 const struct iana_new_entries *new, struct iana_report *rep);

#endif
