/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The records, protocols and extras of an index. */
#ifndef IANA_INDEX_RECORDS_H
#define IANA_INDEX_RECORDS_H

#include "base/buffer.h"
#include "table/table.h"

/* A run of entries that differ in their protocol alone: one record of the index. */
struct iana_run {
	uint32_t entry; /* the number of the first */
	uint32_t name;	/* string number */
	uint8_t base;	/* the first protocol of the group of eight */
	uint8_t mask;	/* bit i: protocol base + i */
};

struct iana_records {
	struct iana_run *run; /* of each record, by its number; in the table's order */
	size_t n;
	struct iana_buffer section;
	struct iana_buffer protocols;
	struct iana_buffer extras;
};

/*
 * Cut the table into runs, and write the sections.
 *
 * ret   starts all zero
 *
 * Fails past a limit of the format.  Cost: O(n).
 * Source: doc/index-format.md "Records", "Protocols", "Extra blocks".
 */
bool iana_records_build(struct iana_records *ret, const struct iana_table *table,
			struct iana_report *rep);

void iana_records_done(struct iana_records *records);

#endif
