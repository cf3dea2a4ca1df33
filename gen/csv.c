/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Feeds libcsv a line at a time, so that every record knows the line it starts
 * on, and hands its cells on as a record.
 */
#include "csv.h"
#include "alloc.h"
#include "registry.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COLUMN_PORT IANA_N_FIELDS /* the one column that is no field */
#define N_COLUMNS (IANA_N_FIELDS + 1)
#define CELLS_MAX 256 /* columns of any sane header */

/*
 * More than libcsv needs for any cell that may be, fed a chunk at a time: one that
 * does not end is told here, and not when it has grown as large as the file.
 */
#define CELL_ROOM (IANA_FIELD_MAX + IANA_INPUT_CHUNK + 4096)

/* The header's wordings over the years. */
static const struct {
	const char *title;
	int column;
	bool needed;
} titles[] = {
	{ "Service Name", IANA_F_NAME, true },
	{ "Port Number", COLUMN_PORT, true },
	{ "Transport Protocol", IANA_F_PROTOCOL, true },
	{ "Description", IANA_F_DESCRIPTION, true },
	{ "Assignee", IANA_F_ASSIGNEE, false },
	{ "Contact", IANA_F_CONTACT, false },
	{ "Registration Date", IANA_F_REGISTERED, false },
	{ "Modification Date", IANA_F_MODIFIED, false },
	{ "Reference", IANA_F_REFERENCE, false },
	{ "Service Code", IANA_F_SERVICE_CODE, false },
	{ "Unauthorized Use Reported", IANA_F_UNAUTHORIZED, false },
	{ "Known Unauthorized Uses", IANA_F_UNAUTHORIZED, false },
	{ "Assignment Notes", IANA_F_NOTES, false },
};
#define N_TITLES (sizeof titles / sizeof *titles)

struct reader {
	struct iana_input *in;
	const struct iana_sink *sink;
	struct iana_report *rep;
	struct csv_parser csv;
	unsigned long line;  /* being fed */
	unsigned long start; /* where the current record starts */
	bool inside;	     /* a record has started and not ended */
	bool failed;	     /* rep says why */
	bool have_header;
	size_t n_records;
	size_t n_columns;		  /* of the header */
	int at[N_COLUMNS];		  /* where each column stands; -1 nowhere */
	size_t n_cells;			  /* of the current record */
	size_t cell_start[CELLS_MAX + 1]; /* in text; the first at 0 */
	char *text;			  /* the cells of the current record, end to end */
	size_t len;
	size_t cap;
};

static void
on_cell(void *bytes, size_t len, void *ctx)
{
	struct reader *r = ctx;

	if (r->failed)
		return;
	if (len > IANA_FIELD_MAX || r->n_cells == CELLS_MAX) {
		r->failed = true;
		iana_fail(r->rep, r->in->name, r->start,
			  len > IANA_FIELD_MAX ? "a field of more than 64 KiB"
					       : "more than 256 fields in a record");
		return;
	}
	if (len != 0) { /* half of them all are empty */
		r->text = iana_grow(r->text, &r->cap, r->len + len, 1);
		memcpy(r->text + r->len, bytes, len);
		r->len += len;
	}
	r->cell_start[++r->n_cells] = r->len;
}

static struct iana_cell
cell(const struct reader *r, size_t i)
{
	size_t from = r->cell_start[i];

	return (struct iana_cell){ r->text + from, r->cell_start[i + 1] - from };
}

/* Is a header cell this title?  Case and outer blanks aside. */
static bool
titled(struct iana_cell c, const char *title)
{
	while (c.len > 0 && c.bytes[c.len - 1] == ' ')
		c.len--;
	while (c.len > 0 && c.bytes[0] == ' ') {
		c.bytes++;
		c.len--;
	}
	return strlen(title) == c.len && strncasecmp(c.bytes, title, c.len) == 0;
}

static bool
take_header(struct reader *r)
{
	for (size_t c = 0; c < N_COLUMNS; c++)
		r->at[c] = -1;
	for (size_t i = 0; i < r->n_cells; i++) {
		for (size_t t = 0; t < N_TITLES; t++) {
			if (!titled(cell(r, i), titles[t].title))
				continue;
			if (r->at[titles[t].column] >= 0)
				return iana_fail(r->rep, r->in->name, r->start,
						 "column \"%s\" stands twice in the header",
						 titles[t].title);
			r->at[titles[t].column] = (int)i;
		}
	}
	for (size_t t = 0; t < N_TITLES; t++)
		if (titles[t].needed && r->at[titles[t].column] < 0)
			return iana_fail(
			    r->rep, r->in->name, r->start,
			    "no column \"%s\" in the header: not a registry in "
			    "CSV form",
			    titles[t].title);
	r->have_header = true;
	r->n_columns = r->n_cells;
	return true;
}

static bool
take_record(struct reader *r)
{
	struct iana_record rec = { .line = r->start };

	if (r->n_cells != r->n_columns)
		return iana_fail(r->rep, r->in->name, r->start,
				 "a record of %zu fields, where the header has %zu",
				 r->n_cells, r->n_columns);
	for (size_t c = 0; c < N_COLUMNS; c++) {
		struct iana_cell *to = c == COLUMN_PORT ? &rec.port : &rec.field[c];

		if (r->at[c] >= 0)
			*to = cell(r, (size_t)r->at[c]);
		else
			*to = (struct iana_cell){ "", 0 };
	}
	r->n_records++;
	return r->sink->take(r->sink->ctx, &rec, r->rep);
}

static void
on_record(int end, void *ctx)
{
	struct reader *r = ctx;

	(void)end;
	if (!r->failed)
		r->failed = !(r->have_header ? take_record(r) : take_header(r));
	r->n_cells = 0;
	r->len = 0;
	r->inside = false;
}

static bool
parse_failed(struct reader *r)
{
	int error = csv_error(&r->csv);

	if (error == CSV_EPARSE)
		return iana_fail(r->rep, r->in->name, r->line,
				 "broken quotes (in the record that starts on line %lu)",
				 r->start);
	return iana_fail(r->rep, r->in->name, r->line, "%s", csv_strerror(error));
}

/* libcsv passes over lines of blanks alone: no record starts there. */
static bool
is_blank(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n'))
		i++;
	return i == len;
}

/* Feed len bytes of one line, or of a part of it. */
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
	if (csv_parse(&r->csv, bytes, len, on_cell, on_record, r) != len)
		return parse_failed(r);
	if (csv_get_buffer_size(&r->csv) > CELL_ROOM)
		return iana_fail(r->rep, r->in->name, r->start,
				 "a field of more than 64 KiB");
	return !r->failed;
}

/*
 * Where to stop feeding: behind the end of the line or chunk, or a CR before that,
 * which ends a record as well.  The next record must be seen to start.
 */
static const char *
stop_of(const char *s, const char *end)
{
	const char *nl = memchr(s, '\n', (size_t)(end - s));
	const char *stop = nl != NULL ? nl + 1 : end;
	const char *cr = memchr(s, '\r', (size_t)(stop - s));

	return cr == NULL || cr + 1 == nl ? stop : cr + 1;
}

/* Feed every line of the chunk; a line may go on in the next one. */
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

/* A byte order mark would keep the quotes of the first title from being quotes. */
static void
skip_mark(struct iana_input *in)
{
	if (in->len < 3 || memcmp(in->chunk, "\357\273\277", 3) != 0)
		return;
	in->len -= 3;
	memmove(in->chunk, in->chunk + 3, in->len);
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
	/* Told first: libcsv would take what there is of the last record as one. */
	if (!ended)
		return iana_fail(r->rep, r->in->name, r->line,
				 "the last line has no end: the file is cut short");
	if (csv_fini(&r->csv, on_cell, on_record, r) != 0)
		return iana_fail(r->rep, r->in->name, r->start,
				 "quotes that do not close: the file is cut short");
	if (r->n_records == 0)
		return iana_fail(r->rep, r->in->name, r->line,
				 "no records after the header");
	return true;
}

bool
iana_csv_knows(const struct iana_input *in)
{
	return in->len != 0;
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
	r->text = iana_grow(NULL, &r->cap, 1, 1);
	if (csv_init(&r->csv, CSV_STRICT | CSV_STRICT_FINI) != 0)
		ok = iana_fail(rep, in->name, 0, "libcsv does not start");
	else
		ok = read_all(r);
	csv_free(&r->csv);
	free(r->text);
	free(r);
	return ok;
}
