/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writer of the binary index. */
#ifndef IANA_INDEX_INDEX_H
#define IANA_INDEX_INDEX_H

#include "base/buffer.h"
#include "src/merged.h"
#include "table/table.h"

/*
 * Write the table and its rows as an index.
 *
 * date         the registry's, YYYYMMDD, 0 unknown
 * exact_case   names match by their bytes alone
 * merged       of a merged index (rule I7), else NULL
 *
 * The same arguments give the same bytes on every machine.  Fails past a limit of
 * the format.  Cost: O(n) expected.  Source: doc/index-format.md.
 */
bool iana_index_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		      bool exact_case, const struct iana_merged *merged,
		      struct iana_report *rep);

/* Set may-ignore flags of a whole index. */
void iana_index_set_flags(struct iana_buffer *index, uint32_t flags);

#endif
