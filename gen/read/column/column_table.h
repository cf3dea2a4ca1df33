/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table in a column text: its titles, its columns, its lines. */
#ifndef IANA_READ_COLUMN_COLUMN_TABLE_H
#define IANA_READ_COLUMN_COLUMN_TABLE_H

#include "input/columns.h"
#include "input/lines.h"

#define IANA_COLUMN_COLUMNS 16	  /* at most */
#define IANA_COLUMN_WIDTH 4096	  /* places of the titles at most */
#define IANA_COLUMN_LINES 1048576 /* of a table at most */

/*
 * Where a title stands.  The middle of a line from place a to place b is (a + b) / 2; kept
 * are the least and the most a + b of its lines.
 */
struct iana_column_title {
	unsigned left; /* the first place of all its lines */
	unsigned least;
	unsigned most;
};

struct iana_column_table {
	const char *path;
	struct iana_report *rep;
	struct iana_lines lines;  /* of the file */
	size_t titles;		  /* the first line of the titles */
	size_t first;		  /* the first line of the rows */
	size_t end;		  /* the line behind the last one */
	struct iana_cells header; /* the titles, left to right */
	struct iana_columns columns;
	struct iana_column_title title[IANA_COLUMN_COLUMNS];
	unsigned from[IANA_COLUMN_COLUMNS + 1]; /* of each column, and behind all */
};

/* How wide column k is.  A blank follows it. */
static inline unsigned
iana_column_width(const struct iana_column_table *t, size_t k)
{
	return t->from[k + 1] - t->from[k] - 1;
}

/* The bits of name, port and protocol: each row has one of them. */
static inline unsigned
iana_column_keys(const struct iana_column_table *t)
{
	return 1u << t->columns.at[IANA_F_NAME] | 1u << t->columns.at[IANA_COLUMN_PORT] |
	       1u << t->columns.at[IANA_F_PROTOCOL];
}

/* Is this the line that the first titles stand on? */
bool iana_column_titles(struct iana_cell line);

/* Find titles, columns and lines of the table in t->lines.  Fails with the reason. */
bool iana_column_table_find(struct iana_column_table *t);

/* Set t->from by the titles and the rows; false where no columns fit the titles. */
bool iana_column_bounds(struct iana_column_table *t);

#endif
