/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the registry's plain text: finds the table in it, and gives its records. */
#include "read/column/column_text.h"

#include <stdlib.h>
#include <string.h>

bool
iana_column_knows(const struct iana_input *in)
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

/* Add what a cell has on one line to what it had before that. */
static void
add_line(struct iana_buffer *text, size_t start, struct iana_cell c, unsigned *n_blank)
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

/* Put the cells of a record of n lines into row. */
static bool
gather(const struct iana_column_text *p, size_t top, size_t n, struct iana_cells *row)
{
	struct iana_cell(*cells)[IANA_COLUMN_COLUMNS] = iana_calloc(n, sizeof *cells);
	bool characters;
	bool ok = true;

	row->n = 0;
	row->text.len = 0;
	for (size_t j = 0; j < n; j++)
		iana_column_cut(p, top + j, cells[j], &characters);
	for (size_t k = 0; ok && k < p->header.n; k++) {
		size_t start = row->text.len;
		unsigned n_blank = 0;

		for (size_t j = 0; j < n; j++)
			add_line(&row->text, start, cells[j][k], &n_blank);
		if (row->text.len - start > IANA_FIELD_MAX)
			ok = iana_fail(p->rep, p->path, top + 1,
				       "a field of more than 64 KiB");
		iana_cells_end(row);
	}
	free(cells);
	return ok;
}

static bool
give(const struct iana_column_text *p, const struct iana_sink *sink)
{
	struct iana_cells row = { 0 };
	size_t n_rows = 0;
	uint16_t *rows = iana_column_rows(p, &n_rows);
	size_t top = p->first;
	bool ok = rows != NULL;

	for (size_t i = 0; ok && i < n_rows; i++) {
		ok = gather(p, top, rows[i], &row) &&
		     iana_columns_give(&p->columns, &row, sink, p->path, top + 1, p->rep);
		top += rows[i];
	}
	free(rows);
	iana_buffer_done(&row.text);
	return ok;
}

static bool
read_table(struct iana_column_text *p, const struct iana_sink *sink)
{
	size_t at = 0;
	size_t date;

	while (at < p->lines.n && !iana_column_titles(iana_lines_get(&p->lines, at)))
		at++;
	if (at == p->lines.n)
		return iana_fail(p->rep, p->path, 1, "no table of services: no titles");
	if (!iana_column_columns(p, at))
		return false;
	date = iana_lines_date(&p->lines, p->titles);
	if (date < p->titles && sink->updated != NULL)
		sink->updated(sink->ctx, iana_cell_trim(iana_lines_get(&p->lines, date)));
	return give(p, sink);
}

bool
iana_column_read(struct iana_input *in, const struct iana_sink *sink,
		 struct iana_report *rep)
{
	struct iana_column_text *p = iana_calloc(1, sizeof *p);
	bool ok;

	p->path = in->name;
	p->rep = rep;
	ok = iana_lines_read(&p->lines, in, rep) && read_table(p, sink);
	iana_lines_done(&p->lines);
	iana_buffer_done(&p->header.text);
	free(p);
	return ok;
}
