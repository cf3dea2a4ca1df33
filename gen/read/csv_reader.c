/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads CSV: feeds libcsv one line at a time, so that the line of each row is known, and
 * hands the row on.
 */
#include "read/csv_reader.h"
#include "base/utf8.h"
#include "input/columns.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

/*
 * More memory than libcsv needs for the largest cell allowed, fed a chunk at a time.
 * Past this a cell has no end: refuse it before it grows as large as the file.
 */
#define CELL_ROOM (IANA_FIELD_MAX + IANA_INPUT_CHUNK + 4096)

struct reader {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	struct csv_parser csv;
	unsigned long line;  /* that is fed now */
	unsigned long start; /* the line that the current row starts on */
	bool inside;	     /* a row has started and not ended */
	bool failed;	     /* rep has the reason */
	bool have_header;
	size_t n_rows;
	struct iana_columns columns;
	struct iana_cells row; /* the current row */
};

static void
on_cell(void *bytes, size_t len, void *ctx)
{
	struct reader *r = ctx;

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
take_row(struct reader *r)
{
	if (!r->have_header) {
		r->have_header = true;
		return iana_columns_find(&r->columns, &r->row, "CSV", r->in->name, r->start,
					 r->rep);
	}
	r->n_rows++;
	return iana_columns_give(&r->columns, &r->row, r->sink, r->in->name, r->start,
				 r->rep);
}

static void
on_row(int end, void *ctx)
{
	struct reader *r = ctx;

	(void)end;
	if (!r->failed)
		r->failed = !take_row(r);
	r->row.n = 0;
	r->row.text.len = 0;
	r->inside = false;
}

static bool
parse_failed(struct reader *r)
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
is_blank(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n'))
		i++;
	return i == len;
}

/* Feed len bytes: one line, or a part of it. */
static bool
feed(struct reader *r, const char *bytes, size_t len)
{
	const char *nul = memchr(bytes, '\0', len);

	if (nul != NULL)
		return iana_fail(r->rep, r->in->name, r->line,
				 "a NUL byte: not a registry in CSV form");
	if (!r->inside) {
		r->start = r->line;
		r->inside = !is_blank(bytes, len);
	}
	if (csv_parse(&r->csv, bytes, len, on_cell, on_row, r) != len)
		return parse_failed(r);
	if (csv_get_buffer_size(&r->csv) > CELL_ROOM)
		return iana_fail(r->rep, r->in->name, r->start,
				 "a field of more than 64 KiB");
	return !r->failed;
}

/*
 * The end of the next piece to feed: behind the end of the line or chunk, or behind a CR
 * before that.  A CR alone ends a row as well, and each row must start a piece.
 */
static const char *
stop_of(const char *s, const char *end)
{
	const char *nl = memchr(s, '\n', (size_t)(end - s));
	const char *stop = nl != NULL ? nl + 1 : end;
	const char *cr = memchr(s, '\r', (size_t)(stop - s));

	return cr == NULL || cr + 1 == nl ? stop : cr + 1;
}

/* Feed every line of the chunk.  The last line may continue in the next chunk. */
static bool
feed_chunk(struct reader *r, bool *ret_ended)
{
	const char *s = r->in->chunk;
	const char *end = s + r->in->len;

	while (s < end) {
		const char *next = stop_of(s, end);

		if (!feed(r, s, (size_t)(next - s)))
			return false;
		*ret_ended = next[-1] == '\n';
		r->line += *ret_ended;
		s = next;
	}
	return true;
}

/* Behind a byte order mark, libcsv would not see the quotes of the first title. */
static void
skip_mark(struct iana_input *in)
{
	size_t n = iana_utf8_mark(in->chunk, in->len);

	in->len -= n;
	if (n != 0)
		memmove(in->chunk, in->chunk + n, in->len);
}

static bool
read_all(struct reader *r)
{
	bool ended = false;

	skip_mark(r->in);
	while (r->in->len != 0) {
		if (!feed_chunk(r, &ended) || !iana_input_next(r->in, r->rep))
			return false;
	}
	/* Check this first: libcsv would take a part of the last row for a whole row. */
	if (!ended)
		return iana_fail(r->rep, r->in->name, r->line,
				 "the last line has no end: the file is cut short");
	if (csv_fini(&r->csv, on_cell, on_row, r) != 0)
		return iana_fail(r->rep, r->in->name, r->start,
				 "quotes that do not close: the file is cut short");
	if (r->n_rows == 0)
		return iana_fail(r->rep, r->in->name, r->line, "no rows below the header");
	return true;
}

bool
iana_csv_knows(const struct iana_input *in)
{
	return iana_columns_mentioned(in->chunk, in->len);
}

bool
iana_csv_read(struct iana_input *in, const struct iana_sink *sink, struct iana_report *rep)
{
	struct reader *r = iana_calloc(1, sizeof *r);
	bool ok;

	r->in = in;
	r->sink = sink;
	r->rep = rep;
	r->line = 1;
	if (csv_init(&r->csv, CSV_STRICT | CSV_STRICT_FINI) != 0)
		ok = iana_fail(rep, in->name, 0, "libcsv does not start");
	else
		ok = read_all(r);
	csv_free(&r->csv);
	iana_buffer_done(&r->row.text);
	free(r);
	return ok;
}
