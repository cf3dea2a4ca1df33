/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the XML of each service. */
#include "write/firewalld.h"
#include "base/date.h"
#include "write/heading.h"
#include "write/port_sets.h"

#include <string.h>

#define SUFFIX ".xml"
#define FILE_NAME_MAX 255 /* of the file systems of Linux */
#define MARK "<!-- Made by iana-services"

static const char *const protocols[] = { "tcp", "udp", "sctp", "dccp", NULL };

static const struct iana_port_program firewalld = { "firewalld", protocols, false };

/* ---- XML ------------------------------------------------------------------------- */

/*
 * The bytes that stand in XML for what begins at s, and how many bytes they are for.  XML
 * has no U+FFFE and U+FFFF; control characters are gone already.
 */
static const char *
escape_of(const char *s, size_t len, size_t *ret_taken)
{
	*ret_taken = 1;
	switch (*s) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		break;
	}
	if (len < 3 ||
	    (memcmp(s, "\xef\xbf\xbe", 3) != 0 && memcmp(s, "\xef\xbf\xbf", 3) != 0))
		return NULL;
	*ret_taken = 3;
	return "\xef\xbf\xbd";
}

static void
add_escaped(struct iana_buffer *to, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t taken;
		const char *escape = escape_of(text + i, len - i, &taken);

		if (escape != NULL)
			iana_buffer_puts(to, escape);
		else
			iana_buffer_u8(to, (unsigned char)text[i]);
		i += taken;
	}
}

/* Add the description of items, if they have one. */
static void
add_description(struct iana_buffer *to, const struct iana_named_ports *list, size_t i,
		size_t end)
{
	const struct iana_table *t = list->table;
	uint32_t comment = iana_named_ports_comment(list, i, end);
	size_t len = iana_comment_length(t, comment);
	struct iana_buffer text = { 0 };

	if (len == 0)
		return;
	iana_comment_add(&text, t, iana_pool_text(&t->reg->pool, comment), len);
	iana_buffer_puts(to, "  <description>");
	add_escaped(to, text.bytes, text.len);
	iana_buffer_puts(to, "</description>\n");
	iana_buffer_done(&text);
}

/* Add the ports of items of one protocol. */
static void
put_ports_xml(struct iana_buffer *to, const struct iana_named_ports *list, size_t i,
	      size_t end)
{
	const struct iana_table *t = list->table;
	const char *protocol =
	    iana_pool_text(&t->reg->pool, t->protocol[list->item[i].proto]);

	while (i < end) {
		unsigned lo;
		unsigned hi;

		i = iana_named_ports_run(list, i, end, &lo, &hi);
		iana_buffer_printf(to, "  <port protocol=\"%s\" port=\"%u", protocol, lo);
		if (lo != hi)
			iana_buffer_printf(to, "-%u", hi);
		iana_buffer_puts(to, "\"/>\n");
	}
}

/* ---- files ----------------------------------------------------------------------- */

/* Does firewalld take the name?  It is of the same meaning in each locale. */
static bool
fits_firewalld(const struct iana_pool_string *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_";

	return strspn(name->bytes, plain) == name->len &&
	       name->len + strlen(SUFFIX) <= FILE_NAME_MAX;
}

/* Write the file of one name. */
static void
write_service(struct iana_folder *to, const struct iana_named_ports *list, size_t i,
	      size_t end, const char *day)
{
	const struct iana_pool_string *name =
	    &list->table->reg->pool.item[list->item[i].name];
	struct iana_buffer file_name = { 0 };
	struct iana_buffer *text = &to->text;

	iana_buffer_printf(text,
			   "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" MARK
			   ": IANA registry, %s -->\n"
			   "<service>\n  <short>%s</short>\n",
			   day, name->bytes);
	add_description(text, list, i, end);
	for (size_t next; i < end; i = next) {
		next = iana_named_ports_end(list, i, true);
		put_ports_xml(text, list, i, next);
	}
	iana_buffer_puts(text, "</service>\n");
	iana_buffer_add(&file_name, name->bytes, name->len);
	iana_buffer_puts(&file_name, SUFFIX);
	iana_folder_end_file(to, file_name.bytes, file_name.len);
	iana_buffer_done(&file_name);
}

/* Write the file of the name from item i up to end, if firewalld takes the name. */
static bool
write_name(struct iana_folder *to, const struct iana_named_ports *list, size_t i,
	   size_t end, const char *day, struct iana_report *rep)
{
	const struct iana_registry *reg = list->table->reg;
	const struct iana_pool_string *name = &reg->pool.item[list->item[i].name];
	const struct iana_row *row = &reg->row[list->table->entry[list->item[i].entry].row];
	const char *path = iana_row_path(reg, row);

	if (!fits_firewalld(name))
		return iana_warn_counted(rep, path, row->line,
					 "\"%.60s\" is no name for a service of firewalld: "
					 "left out there",
					 name->bytes);
	write_service(to, list, i, end, day);
	if (to->n > IANA_FIREWALLD_FILES_MAX)
		return iana_fail(rep, path, row->line,
				 "more than %d services for firewalld; --ports and "
				 "--protocols take a part",
				 IANA_FIREWALLD_FILES_MAX);
	return to->text.len <= IANA_FIREWALLD_MAX ||
	       iana_fail(rep, path, row->line,
			 "the files for firewalld would have more than 256 MiB");
}

bool
iana_firewalld_write(struct iana_folder *to, const struct iana_table *table, uint32_t date,
		     struct iana_report *rep)
{
	struct iana_named_ports list;
	bool ok = iana_named_ports_list(&list, table, &firewalld, rep);
	char day[11];

	iana_date_format(date, day);
	to->mark = MARK;
	for (size_t i = 0, end; ok && i < list.n; i = end) {
		end = iana_named_ports_end(&list, i, false);
		ok = write_name(to, &list, i, end, day, rep);
	}
	iana_named_ports_done(&list);
	iana_warn_flush(rep);
	return ok &&
	       (to->n != 0 || iana_fail(rep, iana_registry_path(table->reg), 0,
					"the options leave no service for firewalld"));
}
