/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The columns of a registry by their titles, for the forms that are tables. */
#ifndef IANA_READ_COLUMNS_H
#define IANA_READ_COLUMNS_H

#include "base/buffer.h"
#include "input/raw_row.h"

#define IANA_COLUMN_PORT IANA_N_FIELDS /* the only column that is no field */
#define IANA_N_COLUMNS (IANA_N_FIELDS + 1)
#define IANA_CELLS_MAX 256 /* of a row */

/* The cells of a row, joined in text.  Start with all zero; free text at the end. */
struct iana_cells {
	size_t n;
	size_t start[IANA_CELLS_MAX + 2]; /* of each cell in text; the first is 0 */
	struct iana_buffer text;
};

/* A title of a column. */
struct iana_title {
	const char *title;
	int column;
	bool needed; /* no registry is without it */
};

/* IANA's titles of today, in its order. */
extern const struct iana_title iana_titles[IANA_N_COLUMNS];

/*
 * A column that convert --csv adds if the rows do not tell the date of the registry.  The
 * date stands in the first row; the cells below are blank.
 */
#define IANA_DATE_TITLE "Registry Date"

/* The place of each column in a row. */
struct iana_columns {
	size_t n;		   /* cells of the header */
	size_t at[IANA_N_COLUMNS]; /* n: the header lacks it */
	size_t date;		   /* the place of IANA_DATE_TITLE; n: not there */
};

static inline struct iana_cell
iana_cells_get(const struct iana_cells *row, size_t i)
{
	const char *text = row->text.bytes != NULL ? row->text.bytes : "";
	size_t from = row->start[i];

	return (struct iana_cell){ text + from, row->start[i + 1] - from };
}

/* End a cell: the bytes added to row->text since the last cell.  n must have room. */
static inline void
iana_cells_end(struct iana_cells *row)
{
	row->start[++row->n] = row->text.len;
}

/* Is this the title of a known column?  Case and outer blanks do not count. */
bool iana_columns_titled(struct iana_cell title);

/* Do these bytes hold the title of a column that every registry needs? */
bool iana_columns_mentioned(const char *bytes, size_t len);

/*
 * Find the columns by the titles in a header, in any order and case; unknown titles are
 * skipped.  Fails on a title that stands twice, and without a title that is needed.
 *
 * form   its name in the message
 */
bool iana_columns_find(struct iana_columns *ret, const struct iana_cells *header,
		       const char *form, const char *path, unsigned long line,
		       struct iana_report *rep);

/*
 * Give a row to the sink.  The row starts on this line.  If it has the date of the
 * registry, the sink gets the date first.
 *
 * Fails if the row has more or fewer cells than the header, and if the sink fails.
 */
bool iana_columns_give(const struct iana_columns *cols, struct iana_cells *row,
		       const struct iana_sink *sink, const char *path, unsigned long line,
		       struct iana_report *rep);

#endif
