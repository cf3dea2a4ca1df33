/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads the registry from IANA's web page, whole or one page of many: the rows of
 * its table, whose cells are columns by the titles in its header.  Links and other
 * elements in a cell are but their text, which has what the CSV form has.
 */
#include "input/columns.h"
#include "read/markup.h"

#include <stdlib.h>
#include <string.h>

#define TABLE_ID "table-service-names-port-numbers"
#define HARD_BLANK "\302\240" /* U+00A0, which fills cells and means nothing */

struct page {
	size_t n_records;
	bool have_table;
	bool have_header;
	struct iana_columns columns;
	/* Depths of what is open; 0 none. */
	unsigned table_depth;
	unsigned row_depth;
	unsigned cell_depth;
	unsigned term_depth; /* of a <dt> or <dd> */
	unsigned long line;  /* of the row */
	bool is_header;	     /* the row has a <th> */
	struct iana_cells row;
	struct iana_buffer term; /* the last <dt>, and then the <dd> behind it */
	bool is_date;		 /* the last <dt> tells that a date comes */
};

static void *
page_new(void)
{
	return iana_calloc(1, sizeof(struct page));
}

static void
page_free(void *state)
{
	struct page *p = state;

	iana_buffer_done(&p->row.text);
	iana_buffer_done(&p->term);
	free(p);
}

/* ---- text ------------------------------------------------------------------ */

static void
add(struct iana_markup *m, const char *bytes, size_t len)
{
	struct page *p = m->state;
	struct iana_buffer *to = p->cell_depth != 0   ? &p->row.text
				 : p->term_depth != 0 ? &p->term
						      : NULL;
	size_t start = p->cell_depth != 0 ? p->row.start[p->row.n] : 0;

	if (to == NULL)
		return;
	if (to->len - start + len > IANA_FIELD_MAX)
		iana_markup_check(m, iana_fail(m->rep, m->in->name, iana_markup_line(m),
					       "a field of more than 64 KiB"));
	else
		iana_buffer_add(to, bytes, len);
}

static void
page_text(struct iana_markup *m, const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *blank;

	while (!m->failed &&
	       (blank = memmem(bytes, (size_t)(end - bytes), HARD_BLANK, 2)) != NULL) {
		add(m, bytes, (size_t)(blank - bytes));
		add(m, " ", 1);
		bytes = blank + 2;
	}
	if (!m->failed)
		add(m, bytes, (size_t)(end - bytes));
}

/* Elements that start a line, and so keep words apart. */
static bool
is_break(const char *name)
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
	struct page *p = m->state;

	if (p->is_header) {
		if (!p->have_header)
			iana_markup_check(m,
					  iana_columns_find(&p->columns, &p->row, "XHTML",
							    m->in->name, p->line, m->rep));
		p->have_header = true;
	} else if (!p->have_header) {
		iana_markup_check(m, iana_fail(m->rep, m->in->name, p->line,
					       "a row of the table before its header"));
	} else {
		p->n_records++;
		iana_markup_check(m, iana_columns_give(&p->columns, &p->row, m->sink,
						       m->in->name, p->line, m->rep));
	}
}

/* Inside the table: a row, or a cell of the open row.  What is in a cell is text. */
static void
start_in_table(struct iana_markup *m, const char *name)
{
	struct page *p = m->state;
	bool is_title = strcmp(name, "th") == 0;

	if (p->row_depth == 0 && strcmp(name, "tr") == 0) {
		p->row_depth = m->depth;
		p->line = iana_markup_line(m);
		p->is_header = false;
		p->row.n = 0;
		p->row.text.len = 0;
	} else if (p->row_depth != 0 && (is_title || strcmp(name, "td") == 0)) {
		p->cell_depth = m->depth;
		p->is_header |= is_title;
		if (p->row.n == IANA_CELLS_MAX)
			iana_markup_check(m, iana_fail(m->rep, m->in->name, p->line,
						       "more than 256 fields in a record"));
	}
}

/* ---- the page's date: <dt>Last Updated</dt><dd>2015-03-16</dd> ------------- */

static void
end_term(struct iana_markup *m, const char *name)
{
	static const char title[] = "Last Updated";
	struct page *p = m->state;
	struct iana_cell date = { p->term.bytes, p->term.len };

	if (strcmp(name, "dt") == 0)
		p->is_date = p->term.len == sizeof title - 1 &&
			     memcmp(p->term.bytes, title, sizeof title - 1) == 0;
	else if (p->is_date && p->term.len != 0 && m->sink->updated != NULL)
		m->sink->updated(m->sink->ctx, date);
}

/* ---- what markup.c calls --------------------------------------------------- */

static void
page_start(struct iana_markup *m, const char *name, const char *const *attributes)
{
	struct page *p = m->state;
	const char *id = iana_markup_attribute(attributes, "id");

	if (p->cell_depth != 0) {
		if (is_break(name))
			add(m, " ", 1);
	} else if (p->table_depth != 0) {
		start_in_table(m, name);
	} else if (strcmp(name, "table") == 0 && id != NULL && strcmp(id, TABLE_ID) == 0) {
		p->have_table = true;
		p->table_depth = m->depth;
	} else if (p->term_depth == 0 &&
		   (strcmp(name, "dt") == 0 || strcmp(name, "dd") == 0)) {
		p->term_depth = m->depth;
		p->term.len = 0;
	}
}

static void
page_end(struct iana_markup *m, const char *name)
{
	struct page *p = m->state;

	if (m->depth == p->cell_depth) {
		iana_cells_end(&p->row);
		p->cell_depth = 0;
	} else if (p->cell_depth != 0) {
		if (is_break(name))
			add(m, " ", 1);
	} else if (m->depth == p->row_depth) {
		p->row_depth = 0;
		end_row(m);
	} else if (m->depth == p->table_depth) {
		p->table_depth = 0;
	} else if (m->depth == p->term_depth) {
		p->term_depth = 0;
		end_term(m, name);
	}
}

static bool
page_finish(struct iana_markup *m)
{
	struct page *p = m->state;

	if (p->n_records != 0)
		return true;
	return iana_fail(m->rep, m->in->name, iana_markup_line(m),
			 p->have_table ? "no records in the page's table"
				       : "a page without the registry's table (\"" TABLE_ID
					 "\")");
}

const struct iana_markup_form iana_xhtml_form = {
	.root = "html",
	.space = "http://www.w3.org/1999/xhtml",
	.new = page_new,
	.start = page_start,
	.end = page_end,
	.text = page_text,
	.finish = page_finish,
	.free = page_free,
};
