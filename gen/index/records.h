/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The records, protocols and extras of an index: runs of the table's entries. */
#ifndef IANA_INDEX_RECORDS_H
#define IANA_INDEX_RECORDS_H

#include "base/buffer.h"
#include "table/table.h"

/* Consecutive entries that differ only in protocol; one record of the index. */
struct iana_run {
	uint32_t entry; /* the first */
	uint32_t name;	/* its string number */
	uint8_t base;	/* the first protocol of the group of eight */
	uint8_t mask;	/* protocols base + bit */
};

struct iana_records {
	struct iana_run *run; /* the number of a run is that of its record */
	size_t n;
	struct iana_buffer section;
	struct iana_buffer protocols;
	struct iana_buffer extras;
};

/* Build from the table; ret starts all zero.  Fails past a limit of the format. */
bool iana_records_build(struct iana_records *ret, const struct iana_table *table,
			struct iana_report *rep);

void iana_records_done(struct iana_records *records);

#endif
