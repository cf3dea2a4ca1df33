/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of the registry's plain text, a table whose cells wrap over several lines. */
#ifndef IANA_READ_COLUMN_COLUMN_TEXT_H
#define IANA_READ_COLUMN_COLUMN_TEXT_H

#include "input/columns.h"
#include "input/input.h"
#include "input/lines.h"

/* Does a line of the first chunk have the first titles of the table, as this sets them? */
bool iana_column_knows(const struct iana_input *in);

/*
 * Read every record of an opened input, in order.  A record's line is the first of
 * its lines; the lines of a cell are joined by blanks, its paragraphs stay apart.
 *
 * What the text browser did that set the table is what tells its cells and records:
 *   - titles are centred in their columns: so the columns' bounds come from them;
 *   - cells stand at the left of their columns, ports and protocols in the middle,
 *     and a column of blanks parts them;
 *   - a cell wraps only where its next word does not fit;
 *   - all cells of a record are centred over its lines (the odd line below), and the
 *     tallest fills it.
 * Where these leave a line to the record above or to the one below, the record of the
 * same name and port on another protocol decides, and else the words of the line:
 * that is warned of.  Columns are counted in bytes, as the registry's are; a line
 * that does not fit so, in characters.
 *
 * Fails on a title that is not known, a cell that no column holds, lines that no record
 * can be made of, a record of more than 256 lines, a field of more than 64 KiB, a NUL
 * byte, a table cut short, and on no record at all.
 * Cost: O(size); memory for all of it.
 */
bool iana_column_read(struct iana_input *in, const struct iana_sink *sink,
		      struct iana_report *rep);

/* ---- between plain.c and the files plain_*.c ------------------------------- */

#define IANA_COLUMN_COLUMNS 16
#define IANA_COLUMN_WIDTH 4096 /* bytes of the title line at most */
#define IANA_COLUMN_TALL 256   /* lines of a record at most */
#define IANA_COLUMN_NAMES 4    /* lines of a name at most */

/* The table: lines from first to end, not included. */
struct iana_column_text {
	const char *path;
	struct iana_report *rep;
	struct iana_lines lines;
	size_t titles; /* the first line of the titles */
	size_t first;
	size_t end;
	struct iana_cells header; /* the titles, left to right */
	struct iana_columns columns;
	unsigned from[IANA_COLUMN_COLUMNS + 1]; /* the last: behind the last column */
	unsigned wraps_at[IANA_COLUMN_COLUMNS]; /* its width */
};

#define IANA_COLUMN_WORDS 64 /* of all titles at most */
#define IANA_COLUMN_BLANK(c) ((c) == ' ' || (c) == '\t')

/* A word of the titles: its line, and its bytes there. */
struct iana_column_word {
	size_t line;
	unsigned from;
	unsigned to;
};

/* A line of the table; a bit for each column. */
struct iana_column_line {
	uint16_t ink;	 /* has something there */
	uint16_t wraps;	 /* and so has the next line, whose word did not fit here */
	uint16_t open;	 /* reads as if it went on below */
	uint16_t middle; /* reads as if it came from above */
	uint16_t slack;	 /* bytes that are left where it wraps */
	bool characters; /* are what its columns count */
};

/* Is this the line that has the first titles in it? */
bool iana_column_titles(struct iana_cell line);

/*
 * Find titles, columns and the lines of the table around line `at`, which has the
 * first titles.  Fails with the reason.
 */
bool iana_column_columns(struct iana_column_text *p, size_t at);

/*
 * Find the bounds of the columns, whose titles are the next n_words[k] words each;
 * false where there are none that all titles are centred in.
 */
bool iana_column_bounds(struct iana_column_text *p, const struct iana_column_word *words,
			const size_t *n_words);

/*
 * Cut a line of the table into its cells, of len 0 where it has nothing; false where
 * a cell does not stand in its column.  Columns may count characters there.
 */
bool iana_column_cut(const struct iana_column_text *p, size_t line,
		     struct iana_cell ret[static IANA_COLUMN_COLUMNS],
		     bool *ret_characters);

/* One cell of a line that was cut. */
struct iana_cell iana_column_cell(const struct iana_column_text *p, size_t line, size_t k,
				  bool characters);

/* Look at each line of the table; fails on one that cannot be cut into cells. */
bool iana_column_look(const struct iana_column_text *p, struct iana_column_line *ret);

/*
 * How much speaks against a description that starts so below a name: most start as
 * the name does.  from_above: it reads as if it came from above.
 */
unsigned iana_column_against_name(struct iana_cell name, struct iana_cell text,
				  bool from_above);

/*
 * Part the table's lines into records: how many lines each has, one behind the other,
 * to be freed; NULL with the reason in p->rep.
 */
uint16_t *iana_column_rows(const struct iana_column_text *p, size_t *ret_n);

#endif
