/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the table, and all other rows of the registry, as JSON. */
#ifndef IANA_WRITE_JSON_H
#define IANA_WRITE_JSON_H

#include "base/buffer.h"
#include "table/table.h"

#define IANA_JSON_MAX ((size_t)1 << 30)
#define IANA_JSON_VERSION 1 /* of the schema; new keys do not raise it */

/*
 * Write one object: the sources, then a list of all entries in the order of the table, of
 * all unnamed ports by port, and of all names without a port in the order of the registry.
 * Each entry or row is an object on a line, with the keys of `lookup --json`.
 *
 * date   of the registry, YYYYMMDD; 0 unknown
 *
 * Leaves out the rows that the policy does not want.  The same table gives the same bytes,
 * in UTF-8.  Fails past 1 GiB.  Cost: O(size).  Source: doc/services.schema.json.
 */
bool iana_json_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		     struct iana_report *rep);

#endif
