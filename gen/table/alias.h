/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decides which placed rows make an entry, and which join the entry of another. */
#ifndef IANA_TABLE_ALIAS_H
#define IANA_TABLE_ALIAS_H

#include "table/place.h"

/* The placed rows of each entry, linked.  The arrays are by number of a placed row. */
struct iana_links {
	uint32_t *head;	 /* the placed row that makes the entry, perhaps this one */
	uint32_t *first; /* of a head: the first other row of its entry */
	uint32_t *next;	 /* of such a row: the next one */
};

#define IANA_NO_PLACED UINT32_MAX /* no first, or no next */

/*
 * Link the placed rows of each group.  The links of an entry are in the order in which its
 * rows bring their names.
 *
 * A row whose notes call it an alias of a name in the group joins the entry of that name,
 * through any chain.  If a chain is a ring, its first row makes an entry.  A row that
 * repeats a name of the group joins the entry of that name: so rows of the registry melt
 * into the lines of overlays (N10).  Every other row makes an entry, and so does a repeated
 * line of a registry that is services(5) text if its aliases differ (N7).
 *
 * ret   to be freed with iana_links_done, also after a failure
 *
 * Warns of repeated rows, of rings, and of aliases whose target is not in the group.
 * Counts the repeated rows in table->n_repeated.  Cost: O(n).  Source: N4 to N7, N10.
 */
bool iana_aliases_link(struct iana_links *ret, struct iana_table *table,
		       const struct iana_placed_rows *placed, struct iana_report *rep);

void iana_links_done(struct iana_links *links);

#endif
