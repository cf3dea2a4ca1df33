/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The registry's columns by their titles, for the forms that are tables. */
#ifndef IANA_READ_COLUMNS_H
#define IANA_READ_COLUMNS_H

#include "base/buffer.h"
#include "input/raw_row.h"

#define IANA_COLUMN_PORT IANA_N_FIELDS /* the one column that is no field */
#define IANA_N_COLUMNS (IANA_N_FIELDS + 1)
#define IANA_CELLS_MAX 256 /* columns of any sane header */

/* The cells of one row, end to end.  Start with all zero; free text at the end. */
struct iana_cells {
	size_t n;
	size_t start[IANA_CELLS_MAX + 2]; /* in text; the first at 0 */
	struct iana_buffer text;
};

/* Where each column stands in a row. */
struct iana_columns {
	size_t n;		   /* cells of the header */
	size_t at[IANA_N_COLUMNS]; /* n: nowhere */
};

static inline struct iana_cell
iana_cells_get(const struct iana_cells *row, size_t i)
{
	const char *text = row->text.bytes != NULL ? row->text.bytes : "";
	size_t from = row->start[i];

	return (struct iana_cell){ text + from, row->start[i + 1] - from };
}

/* What was added to row->text since the last cell is the next one; n has room. */
static inline void
iana_cells_end(struct iana_cells *row)
{
	row->start[++row->n] = row->text.len;
}

/* Is this a title that a column may have?  Case and outer blanks aside. */
bool iana_columns_titled(struct iana_cell title);

/* Does any title that a header needs stand in these bytes? */
bool iana_columns_mentioned(const char *bytes, size_t len);

/*
 * Find the columns by the titles in a header: any order and case, outer blanks
 * aside; unknown ones are passed over.  Fails on a title that stands twice, and
 * without one that is needed: no registry in this form, as the message calls it.
 */
bool iana_columns_find(struct iana_columns *ret, const struct iana_cells *header,
		       const char *form, const char *path, unsigned long line,
		       struct iana_report *rep);

/*
 * Hand a row on as a record that starts on this line.  Fails on a row of another
 * number of cells than the header, and where the sink does.
 */
bool iana_columns_give(const struct iana_columns *cols, struct iana_cells *row,
		       const struct iana_sink *sink, const char *path, unsigned long line,
		       struct iana_report *rep);

#endif
