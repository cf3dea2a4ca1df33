/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads page text with a tab between two cells. */
#include "read/page/page_tabs.h"
#include "input/columns.h"

#include <string.h>

struct table {
	const char *path;
	const struct iana_sink *sink;
	struct iana_report *rep;
	struct iana_columns columns;
	struct iana_cells row; /* the row that is read; its last cell is open */
	unsigned long line;    /* of its start, from 1; 0: no row yet */
	size_t n_rows;
	bool behind_blank; /* the last line was blank */
};

/* ---- lines ------------------------------------------------------------------ */

/* Take the cell in front of the next tab off *line; false after the last cell. */
static bool
take_cell(struct iana_cell *line, struct iana_cell *ret)
{
	const char *tab;

	if (line->bytes == NULL)
		return false;
	tab = memchr(line->bytes, '\t', line->len);
	if (tab == NULL) {
		*ret = iana_cell_trim(*line);
		*line = (struct iana_cell){ NULL, 0 };
		return true;
	}
	*ret =
	    iana_cell_trim((struct iana_cell){ line->bytes, (size_t)(tab - line->bytes) });
	line->len -= (size_t)(tab + 1 - line->bytes);
	line->bytes = tab + 1;
	return true;
}

/* A line of the page; tabs at its end are blank cells and stay. */
static struct iana_cell
get_line(const struct iana_lines *lines, size_t i)
{
	const char *s = lines->text + lines->start[i];
	size_t len = lines->start[i + 1] - lines->start[i];

	while (len > 0 && (s[len - 1] == '\n' || s[len - 1] == '\r'))
		len--;
	return (struct iana_cell){ s, len };
}

bool
iana_page_has_tabs(struct iana_cell line)
{
	struct iana_cell cell;
	size_t n_titles = 0;

	if (!take_cell(&line, &cell) || !iana_columns_titled(cell))
		return false;
	while (take_cell(&line, &cell))
		n_titles += iana_columns_titled(cell);
	return n_titles != 0;
}

/* ---- rows ------------------------------------------------------------------- */

/* Add text to the open cell; a line end or a blank line stands before it. */
static bool
add_to_cell(struct table *t, struct iana_cell text)
{
	size_t start = t->row.start[t->row.n];

	if (text.len != 0 && t->row.text.len != start)
		iana_buffer_puts(&t->row.text, t->behind_blank ? "\n\n" : "\n");
	iana_buffer_add(&t->row.text, text.bytes, text.len);
	return t->row.text.len - start <= IANA_FIELD_MAX ||
	       iana_fail(t->rep, t->path, t->line, "a field of more than 64 KiB");
}

/* Hand on the row that is complete now. */
static bool
give_tab_row(struct table *t)
{
	bool ok;

	if (t->line == 0)
		return true;
	iana_cells_end(&t->row);
	t->n_rows++;
	ok = iana_columns_give(&t->columns, &t->row, t->sink, t->path, t->line, t->rep);
	t->row.n = 0;
	t->row.text.len = 0;
	return ok;
}

/* Add the cells of a line to the row that is read, or to the next row. */
static bool
add_tabs_line(struct table *t, struct iana_cell line, size_t i)
{
	bool complete = t->line == 0 || t->row.n + 1 >= t->columns.n;
	struct iana_cell cell;

	if (complete && (t->line == 0 || memchr(line.bytes, '\t', line.len) != NULL)) {
		if (!give_tab_row(t))
			return false;
		t->line = i + 1;
	}
	for (bool first = true; take_cell(&line, &cell); first = false) {
		if (!first && t->row.n + 1 == t->columns.n)
			return iana_fail(t->rep, t->path, t->line,
					 "a row of more than %zu fields, which the header "
					 "has (a tab stands between two)",
					 t->columns.n);
		if (!first)
			iana_cells_end(&t->row);
		if (!add_to_cell(t, cell))
			return false;
	}
	return true;
}

static bool
read_tab_titles(struct table *t, struct iana_cell line, size_t at)
{
	struct iana_cells header = { 0 };
	struct iana_cell cell;
	bool ok = true;

	while (ok && take_cell(&line, &cell)) {
		if (header.n == IANA_CELLS_MAX)
			ok = iana_fail(t->rep, t->path, at + 1, "more than 256 titles");
		iana_buffer_add(&header.text, cell.bytes, cell.len);
		if (ok)
			iana_cells_end(&header);
	}
	ok = ok &&
	     iana_columns_find(&t->columns, &header, "page text", t->path, at + 1, t->rep);
	iana_buffer_done(&header.text);
	return ok;
}

static bool
read_tab_table(struct table *t, const struct iana_lines *lines, size_t at, size_t end)
{
	if (!read_tab_titles(t, get_line(lines, at), at))
		return false;
	for (size_t i = at + 1; i < end; i++) {
		struct iana_cell line = get_line(lines, i);

		if (iana_cell_trim(line).len == 0 &&
		    memchr(line.bytes, '\t', line.len) == NULL) {
			t->behind_blank = true;
			continue;
		}
		if (!add_tabs_line(t, line, i))
			return false;
		t->behind_blank = false;
	}
	if (t->line == 0)
		return iana_fail(t->rep, t->path, at + 1, "no rows below the titles");
	if (t->row.n + 1 < t->columns.n)
		return iana_fail(
		    t->rep, t->path, t->line,
		    "%zu of %zu fields in the last row: the table is cut short",
		    t->row.n + 1, t->columns.n);
	return give_tab_row(t);
}

bool
iana_page_read_tabs(const struct iana_lines *lines, size_t at, size_t end, const char *path,
		    const struct iana_sink *sink, struct iana_report *rep)
{
	struct table t = { .path = path, .sink = sink, .rep = rep };
	bool ok = read_tab_table(&t, lines, at, end);

	iana_buffer_done(&t.row.text);
	return ok;
}
