/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of a column text, cut into cells. */
#ifndef IANA_READ_COLUMN_COLUMN_CUT_H
#define IANA_READ_COLUMN_COLUMN_CUT_H

#include "read/column/column_table.h"

struct iana_column_cut {
	struct iana_cell cell[IANA_COLUMN_COLUMNS]; /* without outer blanks; len 0: none */
	unsigned from[IANA_COLUMN_COLUMNS];	    /* its places on the line */
	unsigned to[IANA_COLUMN_COLUMNS];
	uint16_t lost; /* a bit for each column that a text reaches into from another one,
			  or leaves: such columns have no cell */
};

/*
 * Cut a line of the table.  A place of the line is a byte, a character or a place on a
 * terminal: whichever lets the most texts stand as texts of the table do.
 */
void iana_column_cut_line(const struct iana_column_table *t, size_t line,
			  struct iana_column_cut *ret);

#endif
