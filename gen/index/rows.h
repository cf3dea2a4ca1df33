/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rows of an index, their sources, and the links from entries to rows. */
#ifndef IANA_INDEX_ROWS_H
#define IANA_INDEX_ROWS_H

#include "index/records.h"
#include "index/texts.h"

/* The rows that an index gets: those that the table's policy wants. */
struct iana_rows {
	uint32_t
	    *number; /* of each row of the registry: that in the index, or IANA_NO_ROW */
	uint32_t *start;     /* of each row of the index: its offset in the section */
	uint32_t *of_source; /* of each source: the number of its rows */
	uint32_t n;
};

/*
 * Append the rows section: the wanted rows, in the registry's order.
 *
 * rows    starts all zero; is filled
 * texts   gets the texts of the rows
 */
void iana_rows_write(struct iana_buffer *to, const struct iana_table *table,
		     struct iana_texts *texts, struct iana_rows *rows);

/* Append the section of row starts. */
void iana_row_starts_write(struct iana_buffer *to, const struct iana_rows *rows);

/* Append the section of first entries: a number for each record. */
void iana_first_entries_write(struct iana_buffer *to, const struct iana_records *records);

/* Append the section of origins: two rows for each entry (rule I6). */
void iana_origins_write(struct iana_buffer *to, const struct iana_table *table,
			const struct iana_rows *rows);

/*
 * Give the names of all sources a place at the head of the texts, which are empty.
 * Returns their offsets, to be freed.  Fails on more sources than the format can number.
 */
uint32_t *iana_source_names(const struct iana_registry *reg, struct iana_texts *texts,
			    struct iana_report *rep);

/*
 * Append the section of sources.
 *
 * name   as iana_source_names gave it
 * date   the registry's, YYYYMMDD, 0 unknown
 */
void iana_sources_write(struct iana_buffer *to, const struct iana_registry *reg,
			const struct iana_rows *rows, const uint32_t *name, uint32_t date);

void iana_rows_done(struct iana_rows *rows);

#endif
