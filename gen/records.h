/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The records section of an index: runs of the table's entries. */
#ifndef IANA_RECORDS_H
#define IANA_RECORDS_H

#include "buffer.h"
#include "table.h"

/* Consecutive entries that differ only in protocol; one record of the index. */
struct iana_run {
	uint32_t entry; /* the first */
	uint32_t off;	/* of its record in the section */
	uint8_t base;	/* the first entry's protocol */
	uint8_t mask;	/* protocols base + bit */
};

struct iana_records {
	struct iana_run *run;
	size_t n;
	size_t cap;
	struct iana_buffer section;
};

/* Build from the table; ret starts all zero.  Fails past a limit of the format. */
bool iana_records_build(struct iana_records *ret, const struct iana_table *table,
			struct iana_report *rep);

void iana_records_done(struct iana_records *records);

#endif
