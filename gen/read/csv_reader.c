/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads CSV: feeds libcsv one line at a time, so that the line of each row is known, and
 * hands the row on.
 */
#include "read/csv_reader.h"
#include "input/columns.h"
#include "read/csv_form.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

/*
 * More memory than libcsv needs for the largest cell allowed, fed a chunk at a time.
 * Past this a cell has no end: refuse it before it grows as large as the file.
 */
#define CELL_ROOM (IANA_FIELD_MAX + IANA_INPUT_CHUNK + 4096)

struct csv_reading {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	struct iana_csv_form form;
	struct csv_parser csv;
	unsigned long line;  /* that is fed now */
	unsigned long start; /* the line that the current row starts on */
	bool inside;	     /* a row has started and not ended */
	bool at_end;	     /* of the file, and the row that ends here has no line end */
	char last;	     /* the last byte that was fed */
	bool failed;	     /* rep has the reason */
	bool have_header;
	size_t n_rows;
	struct iana_columns columns;
	struct iana_cells row; /* the current row */
};

static void
on_cell(void *bytes, size_t len, void *ctx)
{
	struct csv_reading *r = ctx;

	if (r->failed)
		return;
	if (len > IANA_FIELD_MAX || r->row.n == IANA_CELLS_MAX) {
		r->failed = true;
		iana_fail(r->rep, r->in->name, r->start,
			  len > IANA_FIELD_MAX ? "a field of more than 64 KiB"
					       : "more than 256 fields in a row");
		return;
	}
	iana_buffer_add(&r->row.text, bytes, len);
	iana_cells_end(&r->row);
	if (r->sink->expect != NULL)
		r->sink->expect(r->sink->ctx, iana_cells_get(&r->row, r->row.n - 1));
}

static bool
take_row(struct csv_reading *r)
{
	if (!r->have_header) {
		r->have_header = true;
		if (r->at_end)
			return iana_fail(r->rep, r->in->name, r->start,
					 "nothing but a header without a line end: the "
					 "file is cut short");
		return iana_columns_find(&r->columns, &r->row, "CSV", r->in->name, r->start,
					 r->rep);
	}
	r->n_rows++;
	if (r->at_end && r->row.n < r->columns.n)
		return iana_fail(
		    r->rep, r->in->name, r->start,
		    "%zu of %zu fields, and no line end: the file is cut short", r->row.n,
		    r->columns.n);
	return iana_columns_give(&r->columns, &r->row, r->sink, r->in->name, r->start,
				 r->rep);
}

static void
on_row(int end, void *ctx)
{
	struct csv_reading *r = ctx;

	(void)end;
	if (!r->failed)
		r->failed = !take_row(r);
	r->row.n = 0;
	r->row.text.len = 0;
	r->inside = false;
}

static bool
csv_failed(struct csv_reading *r)
{
	int error = csv_error(&r->csv);

	if (error == CSV_EPARSE)
		return iana_fail(r->rep, r->in->name, r->line,
				 "broken quotes (in the row that starts on line %lu)",
				 r->start);
	return iana_fail(r->rep, r->in->name, r->line, "%s", csv_strerror(error));
}

/* libcsv skips a line of nothing but blanks: no row starts there. */
static bool
is_blank_row(const char *s, size_t len, char separator)
{
	size_t i = 0;

	while (i < len && s[i] != separator &&
	       (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n'))
		i++;
	return i == len;
}

/* Feed len bytes: one line, or a part of it. */
static bool
feed_csv(struct csv_reading *r, const char *bytes, size_t len)
{
	const char *nul = memchr(bytes, '\0', len);

	if (nul != NULL)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a NUL byte: not a registry in CSV form");
	if (!r->inside) {
		r->start = r->line;
		r->inside = !is_blank_row(bytes, len, r->form.separator);
	}
	if (csv_parse(&r->csv, bytes, len, on_cell, on_row, r) != len)
		return csv_failed(r);
	if (csv_get_buffer_size(&r->csv) > CELL_ROOM)
		return iana_fail(r->rep, r->in->name, r->start,
				 "a field of more than 64 KiB");
	return !r->failed;
}

/* The next byte c from s on; end if there is none.  found: the one before, or NULL. */
static const char *
find_next(const char *s, const char *end, char c, const char *found)
{
	if (found != NULL && found >= s)
		return found;
	found = memchr(s, c, (size_t)(end - s));
	return found != NULL ? found : end;
}

/* Does a line end with the piece from s to end?  A CR alone ends one in some files. */
static bool
ends_line(const struct csv_reading *r, const char *s, const char *end)
{
	if (end[-1] == '\r')
		return r->form.lone_cr;
	if (end[-1] != '\n')
		return false;
	/* The chunk ended between CR and LF: the CR was counted. */
	return !(r->form.lone_cr && end - s == 1 && r->last == '\r');
}

/*
 * Feed the chunk in pieces: up to the next line end, or the end of the chunk.  Each CR ends
 * a piece as well: libcsv ends a row there, and each row must start a piece.
 */
static bool
feed_chunk(struct csv_reading *r)
{
	const char *s = r->in->chunk;
	const char *end = s + r->in->len;
	const char *lf = NULL;
	const char *cr = NULL;

	while (s < end) {
		const char *next;

		lf = find_next(s, end, '\n', lf);
		cr = find_next(s, end, '\r', cr);
		next = cr < lf && cr + 1 != lf ? cr : lf;
		next += next < end;
		if (!feed_csv(r, s, (size_t)(next - s)))
			return false;
		r->line += ends_line(r, s, next);
		r->last = next[-1];
		s = next;
	}
	return true;
}

/* The file ends.  Its last row may lack a line end. */
static bool
finish_csv(struct csv_reading *r)
{
	r->at_end = r->inside;
	if (csv_fini(&r->csv, on_cell, on_row, r) != 0)
		return iana_fail(r->rep, r->in->name, r->start,
				 "quotes that do not close: the file is cut short");
	if (r->failed)
		return false;
	if (r->n_rows == 0)
		return iana_fail(r->rep, r->in->name, r->line, "no rows below the header");
	if (!r->at_end && (r->last == '\n' || r->form.lone_cr))
		return true;
	return iana_warn(r->rep, r->in->name, r->start,
			 "no line end behind the last row: the file may be cut short");
}

static bool
read_csv(struct csv_reading *r)
{
	struct iana_input *in = r->in;

	iana_csv_form_find(in, &r->form);
	r->line = r->form.line;
	csv_set_delim(&r->csv, (unsigned char)r->form.separator);
	/* libcsv gets the header first: a mark would hide the quotes of its first title. */
	in->len -= r->form.header;
	memmove(in->chunk, in->chunk + r->form.header, in->len);
	do {
		if (!feed_chunk(r) || !iana_input_next(in, r->rep))
			return false;
	} while (in->len != 0);
	return finish_csv(r);
}

bool
iana_csv_read(struct iana_input *in, const struct iana_sink *sink, struct iana_report *rep)
{
	struct csv_reading *r = iana_calloc(1, sizeof *r);
	bool ok;

	r->in = in;
	r->sink = sink;
	r->rep = rep;
	if (csv_init(&r->csv, CSV_STRICT | CSV_STRICT_FINI) != 0)
		ok = iana_fail(rep, in->name, 0, "libcsv does not start");
	else
		ok = read_csv(r);
	csv_free(&r->csv);
	iana_buffer_done(&r->row.text);
	free(r);
	return ok;
}
