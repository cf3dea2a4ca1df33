/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where each name resolves: at the first entry of a protocol that has it. */
#ifndef IANA_TABLE_UNIQUE_H
#define IANA_TABLE_UNIQUE_H

#include "table/table.h"

/*
 * Mark the names that an earlier entry of the same protocol has, too, as name or alias.  No
 * lookup by name leads from them to their entry.  Sets table->elsewhere, and counts
 * in table->left the entries and aliases that the text leaves out.
 *
 * Without them the text has each name once for each protocol: a reader that takes the last
 * match finds the same as one that takes the first.  Call it when the table is complete.
 * Cost: O(n), times the protocols of a name.
 */
void iana_unique_mark(struct iana_table *table);

#endif
