/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writer of the binary index. */
#ifndef IANA_INDEX_INDEX_H
#define IANA_INDEX_INDEX_H

#include "base/buffer.h"
#include "table/table.h"

/*
 * Write the table and its rows as an index.
 *
 * date         the registry's, YYYYMMDD, 0 unknown
 * exact_case   names match by their bytes alone
 *
 * The same table gives the same bytes on every machine.  Fails past a limit of
 * the format.  Cost: O(n) expected.  Source: doc/index-format.md.
 */
bool iana_index_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		      bool exact_case, struct iana_report *rep);

#endif
