/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads the registry in IANA's own XML form, and makes of it the cells that the CSV form
 * of the same day has.  The rules come from comparing the registries of 2024 to 2026.
 *
 * An element <record> is a row.  Each element in it but <xref> is a cell.  An <xref>
 * inside a cell is text in brackets.  An <xref> of its own goes to the contact if its
 * type is person, else to the reference; several of them follow each other.  A row
 * without an assignee has its contact as the assignee.
 */
#include "read/xml.h"
#include "base/buffer.h"
#include "base/ascii.h"
#include "input/columns.h"

#include <stdlib.h>
#include <string.h>

#define REGISTRY_ID "service-names-port-numbers"

static const struct {
	const char *element;
	int column;
} elements[] = {
	{ "name", IANA_F_NAME },
	{ "number", IANA_COLUMN_PORT },
	{ "protocol", IANA_F_PROTOCOL },
	{ "description", IANA_F_DESCRIPTION },
	{ "assignee", IANA_F_ASSIGNEE },
	{ "sc", IANA_F_SERVICE_CODE },
	{ "unauthorized", IANA_F_UNAUTHORIZED },
	{ "note", IANA_F_NOTES },
};

struct xml {
	size_t n_rows;
	unsigned long line; /* of the row */
	bool in_record;
	struct iana_buffer column[IANA_N_COLUMNS]; /* cells of the row */
	struct iana_buffer updated;		   /* the registry's date */
	struct iana_buffer *to;			   /* the cell that text goes to, or NULL */
	unsigned xref_depth;			   /* of the open xref; 0: none is open */
	size_t xref_start;			   /* of its text in *to */
	struct iana_buffer xref_text;		   /* its text if it has none itself */
};

static void *
xml_new(void)
{
	return iana_calloc(1, sizeof(struct xml));
}

static void
xml_free(void *state)
{
	struct xml *x = state;

	for (int i = 0; i < IANA_N_COLUMNS; i++)
		iana_buffer_done(&x->column[i]);
	iana_buffer_done(&x->updated);
	iana_buffer_done(&x->xref_text);
	free(x);
}

static void
add_xml(struct iana_markup *m, const char *bytes, size_t len)
{
	struct xml *x = m->state;

	if (x->to == NULL)
		return;
	if (x->to->len + len > IANA_FIELD_MAX)
		iana_markup_check(m, iana_fail(m->rep, m->in->name,
					       x->in_record ? x->line : iana_markup_line(m),
					       "a field of more than 64 KiB"));
	else
		iana_buffer_add(x->to, bytes, len);
}

static void
add_string(struct iana_markup *m, const char *text)
{
	add_xml(m, text, strlen(text));
}

static bool
is_blank_text(const struct iana_buffer *b)
{
	size_t i = 0;

	while (i < b->len && iana_is_space((unsigned char)b->bytes[i]))
		i++;
	return i == b->len;
}

/* ---- xref ------------------------------------------------------------------ */

/* Each of several assignees has a line.  Remove the blanks between two of them. */
static void
close_up(struct iana_buffer *assignee)
{
	size_t len = assignee->len;

	while (len > 0 && iana_is_space((unsigned char)assignee->bytes[len - 1]))
		len--;
	if (len == 0 || assignee->bytes[len - 1] == ']')
		assignee->len = len;
}

/* Keep the text that an xref without text of its own stands for. */
static void
note_xref(struct iana_buffer *ret, const char *type, const char *data)
{
	static const struct {
		const char *type;
		const char *before;
	} prefixes[] = { { "rfc-errata", "RFC Errata " },
			 { "registry", "IANA registry " } };

	ret->len = 0;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (strcmp(type, prefixes[i].type) == 0)
			iana_buffer_puts(ret, prefixes[i].before);
	iana_buffer_puts(ret, data);
	if (strcmp(type, "rfc") != 0)
		return;
	for (size_t i = 0; i < ret->len; i++)
		if (ret->bytes[i] >= 'a' && ret->bytes[i] <= 'z')
			ret->bytes[i] = (char)(ret->bytes[i] - ('a' - 'A'));
}

static void
start_xref(struct iana_markup *m, const char *const *attributes)
{
	const char *type = iana_markup_attribute(attributes, "type");
	const char *data = iana_markup_attribute(attributes, "data");
	struct xml *x = m->state;

	type = type != NULL ? type : "";
	if (m->depth == 3)
		x->to = &x->column[strcmp(type, "person") == 0 ? IANA_F_CONTACT
							       : IANA_F_REFERENCE];
	else if (x->to == &x->column[IANA_F_ASSIGNEE])
		close_up(x->to);
	if (x->to == NULL)
		return;
	x->xref_depth = m->depth;
	note_xref(&x->xref_text, type, data != NULL ? data : "");
	add_string(m, "[");
	x->xref_start = x->to->len;
}

static void
end_xref(struct iana_markup *m)
{
	struct xml *x = m->state;

	x->xref_depth = 0;
	if (x->to->len == x->xref_start)
		add_xml(m, x->xref_text.bytes, x->xref_text.len);
	add_string(m, "]");
}

/* ---- rows ------------------------------------------------------------------ */

static struct iana_cell
cell(const struct iana_buffer *b)
{
	return (struct iana_cell){ b->len != 0 ? b->bytes : "", b->len };
}

static void
start_record(struct iana_markup *m, const char *const *attributes)
{
	static const struct {
		const char *name;
		int column;
	} dates[] = { { "date", IANA_F_REGISTERED }, { "updated", IANA_F_MODIFIED } };
	struct xml *x = m->state;

	x->in_record = true;
	x->line = iana_markup_line(m);
	for (int i = 0; i < IANA_N_COLUMNS; i++)
		x->column[i].len = 0;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		const char *date = iana_markup_attribute(attributes, dates[i].name);

		x->to = &x->column[dates[i].column];
		add_string(m, date != NULL ? date : "");
	}
	x->to = NULL;
}

static void
end_record(struct iana_markup *m)
{
	struct xml *x = m->state;
	struct iana_raw_row raw = { .line = x->line };

	x->in_record = false;
	for (int i = 0; i < IANA_N_FIELDS; i++)
		raw.field[i] = cell(&x->column[i]);
	raw.port = cell(&x->column[IANA_COLUMN_PORT]);
	if (is_blank_text(&x->column[IANA_F_ASSIGNEE]))
		raw.field[IANA_F_ASSIGNEE] = raw.field[IANA_F_CONTACT];
	x->n_rows++;
	iana_markup_check(m, m->sink->take(m->sink->ctx, &raw, m->rep));
}

/* An element of a record starts: its text goes to its cell. */
static void
start_column(struct iana_markup *m, const char *name)
{
	struct xml *x = m->state;

	x->to = NULL;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (strcmp(name, elements[i].element) == 0)
			x->to = &x->column[elements[i].column];
	if (x->to != NULL && x->to->len != 0)
		add_string(m, " ");
}

/* ---- the form -------------------------------------------------------------- */

static void
start_registry(struct iana_markup *m, const char *const *attributes)
{
	const char *id = iana_markup_attribute(attributes, "id");

	if (id != NULL && strcmp(id, REGISTRY_ID) != 0)
		iana_markup_check(m, iana_fail(m->rep, m->in->name, iana_markup_line(m),
					       "the registry \"%.100s\", not \"%s\"", id,
					       REGISTRY_ID));
}

/* The CSV form has a blank for the end of a line or paragraph. */
static bool
is_break(const char *name)
{
	return strcmp(name, "br") == 0 || strcmp(name, "paragraph") == 0;
}

static void
xml_start(struct iana_markup *m, const char *name, const char *const *attributes)
{
	struct xml *x = m->state;

	if (m->depth == 1) {
		start_registry(m, attributes);
	} else if (m->depth == 2) {
		if (strcmp(name, "record") == 0)
			start_record(m, attributes);
		else if (strcmp(name, "updated") == 0)
			x->to = &x->updated;
	} else if (!x->in_record) {
		return;
	} else if (m->depth > 3 && is_break(name)) {
		add_string(m, " ");
	} else if (x->xref_depth != 0) {
		return; /* elements in an xref count only by their text */
	} else if (strcmp(name, "xref") == 0) {
		start_xref(m, attributes);
	} else if (m->depth == 3) {
		start_column(m, name);
	}
}

static void
xml_end(struct iana_markup *m, const char *name)
{
	struct xml *x = m->state;

	if (m->depth == x->xref_depth)
		end_xref(m);
	if (m->depth > 3 && is_break(name))
		add_string(m, " ");
	if (m->depth == 2 && x->in_record)
		end_record(m);
	else if (m->depth == 2 && x->to != NULL && m->sink->updated != NULL)
		m->sink->updated(m->sink->ctx, cell(&x->updated));
	if (m->depth <= 3)
		x->to = NULL;
}

static bool
xml_finish(struct iana_markup *m)
{
	struct xml *x = m->state;

	return x->n_rows != 0 || iana_fail(m->rep, m->in->name, iana_markup_line(m),
					   "a registry without rows");
}

const struct iana_markup_form iana_xml_form = {
	.root = "registry",
	.space = "http://www.iana.org/assignments",
	.new = xml_new,
	.start = xml_start,
	.end = xml_end,
	.text = add_xml,
	.finish = xml_finish,
	.free = xml_free,
};
