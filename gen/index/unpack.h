/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads an index back, with all that its cold part says. */
#ifndef IANA_INDEX_UNPACK_H
#define IANA_INDEX_UNPACK_H

#include "src/map.h"
#include "table/insert.h"

/*
 * Read an index into a registry and its entries: iana_index_write makes of them the same
 * rows and the same table.
 *
 * reg    empty, from iana_registry_init; gets the rows and their sources
 * ret    gets the entries, in the table's order
 * path   of the index, for messages; borrowed as long as reg lives
 * map    of the whole file
 *
 * Fails on an index that iana_verify finds damaged.  Cost: O(size).
 */
bool iana_index_unpack(struct iana_registry *reg, struct iana_new_entries *ret,
		       const char *path, const struct iana_map *map,
		       struct iana_report *rep);

#endif
