/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rows without a name, where they belong among the entries (N8). */
#ifndef IANA_TABLE_UNNAMED_H
#define IANA_TABLE_UNNAMED_H

#include "table/alias.h"

/*
 * List the registry's rows that have a port and no name and that the table's policy
 * wants, by first port, protocol (those for any first) and place in the registry.
 *
 * ret_n   how many
 *
 * Returns items to be freed, the key of each its place.  Cost: O(n log n).
 */
struct iana_placed_row *iana_unnamed_list(const struct iana_table *table, size_t *ret_n);

/* Does a gap stand before an entry of the registry's?  Of its own port and protocol too. */
static inline bool
iana_unnamed_before(const struct iana_placed_row *gap, const struct iana_entry *e)
{
	return IANA_KEY_GROUP(gap->key) <=
	       IANA_KEY_GROUP(IANA_KEY(e->port, e->proto + 1u, 0));
}

#endif
