/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names that an older registry had stay. */
#ifndef IANA_TABLE_KEEP_H
#define IANA_TABLE_KEEP_H

#include "table/table.h"

/*
 * Append each name and alias of an old table that the registry no longer has, with any
 * port, to the aliases of the first entry that now has its port and protocol.
 *
 * reg   of the table; takes the names up
 * old   of another registry
 *
 * Warns of names with no such entry at any of their places, and counts both.
 * Cost: O(n).  Source: N11.
 */
bool iana_names_keep(struct iana_table *table, struct iana_registry *reg,
		     const struct iana_table *old, struct iana_report *rep);

#endif
