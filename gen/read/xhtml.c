/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads the registry from IANA's web page, the whole page or one page of its view: the
 * rows of the table.  The titles in its header tell the columns.  Of links and other
 * elements in a cell only the text counts: the CSV form has the same.
 */
#include "read/xhtml.h"
#include "input/columns.h"

#include <stdlib.h>
#include <string.h>

#define TABLE_ID "table-service-names-port-numbers"
#define HARD_BLANK "\302\240" /* U+00A0, the text of a blank cell */

struct xhtml {
	size_t n_rows;
	bool have_table;
	bool have_header;
	struct iana_columns columns;
	/* The depth of each open element; 0: none is open. */
	unsigned table_depth;
	unsigned row_depth;
	unsigned cell_depth;
	unsigned term_depth; /* of a <dt> or <dd> */
	unsigned long line;  /* of the row */
	bool is_header;	     /* the row has a <th> */
	struct iana_cells row;
	struct iana_buffer term; /* the text of the last <dt> or <dd> */
	bool is_date;		 /* the last <dt> is "Last Updated" */
};

static void *
xhtml_new(void)
{
	return iana_calloc(1, sizeof(struct xhtml));
}

static void
xhtml_free(void *state)
{
	struct xhtml *x = state;

	iana_buffer_done(&x->row.text);
	iana_buffer_done(&x->term);
	free(x);
}

/* ---- text ------------------------------------------------------------------ */

static void
add_xhtml(struct iana_markup *m, const char *bytes, size_t len)
{
	struct xhtml *x = m->state;
	struct iana_buffer *to = x->cell_depth != 0   ? &x->row.text
				 : x->term_depth != 0 ? &x->term
						      : NULL;
	size_t start = x->cell_depth != 0 ? x->row.start[x->row.n] : 0;

	if (to == NULL)
		return;
	if (to->len - start + len > IANA_FIELD_MAX)
		iana_markup_check(m, iana_fail(m->rep, m->in->name, iana_markup_line(m),
					       "a field of more than 64 KiB"));
	else
		iana_buffer_add(to, bytes, len);
}

static void
xhtml_text(struct iana_markup *m, const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *blank;

	while (!m->failed &&
	       (blank = memmem(bytes, (size_t)(end - bytes), HARD_BLANK, 2)) != NULL) {
		add_xhtml(m, bytes, (size_t)(blank - bytes));
		add_xhtml(m, " ", 1);
		bytes = blank + 2;
	}
	if (!m->failed)
		add_xhtml(m, bytes, (size_t)(end - bytes));
}

/* Elements that start a line, so that words in them stand apart. */
static bool
is_xhtml_break(const char *name)
{
	static const char *const breaks[] = { "br", "p", "div", "li", "tr", "td", "pre" };

	for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
		if (strcmp(name, breaks[i]) == 0)
			return true;
	return false;
}

/* ---- rows ------------------------------------------------------------------ */

static void
end_row(struct iana_markup *m)
{
	struct xhtml *x = m->state;

	if (x->is_header) {
		if (!x->have_header)
			iana_markup_check(m,
					  iana_columns_find(&x->columns, &x->row, "XHTML",
							    m->in->name, x->line, m->rep));
		x->have_header = true;
	} else if (!x->have_header) {
		iana_markup_check(m, iana_fail(m->rep, m->in->name, x->line,
					       "a row of the table before its header"));
	} else {
		x->n_rows++;
		iana_markup_check(m, iana_columns_give(&x->columns, &x->row, m->sink,
						       m->in->name, x->line, m->rep));
	}
}

/* An element of the table starts: a row, or a cell of the open row. */
static void
start_in_table(struct iana_markup *m, const char *name)
{
	struct xhtml *x = m->state;
	bool is_title = strcmp(name, "th") == 0;

	if (x->row_depth == 0 && strcmp(name, "tr") == 0) {
		x->row_depth = m->depth;
		x->line = iana_markup_line(m);
		x->is_header = false;
		x->row.n = 0;
		x->row.text.len = 0;
	} else if (x->row_depth != 0 && (is_title || strcmp(name, "td") == 0)) {
		x->cell_depth = m->depth;
		x->is_header |= is_title;
		if (x->row.n == IANA_CELLS_MAX)
			iana_markup_check(m, iana_fail(m->rep, m->in->name, x->line,
						       "more than 256 fields in a row"));
	}
}

/* ---- the page's date: <dt>Last Updated</dt><dd>2015-03-16</dd> ------------- */

static void
end_term(struct iana_markup *m, const char *name)
{
	static const char title[] = "Last Updated";
	struct xhtml *x = m->state;
	struct iana_cell date = { x->term.bytes, x->term.len };

	if (strcmp(name, "dt") == 0)
		x->is_date = x->term.len == sizeof title - 1 &&
			     memcmp(x->term.bytes, title, sizeof title - 1) == 0;
	else if (x->is_date && x->term.len != 0 && m->sink->updated != NULL)
		m->sink->updated(m->sink->ctx, date);
}

/* ---- the form -------------------------------------------------------------- */

static void
xhtml_start(struct iana_markup *m, const char *name, const char *const *attributes)
{
	struct xhtml *x = m->state;
	const char *id = iana_markup_attribute(attributes, "id");

	if (x->cell_depth != 0) {
		if (is_xhtml_break(name))
			add_xhtml(m, " ", 1);
	} else if (x->table_depth != 0) {
		start_in_table(m, name);
	} else if (strcmp(name, "table") == 0 && id != NULL && strcmp(id, TABLE_ID) == 0) {
		x->have_table = true;
		x->table_depth = m->depth;
	} else if (x->term_depth == 0 &&
		   (strcmp(name, "dt") == 0 || strcmp(name, "dd") == 0)) {
		x->term_depth = m->depth;
		x->term.len = 0;
	}
}

static void
xhtml_end(struct iana_markup *m, const char *name)
{
	struct xhtml *x = m->state;

	if (m->depth == x->cell_depth) {
		iana_cells_end(&x->row);
		x->cell_depth = 0;
	} else if (x->cell_depth != 0) {
		if (is_xhtml_break(name))
			add_xhtml(m, " ", 1);
	} else if (m->depth == x->row_depth) {
		x->row_depth = 0;
		end_row(m);
	} else if (m->depth == x->table_depth) {
		x->table_depth = 0;
	} else if (m->depth == x->term_depth) {
		x->term_depth = 0;
		end_term(m, name);
	}
}

static bool
xhtml_finish(struct iana_markup *m)
{
	struct xhtml *x = m->state;

	if (x->n_rows != 0)
		return true;
	return iana_fail(m->rep, m->in->name, iana_markup_line(m),
			 x->have_table ? "no rows in the page's table"
				       : "a page without the registry's table (\"" TABLE_ID
					 "\")");
}

const struct iana_markup_form iana_xhtml_form = {
	.root = "html",
	.space = "http://www.w3.org/1999/xhtml",
	.new = xhtml_new,
	.start = xhtml_start,
	.end = xhtml_end,
	.text = xhtml_text,
	.finish = xhtml_finish,
	.free = xhtml_free,
};
