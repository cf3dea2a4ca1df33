/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts the lines of a column text into rows. */
#ifndef IANA_READ_COLUMN_COLUMN_ROWS_H
#define IANA_READ_COLUMN_COLUMN_ROWS_H

#include "read/column/column_lines.h"

#define IANA_COLUMN_TALL 256 /* lines of a row at most */

struct iana_column_row {
	uint32_t top;  /* its first line, from t->first on */
	uint16_t n;    /* its lines */
	bool loose;    /* a line that fits no row */
	bool doubt;    /* lines at its end may be of the next row, or the other way round */
	uint32_t from; /* the first of these lines */
};

/*
 * Part the table's lines into rows; all lines are in one.  Returns *ret_n rows, to be
 * freed.  Cost: O(lines).
 */
struct iana_column_row *iana_column_rows(const struct iana_column_table *t,
					 const struct iana_column_line *lines,
					 size_t *ret_n);

#endif
