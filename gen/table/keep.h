/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps the names of an older registry. */
#ifndef IANA_TABLE_KEEP_H
#define IANA_TABLE_KEEP_H

#include "table/table.h"

/*
 * Keep each name and alias of an old table that the registry no longer has at any port.
 *
 * Such a name becomes an alias of the first entry that now has its port and protocol.  If
 * no entry has them, the name becomes an entry there.  The aliases of its old entry that
 * are gone as well become aliases of the new entry.  Its row is a copy of the old row,
 * whose source is the older registry.
 *
 * reg   the registry of the table; its pool takes the names, and its rows the copies
 * old   a table of another registry
 *
 * Counts the names and the entries in the table.  Fails past a limit of doc/design.md.
 * Cost: O(n).  Source: N11.
 */
bool iana_names_keep(struct iana_table *table, struct iana_registry *reg,
		     const struct iana_table *old, struct iana_report *rep);

#endif
