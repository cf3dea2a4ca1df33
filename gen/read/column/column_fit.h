/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How well lines of a column text fit together as a row. */
#ifndef IANA_READ_COLUMN_COLUMN_FIT_H
#define IANA_READ_COLUMN_COLUMN_FIT_H

#include "read/column/column_lines.h"

/*
 * What is against a reading of the text: broken rules in the high half, unlikely words
 * in the low half.  Two readings compare as these numbers do; their parts add up.
 */
#define IANA_COLUMN_RULE ((uint64_t)1 << 32)
#define IANA_COLUMN_LOOSE (16 * IANA_COLUMN_RULE) /* of a line that fits no row */

struct iana_column_fit {
	const struct iana_column_line *line; /* of the table, from 0 */
	size_t n;
	struct iana_columns columns;
	unsigned name; /* the bit of this column */
	unsigned port; /* those of port and protocol, whose cells have one line */
};

struct iana_column_fit iana_column_fit_table(const struct iana_column_table *t,
					     const struct iana_column_line *lines);

/*
 * Can n lines from top on be a row?  They can if the row has a name, port or protocol,
 * all cells stand in the middle of the lines, and one fills them.  Then sets what is
 * against the row:
 *   - a cell goes on below although the next word had room; IANA does so seldom;
 *   - a cell has paragraphs;
 *   - a cell starts or ends within brackets, or ends in a word such as "of";
 *   - the row has no description, or nothing but a name; or the name wraps;
 *   - words: few descriptions start so, or the name starts with other letters.
 */
bool iana_column_fit_row(const struct iana_column_fit *f, size_t top, size_t n,
			 uint64_t *ret);

/*
 * What is against a row that has another right below: cells that differ although both
 * have the same name, or none.  Most services have one row for each protocol.
 */
uint64_t iana_column_fit_pair(const struct iana_column_fit *f, size_t a, size_t n_a,
			      size_t b, size_t n_b);

#endif
