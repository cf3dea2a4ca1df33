/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes CSV as IANA does: a cell has quotes only if it needs them. */
#include "write/csv_writer.h"
#include "base/date.h"
#include "input/columns.h"
#include "input/input.h"

#include <string.h>

struct csv_writer {
	struct iana_buffer *to;
	const struct iana_registry *reg;
	struct iana_report *rep;
	unsigned without; /* a bit for each field */
	uint32_t date;	  /* for the column of its own; 0: there is none */
	size_t n_rows;	  /* written so far */
};

/* ---- cells ----------------------------------------------------------------- */

/* The string number of a field as it is written. */
static uint32_t
field_of(const struct csv_writer *w, const struct iana_row *row, int field)
{
	/* Without the notes that make an alias, the table would be another (N4). */
	bool stays = field == IANA_F_NOTES && row->alias_of != 0;

	return (w->without >> field & 1) != 0 && !stays ? 0 : row->field[field];
}

/* Write a cleaned text.  A blank line separates its paragraphs, as in IANA's file. */
static void
put_text(struct iana_buffer *to, const char *text, size_t len)
{
	if (memchr(text, ',', len) == NULL && memchr(text, '"', len) == NULL &&
	    memchr(text, '\n', len) == NULL) {
		iana_buffer_add(to, text, len);
		return;
	}
	iana_buffer_u8(to, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' || text[i] == '\n')
			iana_buffer_u8(to, (uint8_t)text[i]);
		iana_buffer_u8(to, (uint8_t)text[i]);
	}
	iana_buffer_u8(to, '"');
}

static bool
put_field(struct csv_writer *w, const struct iana_row *row, int field)
{
	const struct iana_pool_string *s = &w->reg->pool.item[field_of(w, row, field)];
	size_t len = s->len;

	for (size_t i = 0; i < s->len; i++)
		len += s->bytes[i] == '\n';
	if (len > IANA_FIELD_MAX)
		return iana_fail(w->rep, iana_row_path(w->reg, row), row->line,
				 "a field would have more than 64 KiB in the CSV");
	put_text(w->to, s->bytes, s->len);
	return true;
}

static void
put_ports(struct iana_buffer *to, const struct iana_row *row)
{
	if (!iana_row_has_port(row))
		return;
	iana_buffer_printf(to, "%u", row->port_lo);
	if (row->port_hi > row->port_lo)
		iana_buffer_printf(to, "-%u", row->port_hi);
}

/* ---- rows ------------------------------------------------------------------ */

static bool
is_written(const struct iana_row *row)
{
	return row->source == 0 && row->wanted;
}

static void
put_header(const struct csv_writer *w)
{
	for (size_t c = 0; c < IANA_N_COLUMNS; c++)
		iana_buffer_printf(w->to, "%s%s", c != 0 ? "," : "", iana_titles[c].title);
	iana_buffer_puts(w->to, w->date != 0 ? "," IANA_DATE_TITLE "\n" : "\n");
}

/* End a row.  The first one has the date. */
static void
end_line(struct csv_writer *w)
{
	char day[11];

	if (w->date != 0)
		iana_buffer_u8(w->to, ',');
	if (w->date != 0 && w->n_rows == 0) {
		iana_date_format(w->date, day);
		iana_buffer_puts(w->to, day);
	}
	iana_buffer_u8(w->to, '\n');
	w->n_rows++;
}

static bool
put_csv_row(struct csv_writer *w, const struct iana_row *row)
{
	for (size_t c = 0; c < IANA_N_COLUMNS; c++) {
		int column = iana_titles[c].column;

		if (c != 0)
			iana_buffer_u8(w->to, ',');
		if (column == IANA_COLUMN_PORT)
			put_ports(w->to, row);
		else if (!put_field(w, row, column))
			return false;
	}
	end_line(w);
	return w->to->len <= IANA_INPUT_MAX ||
	       iana_fail(w->rep, iana_row_path(w->reg, row), row->line,
			 "the CSV would be larger than 64 MiB");
}

/* The latest date that a reader will find in the rows. */
static uint32_t
latest_date(const struct csv_writer *w)
{
	static const int dates[] = { IANA_F_REGISTERED, IANA_F_MODIFIED };
	uint32_t latest = 0;

	for (size_t i = 0; i < w->reg->n_rows; i++) {
		const struct iana_row *row = &w->reg->row[i];

		for (size_t d = 0; d < 2 && is_written(row); d++) {
			uint32_t date = iana_date_parse(
			    iana_pool_text(&w->reg->pool, field_of(w, row, dates[d])));

			latest = date > latest ? date : latest;
		}
	}
	return latest;
}

/* ---- the registry ---------------------------------------------------------- */

/*
 * Is the registry services(5) text?  A CSV has no place for its aliases, for the letters of
 * its protocols and for its overlays.
 */
static bool
is_services(const struct iana_registry *reg)
{
	for (size_t i = 0; i < reg->n_sources; i++)
		if (reg->source[i].keeps_order &&
		    reg->source[i].level != IANA_LEVEL_OVERLAY)
			return true;
	return false;
}

bool
iana_csv_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
	       unsigned without, struct iana_report *rep)
{
	const struct iana_registry *reg = table->reg;
	struct csv_writer w = { .to = to, .reg = reg, .rep = rep, .without = without };

	if (is_services(reg))
		return iana_fail(rep, iana_registry_path(reg), 0,
				 "services(5) text cannot be written as CSV");
	w.date = date != latest_date(&w) ? date : 0;
	put_header(&w);
	for (size_t i = 0; i < reg->n_rows; i++)
		if (is_written(&reg->row[i]) && !put_csv_row(&w, &reg->row[i]))
			return false;
	return w.n_rows != 0 || iana_fail(rep, iana_registry_path(reg), 0,
					  "the options leave no row for the CSV");
}
