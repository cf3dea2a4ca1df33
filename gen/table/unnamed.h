/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The unnamed ports of a registry, and their places among the entries (N8). */
#ifndef IANA_TABLE_UNNAMED_H
#define IANA_TABLE_UNNAMED_H

#include "table/place.h"

/*
 * List the wanted rows of unnamed ports of the registry, overlays aside: by first port,
 * then protocol (a blank one first), then as they were read.
 *
 * ret_n   how many
 *
 * Returns placed rows, to be freed.  In their keys a protocol counts one more than its
 * rank, so that a blank one is 0.  Cost: O(n log n).
 */
struct iana_placed_row *iana_unnamed_list(const struct iana_table *table, size_t *ret_n);

/* Do unnamed ports stand before an entry?  Also those of its own port and protocol. */
static inline bool
iana_unnamed_before(const struct iana_placed_row *unnamed, const struct iana_entry *e)
{
	return IANA_KEY_GROUP(unnamed->key) <=
	       IANA_KEY_GROUP(IANA_KEY(e->port, e->proto + 1u, 0));
}

#endif
