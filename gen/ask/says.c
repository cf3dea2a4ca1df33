/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Says where an answer comes from, and what its rows have, in words. */
#include "ask/says.h"
#include "ask/machine.h"
#include "base/service_name.h"
#include "base/date.h"
#include "base/ports.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- where an answer comes from ------------------------------------------------------ */

/* Add "the registry of 2026-08-17"; the date is that of the source, or of the index. */
static void
add_registry(const struct iana_image *im, uint32_t date, struct iana_buffer *to)
{
	struct iana_index_source first;
	char day[11];

	if (date == 0 && iana_source_read(im, 0, &first) == IANA_OK)
		date = first.date;
	iana_buffer_puts(to, "the registry");
	if (date == 0)
		return;
	iana_date_format(date, day);
	iana_buffer_printf(to, " of %s", day);
}

/* Add the file of an overlay.  In a merged index, the services file is one of them. */
static void
add_overlay_source(const struct iana_image *im, const struct iana_card_line *line,
		   struct iana_buffer *to)
{
	bool is_merged = (iana_header_u32(im, IANA_H_MAY_IGNORE) & IANA_FLAG_MERGED) != 0;

	if (is_merged && strcmp(line->source.name, "services") == 0)
		iana_buffer_puts(to, "/etc/services");
	else
		iana_buffer_printf(to, "the overlay %s", line->source.name);
	if (line->row.line != 0)
		iana_buffer_printf(to, ", line %u", line->row.line);
	if (!line->has_registry_row)
		return;
	iana_buffer_puts(to, "; it is in the registry, too");
	if (line->registry_row.port_lo != line->registry_row.port_hi)
		iana_buffer_printf(to, ", with the ports %u-%u", line->registry_row.port_lo,
				   line->registry_row.port_hi);
}

static void
say_source(const struct iana_image *im, const struct iana_card_line *line,
	   struct iana_buffer *to)
{
	enum iana_source_kind kind =
	    line->is_entry ? line->source.kind : IANA_FROM_REGISTRY;

	if (kind == IANA_FROM_OVERLAY) {
		add_overlay_source(im, line, to);
	} else if (kind == IANA_FROM_KEPT) {
		iana_buffer_printf(to, "kept from %s; the registry has it no more",
				   line->source.name);
	} else {
		add_registry(im, line->is_entry ? line->source.date : 0, to);
	}
}

static void
say_comment(const struct iana_image *im, const struct iana_card_line *line,
	    struct iana_buffer *to)
{
	(void)im;
	if (line->comment != NULL)
		iana_buffer_puts(to, line->comment);
}

static void
say_class(const struct iana_image *im, const struct iana_card_line *line,
	  struct iana_buffer *to)
{
	(void)im;
	if (line->is_entry)
		iana_buffer_printf(to, "assigned, a %s port",
				   iana_port_class(line->entry.port));
	else if (!line->row.has_port)
		iana_buffer_puts(to, iana_is_service_name(line->row.field[IANA_F_NAME])
					 ? "a DNS-SD name"
					 : "");
}

/* ---- what the rows have -------------------------------------------------------------- */

static void
say_aliases(const struct iana_image *im, const struct iana_card_line *line,
	    struct iana_buffer *to)
{
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	(void)im;
	while (line->is_entry &&
	       iana_entry_alias(&line->entry, &pos, &alias, &len) == IANA_OK)
		iana_buffer_printf(to, "%s%s", to->len != 0 ? ", " : "", alias);
}

static void
add_row_field(const struct iana_card_line *line, enum iana_field field,
	      struct iana_buffer *to)
{
	const char *text = iana_card_row(line)->field[field];

	if (text != NULL)
		iana_buffer_puts(to, text);
}

#define SAY(name, field) \
	static void say_##name(const struct iana_image *im, \
			       const struct iana_card_line *line, struct iana_buffer *to) \
	{ \
		(void)im; \
		add_row_field(line, field, to); \
	}

SAY(description, IANA_F_DESCRIPTION)
SAY(registered, IANA_F_REGISTERED)
SAY(modified, IANA_F_MODIFIED)
SAY(assignee, IANA_F_ASSIGNEE)
SAY(contact, IANA_F_CONTACT)
SAY(service_code, IANA_F_SERVICE_CODE)
SAY(unauthorized, IANA_F_UNAUTHORIZED)
SAY(notes, IANA_F_NOTES)

/* Add the references, and the page of each RFC among them. */
static void
say_reference(const struct iana_image *im, const struct iana_card_line *line,
	      struct iana_buffer *to)
{
	const char *text = iana_card_row(line)->field[IANA_F_REFERENCE];
	const char *s = text;

	(void)im;
	add_row_field(line, IANA_F_REFERENCE, to);
	while (s != NULL && (s = strstr(s, "[RFC")) != NULL) {
		size_t n = strspn(s += 4, "0123456789");

		if (n > 0 && n < 6 && (s[n] == ']' || s[n] == ','))
			iana_buffer_printf(to, " https://www.rfc-editor.org/rfc/rfc%.*s",
					   (int)n, s);
	}
}

/* Does a text have the word "historic", in any case? */
static bool
has_historic(const char *text)
{
	return text != NULL && strcasestr(text, "historic") != NULL;
}

bool
iana_row_is_historic(const struct iana_index_row *row)
{
	return has_historic(row->field[IANA_F_DESCRIPTION]) ||
	       has_historic(row->field[IANA_F_NOTES]) ||
	       has_historic(row->field[IANA_F_REFERENCE]);
}

static void
say_status(const struct iana_image *im, const struct iana_card_line *line,
	   struct iana_buffer *to)
{
	(void)im;
	if (iana_row_is_historic(iana_card_row(line)))
		iana_buffer_puts(to, "historic");
}

/* ---- this machine -------------------------------------------------------------------- */

static void
add_asked(struct iana_buffer *to, const char *asked, const struct iana_machine_answer *a)
{
	if (!a->differs)
		return;
	if (to->len != 0)
		iana_buffer_puts(to, "; ");
	if (a->found)
		iana_buffer_printf(to, "for %s it answers %s, port %u", asked, a->name,
				   a->port);
	else
		iana_buffer_printf(to, "it has no answer for %s", asked);
}

static void
say_machine(const struct iana_image *im, const struct iana_card_line *line,
	    struct iana_buffer *to)
{
	struct iana_machine_answer by_name;
	struct iana_machine_answer by_port;
	char asked[300];

	if (!line->is_entry)
		return;
	iana_machine_ask(im, line, &by_name, &by_port);
	snprintf(asked, sizeof asked, "%s/%s", line->entry.name, line->entry.proto);
	add_asked(to, asked, &by_name);
	snprintf(asked, sizeof asked, "%u/%s", line->entry.port, line->entry.proto);
	add_asked(to, asked, &by_port);
}

const struct iana_card_field iana_card_fields[] = {
	{ "", say_description },
	{ "aliases", say_aliases },
	{ "status", say_class },
	{ "status", say_status },
	{ "from", say_source },
	{ "comment", say_comment },
	{ "reference", say_reference },
	{ "registered", say_registered },
	{ "modified", say_modified },
	{ "assignee", say_assignee },
	{ "contact", say_contact },
	{ "service code", say_service_code },
	{ "unauthorized", say_unauthorized },
	{ "notes", say_notes },
	{ NULL, NULL },
};

const struct iana_card_field iana_card_machine = { "this machine", say_machine };
