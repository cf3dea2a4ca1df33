/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the columns of a registry by the titles in its header. */
#include "input/columns.h"

#include <string.h>
#include <strings.h>

const struct iana_title iana_titles[] = {
	{ "Service Name", IANA_F_NAME, true },
	{ "Port Number", IANA_COLUMN_PORT, true },
	{ "Transport Protocol", IANA_F_PROTOCOL, true },
	{ "Description", IANA_F_DESCRIPTION, true },
	{ "Assignee", IANA_F_ASSIGNEE, false },
	{ "Contact", IANA_F_CONTACT, false },
	{ "Registration Date", IANA_F_REGISTERED, false },
	{ "Modification Date", IANA_F_MODIFIED, false },
	{ "Reference", IANA_F_REFERENCE, false },
	{ "Service Code", IANA_F_SERVICE_CODE, false },
	{ "Unauthorized Use Reported", IANA_F_UNAUTHORIZED, false },
	{ "Assignment Notes", IANA_F_NOTES, false },
};

/* The titles that IANA has used over the years: those of today, and an older one. */
#define N_TITLES (IANA_N_COLUMNS + 1)
static const struct iana_title *
title_at(size_t i)
{
	static const struct iana_title old = { "Known Unauthorized Uses",
					       IANA_F_UNAUTHORIZED, false };

	return i < IANA_N_COLUMNS ? &iana_titles[i] : &old;
}

bool
iana_columns_titled(struct iana_cell title)
{
	title = iana_cell_trim(title);
	for (size_t t = 0; t < N_TITLES; t++)
		if (iana_cell_is(title, title_at(t)->title))
			return true;
	return false;
}

bool
iana_columns_mentioned(const char *bytes, size_t len)
{
	for (size_t t = 0; t < N_TITLES; t++) {
		size_t n = strlen(title_at(t)->title);

		for (size_t i = 0; title_at(t)->needed && i + n <= len; i++)
			if (strncasecmp(bytes + i, title_at(t)->title, n) == 0)
				return true;
	}
	return false;
}

bool
iana_columns_find(struct iana_columns *ret, const struct iana_cells *header,
		  const char *form, const char *path, unsigned long line,
		  struct iana_report *rep)
{
	for (size_t c = 0; c < IANA_N_COLUMNS; c++)
		ret->at[c] = header->n;
	ret->date = header->n;
	for (size_t i = 0; i < header->n; i++) {
		struct iana_cell title = iana_cell_trim(iana_cells_get(header, i));

		if (iana_cell_is(title, IANA_DATE_TITLE))
			ret->date = i;
		for (size_t t = 0; t < N_TITLES; t++) {
			size_t *at = &ret->at[title_at(t)->column];

			if (!iana_cell_is(title, title_at(t)->title))
				continue;
			if (*at < header->n)
				return iana_fail(rep, path, line,
						 "column \"%s\" stands twice in the header",
						 title_at(t)->title);
			*at = i;
		}
	}
	for (size_t t = 0; t < N_TITLES; t++)
		if (title_at(t)->needed && ret->at[title_at(t)->column] == header->n)
			return iana_fail(
			    rep, path, line,
			    "no column \"%s\" in the header: not a registry in %s form",
			    title_at(t)->title, form);
	ret->n = header->n;
	return true;
}

/* Hand the date of the registry to the sink, if the row has it. */
static void
give_date(const struct iana_columns *cols, const struct iana_cells *row,
	  const struct iana_sink *sink)
{
	struct iana_cell date;

	if (cols->date == cols->n || sink->updated == NULL)
		return;
	date = iana_cell_trim(iana_cells_get(row, cols->date));
	if (date.len != 0)
		sink->updated(sink->ctx, date);
}

bool
iana_columns_give(const struct iana_columns *cols, struct iana_cells *row,
		  const struct iana_sink *sink, const char *path, unsigned long line,
		  struct iana_report *rep)
{
	struct iana_raw_row raw = { .line = line };
	const char *text = row->text.bytes != NULL ? row->text.bytes : "";
	const size_t *start = row->start;

	if (row->n != cols->n)
		return iana_fail(rep, path, line,
				 "a row of %zu fields, where the header has %zu", row->n,
				 cols->n);
	give_date(cols, row, sink);
	/* A column that the header lacks is the blank cell behind the last one. */
	row->start[row->n + 1] = row->start[row->n];
	for (int c = 0; c < IANA_N_FIELDS; c++) {
		const size_t *at = &start[cols->at[c]];

		raw.field[c] = (struct iana_cell){ text + at[0], at[1] - at[0] };
	}
	start += cols->at[IANA_COLUMN_PORT];
	raw.port = (struct iana_cell){ text + start[0], start[1] - start[0] };
	return sink->take(sink->ctx, &raw, rep);
}
