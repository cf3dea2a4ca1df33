/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The data of the page, packed as JSON. */
#ifndef IANA_MAP_DATA_H
#define IANA_MAP_DATA_H

#include "map/changes.h"

/*
 * Add the data as JSON that can stand in a script element.
 *
 *   date         of the registry, "YYYY-MM-DD", or null
 *   counts       what convert counts, and the ports of each status
 *   status       legends: [key, label] of each status, in their order
 *   changes      null, or an object: old_date, kinds as [key, label, ports], and the
 *                changes as [kind, first, last, protocols, words]
 *   classes      [first, last, key, label] of each class of ports
 *   famous       ports
 *   texts        each text once; number 0 is ""
 *   assignments  IANA_DATA_NUMBERS numbers for each: first port less that of the one
 * before, how many more ports, protocols as bits, kind, and texts: name, aliases,
 *                protocols, description, registered, modified, reference, unauthorized
 *                use.  Kinds: 0 service, 1 historic service; without a name: 2 reserved,
 *                3 de-assigned, 4 unassigned
 *
 * changes   NULL: no older registry
 *
 * Ports that no assignment has are the gaps: they are not listed.  Cost: O(n).
 */
#define IANA_DATA_NUMBERS 12
void iana_map_data(struct iana_buffer *to, const struct iana_map_cells *cells,
		   const struct iana_map_changes *changes);

#endif
