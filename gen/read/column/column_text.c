/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads column text in these passes:
 *   1. the file is cut into lines                        input/lines.h
 *   2. the titles give the table and its columns         column_table.h
 *   3. each line is cut into cells and looked at         column_lines.h
 *   4. the lines are parted into rows                    column_rows.h
 *   5. the cells of each row are joined and given on     here
 */
#include "read/column/column_text.h"
#include "read/column/column_cut.h"
#include "read/column/column_rows.h"

#include <stdlib.h>
#include <string.h>

bool
iana_column_text_knows(const struct iana_input *in)
{
	const char *s = in->chunk;
	const char *end = s + in->len;

	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *stop = nl != NULL ? nl : end;

		if (iana_column_titles((struct iana_cell){ s, (size_t)(stop - s) }))
			return true;
		s = stop + 1;
	}
	return false;
}

/* ---- one row --------------------------------------------------------------- */

/* Add what a cell has on one line to what it had before that. */
static void
add_column_line(struct iana_buffer *text, size_t start, struct iana_cell c,
		unsigned *n_blank)
{
	if (c.len == 0) {
		++*n_blank;
		return;
	}
	/* Blank lines within a cell part its paragraphs; those around it do not. */
	if (text->len != start)
		iana_buffer_puts(text, *n_blank != 0 ? "\n\n" : " ");
	*n_blank = 0;
	iana_buffer_add(text, c.bytes, c.len);
}

/* Join the cells of a row's lines. */
static bool
gather(const struct iana_column_table *t, const struct iana_column_row *row,
       struct iana_column_cut *cuts, struct iana_cells *ret)
{
	ret->n = 0;
	ret->text.len = 0;
	for (size_t j = 0; j < row->n; j++)
		iana_column_cut_line(t, t->first + row->top + j, &cuts[j]);
	for (size_t k = 0; k < t->header.n; k++) {
		size_t start = ret->text.len;
		unsigned n_blank = 0;

		for (size_t j = 0; j < row->n; j++)
			add_column_line(&ret->text, start, cuts[j].cell[k], &n_blank);
		if (ret->text.len - start > IANA_FIELD_MAX)
			return iana_fail(t->rep, t->path, t->first + row->top + 1,
					 "a field of more than 64 KiB");
		iana_cells_end(ret);
	}
	return true;
}

/* ---- all rows -------------------------------------------------------------- */

/* Has a row a text in one of these columns?  Or, with lost, did it lose one? */
static bool
has(const struct iana_column_line *lines, const struct iana_column_row *row,
    unsigned columns, bool lost)
{
	const struct iana_column_line *l = lines + row->top;

	for (size_t j = 0; j < row->n; j++)
		if ((lost ? l[j].lost : l[j].ink) & columns)
			return true;
	return false;
}

/* Warn of lines that may belong to this row or to one beside it. */
static bool
warn_doubts(const struct iana_column_table *t, const struct iana_column_row *row)
{
	static const char *const may = "line %zu may belong to this row or to the row "
				       "%s: only its words tell";
	unsigned long line = t->first + row->top + 1;

	if (row->top > 0 && row[-1].doubt &&
	    !iana_warn(t->rep, t->path, line, may, t->first + row[-1].from + 1, "above"))
		return false;
	return !row->doubt ||
	       iana_warn(t->rep, t->path, line, may, t->first + row->from + 1, "below");
}

/* Give a row on, or warn that it is left out. */
static bool
give_column_row(const struct iana_column_table *t, const struct iana_column_line *lines,
		const struct iana_column_row *row, struct iana_column_cut *cuts,
		struct iana_cells *cells, const struct iana_sink *sink)
{
	unsigned long line = t->first + row->top + 1;
	unsigned keys = iana_column_keys(t);

	if (has(lines, row, keys, true))
		return iana_warn(t->rep, t->path, line,
				 "a row without its name, port or protocol: left out");
	if (!has(lines, row, keys, false))
		return !has(lines, row, UINT16_MAX, false) ||
		       iana_warn(t->rep, t->path, line,
				 "a line that belongs to no row: left out");
	if (row->loose && !iana_warn(t->rep, t->path, line,
				     "this line fits no row of several: read as a row"))
		return false;
	return warn_doubts(t, row) && gather(t, row, cuts, cells) &&
	       iana_columns_give(&t->columns, cells, sink, t->path, line, t->rep);
}

static bool
give_all(const struct iana_column_table *t, const struct iana_column_line *lines,
	 const struct iana_column_row *rows, size_t n, const struct iana_sink *sink)
{
	struct iana_column_cut *cuts = iana_calloc(IANA_COLUMN_TALL, sizeof *cuts);
	struct iana_cells cells = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++)
		ok = give_column_row(t, lines, &rows[i], cuts, &cells, sink);
	free(cuts);
	iana_buffer_done(&cells.text);
	return ok;
}

/* A few bad lines cost themselves.  Where many are bad, this is no such table. */
static bool
are_good(const struct iana_column_table *t, const struct iana_column_line *lines,
	 const struct iana_column_row *rows, size_t n_rows)
{
	size_t n = t->end - t->first;
	size_t n_bad = 0;

	for (size_t i = 0; i < n; i++)
		n_bad += lines[i].lost != 0;
	for (size_t i = 0; i < n_rows; i++)
		n_bad += rows[i].loose && lines[rows[i].top].lost == 0;
	return n_bad <= n / 4 ||
	       iana_fail(t->rep, t->path, t->first + 1,
			 "%zu of %zu lines do not fit the columns: no registry as column "
			 "text",
			 n_bad, n);
}

static bool
parse_rows(const struct iana_column_table *t, const struct iana_sink *sink)
{
	struct iana_column_line *lines = iana_column_lines(t);
	struct iana_column_row *rows = NULL;
	size_t n = 0;
	bool ok = lines != NULL;

	if (ok) {
		rows = iana_column_rows(t, lines, &n);
		ok = are_good(t, lines, rows, n) && give_all(t, lines, rows, n, sink);
	}
	free(rows);
	free(lines);
	return ok;
}

static bool
parse_table(struct iana_column_table *t, const struct iana_sink *sink)
{
	size_t date;

	if (!iana_column_table_find(t))
		return false;
	date = iana_lines_date(&t->lines, t->titles);
	if (date < t->titles && sink->updated != NULL)
		sink->updated(sink->ctx, iana_cell_trim(iana_lines_get(&t->lines, date)));
	return parse_rows(t, sink);
}

bool
iana_column_text_read(struct iana_input *in, const struct iana_sink *sink,
		      struct iana_report *rep)
{
	struct iana_column_table *t = iana_calloc(1, sizeof *t);
	bool ok;

	t->path = in->name;
	t->rep = rep;
	ok = iana_lines_read(&t->lines, in, rep) && parse_table(t, sink);
	iana_lines_done(&t->lines);
	iana_buffer_done(&t->header.text);
	free(t);
	return ok;
}
