/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds out how a file in CSV form is written. */
#include "read/csv_form.h"
#include "base/utf8.h"
#include "input/columns.h"

#include <string.h>
#include <strings.h>

static const char separators[] = { ',', ';', '\t', '|' };
#define N_SEPARATORS (sizeof separators / sizeof *separators)
static const char told_separators[] = { ',', ';', '\t', '|', ':', '^', '~' };

/* ---- cells ----------------------------------------------------------------- */

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/*
 * The end of the cell at s: its separator or line end, or the end of the text.  In a cell
 * that starts with a quote, these two may stand between quotes.
 */
static const char *
cell_end(const char *s, const char *end, char separator, bool *ret_quoted)
{
	bool inside;

	while (s < end && *s == ' ')
		s++;
	inside = *ret_quoted = s < end && *s == '"';
	for (s += inside; s < end; s++) {
		if (*ret_quoted && *s == '"')
			inside = !inside; /* two quotes in a row change nothing */
		else if (!inside && (*s == separator || is_line_end(*s)))
			break;
	}
	return s;
}

/* The text of a cell, without the quotes around it and the blanks around these. */
static struct iana_cell
cell_text(const char *s, const char *end)
{
	while (s < end && *s == ' ')
		s++;
	while (s < end && end[-1] == ' ')
		end--;
	if (end - s >= 2 && *s == '"' && end[-1] == '"') {
		s++;
		end--;
	}
	return (struct iana_cell){ s, (size_t)(end - s) };
}

/* ---- the header ------------------------------------------------------------ */

/* Count the titles in the header at s; ret_end is its line end. */
static size_t
count_titles(const char *s, const char *end, char separator, const char **ret_end)
{
	size_t n = 0;
	bool quoted;

	for (;;) {
		const char *stop = cell_end(s, end, separator, &quoted);

		n += iana_columns_titled(cell_text(s, stop));
		*ret_end = stop;
		if (stop == end || is_line_end(*stop))
			return n;
		s = stop + 1;
	}
}

/* Skip lines of nothing but blanks. */
static const char *
skip_blank_lines(const char *s, const char *end)
{
	const char *line = s;

	for (; s < end && (*s == ' ' || *s == '\t' || is_line_end(*s)); s++)
		if (is_line_end(*s))
			line = s + 1;
	return line;
}

/* The separator that the line "sep=;" tells; 0 if the line at s is another one. */
static char
told_separator(const char *s, const char *end)
{
	bool quoted = s < end && *s == '"';

	s += quoted;
	if (end - s < 6 || strncasecmp(s, "sep=", 4) != 0)
		return 0;
	s += 4;
	if (memchr(told_separators, *s, sizeof told_separators) == NULL)
		return 0;
	if (quoted && s[1] == '"' && end - s > 2)
		return is_line_end(s[2]) ? *s : 0;
	return is_line_end(s[1]) ? *s : 0;
}

/* The number of lines that end before s; a CR alone counts if lines end so. */
static unsigned long
count_lines(const char *s, const char *end, bool lone_cr)
{
	unsigned long n = 0;

	for (; s < end; s++)
		n +=
		    *s == '\n' || (lone_cr && *s == '\r' && (s + 1 == end || s[1] != '\n'));
	return n;
}

void
iana_csv_form_find(const struct iana_input *in, struct iana_csv_form *ret)
{
	const char *start = in->chunk;
	const char *end = start + in->len;
	const char *s = skip_blank_lines(start + iana_utf8_mark(start, in->len), end);
	char told = told_separator(s, end);
	struct iana_csv_form form = { .separator = told };
	const char *stop = s;

	if (told != 0) {
		s += strcspn(s, "\r\n");
		s = skip_blank_lines(s, end);
		form.n_titles = count_titles(s, end, told, &stop);
	}
	for (size_t i = 0; told == 0 && i < N_SEPARATORS; i++) {
		const char *here;
		size_t n = count_titles(s, end, separators[i], &here);

		if (i != 0 && n <= form.n_titles)
			continue;
		form.separator = separators[i];
		form.n_titles = n;
		stop = here;
	}
	form.lone_cr = end - stop >= 2 && stop[0] == '\r' && stop[1] != '\n';
	form.header = (size_t)(s - start);
	form.header_end = (size_t)(stop - start);
	form.line = 1 + count_lines(start, s, form.lone_cr);
	*ret = form;
}

/* ---- the form -------------------------------------------------------------- */

/*
 * Is text with tabs written without quotes?  Then a cell has a quote within, or a line has
 * fewer cells than the header while no cell is quoted.
 */
static bool
lacks_quotes(const struct iana_input *in, const struct iana_csv_form *form)
{
	const char *s = in->chunk + form->header;
	const char *end = in->chunk + in->len;
	size_t n_header = 0;
	size_t n_cells = 0;
	size_t n_quoted = 0;
	bool is_short = false;

	while (s < end) {
		bool quoted;
		const char *stop = cell_end(s, end, form->separator, &quoted);
		struct iana_cell text = cell_text(s, stop);

		if (stop == end)
			break; /* the cell may go on in the next chunk */
		if (quoted ? stop[-1] != '"' : memchr(text.bytes, '"', text.len) != NULL)
			return true;
		n_quoted += quoted;
		n_cells++;
		if (is_line_end(*stop)) {
			if (n_header == 0)
				n_header = n_cells;
			is_short |= n_cells < n_header && (n_cells > 1 || text.len != 0);
			n_cells = 0;
		}
		s = stop + 1;
	}
	return is_short && n_quoted == 0;
}

bool
iana_csv_knows(const struct iana_input *in)
{
	struct iana_csv_form form;

	iana_csv_form_find(in, &form);
	return form.n_titles >= 2 && (form.separator != '\t' || !lacks_quotes(in, &form));
}

bool
iana_csv_guesses(const struct iana_input *in)
{
	return iana_columns_mentioned(in->chunk, in->len);
}
