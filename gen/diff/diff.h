/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares two registries. */
#ifndef IANA_DIFF_DIFF_H
#define IANA_DIFF_DIFF_H

#include "diff/change.h"
#include "table/table.h"

/*
 * Compare two tables.
 *
 * ret       to be freed with iana_diff_done
 * old_reg   the registry of the old table; its pool takes the strings of the new table
 *
 * A name that leaves one port and appears at another port of the same protocol has moved;
 * pairs form in the order of ports.  Of the other names, one that leaves a port and
 * protocol and one that appears there are one renamed service.  If there are several,
 * pairs form first by equal description, assignee and date, then by description, then by
 * assignee and date, then in the order of the tables.  Only official names move and are
 * renamed.  An alias that a renamed service keeps is no change.
 *
 * Unnamed ports are compared by their descriptions, port by port, however rows divide
 * them.  Unnamed ports and names without a port are compared only if both registries have
 * rows of either kind.
 *
 * Cost: O(n log n), memory O(n).
 */
void iana_diff_tables(struct iana_diff *ret, struct iana_registry *old_reg,
		      const struct iana_table *old, const struct iana_table *new);

void iana_diff_done(struct iana_diff *diff);

#endif
