/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Builds the service table of a registry. */
#ifndef IANA_TABLE_BUILD_H
#define IANA_TABLE_BUILD_H

#include "table/table.h"

/*
 * Turn a registry and its overlays into a table, by rules N1 to N10.
 *
 * reg      its rows get row->wanted
 * policy   which rows of the registry are wanted; NULL for all
 *
 * Warns of aliases whose target is missing, of repeated entries, and of protocols of the
 * policy that no row has.  Fails past a limit of doc/design.md, and if no entry is left.
 * Cost: O(n), and a pass over the numbers of all ports.
 */
bool iana_table_build(struct iana_table *table, struct iana_registry *reg,
		      const struct iana_policy *policy, struct iana_report *rep);

#endif
