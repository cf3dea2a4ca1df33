/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each line of a column text tells about the rows.  Rows are found by this alone. */
#ifndef IANA_READ_COLUMN_COLUMN_LINES_H
#define IANA_READ_COLUMN_COLUMN_LINES_H

#include "read/column/column_table.h"

/* A line of the table.  The masks have one bit a column. */
struct iana_column_line {
	uint16_t ink;	/* columns where it has a text */
	uint16_t fits;	/* the next line's first word there had room on this line */
	uint16_t opens; /* the text there goes on below */
	uint16_t shuts; /* the text there came from above */
	uint16_t lost;	/* columns whose bounds a text crosses, which is left out */
	uint16_t word;	/* a hash of the first word of the description */
	bool small;	/* that word starts with a small letter */
	uint8_t seldom; /* how seldom a description starts with that word: 0 to 4 */
	uint64_t name;	/* the first letters of the name; the first in the highest byte */
	uint64_t description;		     /* the same of the description */
	uint32_t print[IANA_COLUMN_COLUMNS]; /* a hash of each text, case aside */
};

/*
 * Look at each line of the table, and warn of texts that are left out.  Returns t->end -
 * t->first lines, to be freed; NULL under strict, with the reason in t->rep.
 */
struct iana_column_line *iana_column_lines(const struct iana_column_table *t);

#endif
