/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes the entries of the table from linked placed rows. */
#ifndef IANA_TABLE_ENTRIES_H
#define IANA_TABLE_ENTRIES_H

#include "table/alias.h"

/*
 * Add all entries to an empty table, in its order, each with its aliases in order: first
 * the aliases of its own row, then what each joined row brings.
 *
 * Cost: O(n).  Source: N6, N7, N10.
 */
void iana_entries_make(struct iana_table *table, const struct iana_placed_rows *placed,
		       const struct iana_links *links);

#endif
