/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writer of the whole table, and all that the registry says beside it, in JSON. */
#ifndef IANA_WRITE_JSON_H
#define IANA_WRITE_JSON_H

#include "base/buffer.h"
#include "table/table.h"

#define IANA_JSON_MAX ((size_t)1 << 30)
#define IANA_JSON_VERSION 1 /* of the schema; a key more does not raise it */

/*
 * Write an object: where it is from, every entry in the table's order, every row without
 * a name by its ports, every name without a port in the registry's order; an object on a
 * line each, with the keys that `lookup --json` has.
 *
 * date   the registry's, YYYYMMDD, 0 unknown
 *
 * What the table's policy does not want is left out.  The same table gives the same
 * bytes; they are UTF-8.  Fails past 1 GiB.  Cost: O(size).
 * Source: doc/services.schema.json.
 */
bool iana_json_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		     struct iana_report *rep);

#endif
