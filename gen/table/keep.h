/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps the names of an older registry. */
#ifndef IANA_TABLE_KEEP_H
#define IANA_TABLE_KEEP_H

#include "table/table.h"

/*
 * Take each name and alias of an old table that the registry no longer has at any port.
 * Append it to the aliases of the first entry that now has its port and protocol.
 *
 * reg   the registry of the table; its pool takes the names
 * old   a table of another registry
 *
 * Warns of names for which there is no such entry.  Counts the kept and the dropped names
 * in the table.  Cost: O(n).  Source: N11.
 */
bool iana_names_keep(struct iana_table *table, struct iana_registry *reg,
		     const struct iana_table *old, struct iana_report *rep);

#endif
