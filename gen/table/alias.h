/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells aliases from entries, among the names of one port and protocol. */
#ifndef IANA_TABLE_ALIASES_H
#define IANA_TABLE_ALIASES_H

#include "table/table.h"

/* One name at one port and protocol, before aliases are told from entries. */
struct iana_placed_row {
	uint64_t key; /* port, rank of the protocol, sequence: the order N7 */
	uint32_t row;
};

#define IANA_PORT_SHIFT 48
#define IANA_RANK_SHIFT 40
#define IANA_KEY(port, rank, seq) \
	((uint64_t)(port) << IANA_PORT_SHIFT | (uint64_t)(rank) << IANA_RANK_SHIFT | (seq))
#define IANA_KEY_PORT(key) ((uint16_t)((key) >> IANA_PORT_SHIFT))
#define IANA_KEY_RANK(key) ((uint8_t)((key) >> IANA_RANK_SHIFT))
#define IANA_KEY_GROUP(key) ((uint32_t)((key) >> IANA_RANK_SHIFT)) /* port and protocol */

/*
 * Append the entries of all items to the table, each with its aliases.
 *
 * item   n of them, sorted by key
 *
 * Of each group, a record whose notes call it an alias of a name that stands in
 * the group is that name's alias, through any chain; the first of a ring is an
 * entry; all others are entries in registry order; one repeated is one, with all
 * aliases.  Overlays' items come first in a group: what is repeated of them melts into
 * theirs (N10).  Warns of what is odd.  Cost: O(n).  Source: N4 to N7, N10.
 */
bool iana_aliases_resolve(struct iana_table *table, const struct iana_placed_row *item,
			  uint32_t n, struct iana_report *rep);

#endif
