/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes services(5) text. */
#include "services.h"
#include "alloc.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define NAME_COLUMN 16
#define PORT_COLUMN 28

/*
 * A comment line that names a file: without its directory, cleaned.  A name may hold
 * line ends; its first paragraph holds none.
 */
static void
write_source(struct iana_buffer *to, const char *label, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;
	char *name = iana_calloc(IANA_TEXT_ROOM(strlen(base)), 1);
	size_t len = iana_text_clean(name, base, strlen(base));

	iana_buffer_printf(to, "# %s: ", label);
	iana_buffer_add(to, name, iana_text_first_paragraph(name, len));
	iana_buffer_u8(to, '\n');
	free(name);
}

static void
write_header(struct iana_buffer *to, uint32_t date, const char *path)
{
	char day[11];

	iana_date_format(date, day);
	iana_buffer_puts(to, "# services(5): names and ports of Internet services\n"
			     "# Registry: IANA Service Name and Transport Protocol Port "
			     "Number Registry (CC0)\n");
	write_source(to, "Source", path);
	iana_buffer_printf(to, "# Registry date: %s\n", day);
	iana_buffer_printf(to, "# Generator: iana-services %s\n#\n", PACKAGE_VERSION);
}

/* Fill with blanks up to a column of the line that starts at start; at least one. */
static void
pad(struct iana_buffer *to, size_t start, size_t column)
{
	static const char blanks[] = "                            ";
	size_t at = to->len - start;

	_Static_assert(sizeof blanks > PORT_COLUMN, "as many as the last column needs");
	iana_buffer_add(to, blanks, at < column ? column - at : 1);
}

static void
add_string(struct iana_buffer *to, const struct iana_strings *pool, uint32_t id)
{
	iana_buffer_add(to, pool->item[id].bytes, pool->item[id].len);
}

/* A port in decimal: there is one in every line, and printf takes its time. */
static void
add_port(struct iana_buffer *to, unsigned port)
{
	char digits[5];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + port % 10);
	while ((port /= 10) != 0);
	iana_buffer_add(to, digits + at, sizeof digits - at);
}

/* At least as many bytes as the line of an entry with so long a comment has. */
static size_t
line_room(const struct iana_entry *e, size_t comment_len)
{
	return (e->n_aliases + (size_t)2) * (IANA_NAME_MAX + 1) + PORT_COLUMN + comment_len;
}

static bool
write_entry(struct iana_buffer *to, const struct iana_table *t, const struct iana_entry *e,
	    struct iana_report *rep)
{
	const struct iana_strings *pool = &t->reg->strings;
	const struct iana_row *row = &t->reg->row[e->row];
	const struct iana_string *text = &pool->item[e->comment];
	size_t len = iana_text_first_paragraph(text->bytes, text->len);
	size_t start = to->len;

	if (line_room(e, len) > IANA_SERVICES_MAX - to->len)
		return iana_fail(rep, iana_row_path(t->reg, row), row->line,
				 "the text would be larger than 256 MiB");
	add_string(to, pool, e->name);
	pad(to, start, NAME_COLUMN);
	add_port(to, e->port);
	iana_buffer_u8(to, '/');
	add_string(to, pool, t->protocol[e->proto]);
	for (uint32_t i = 0; i < e->n_aliases; i++) {
		if (i == 0)
			pad(to, start, PORT_COLUMN);
		else
			iana_buffer_u8(to, ' ');
		add_string(to, pool, t->alias[e->aliases + i]);
	}
	if (len != 0) {
		pad(to, start, PORT_COLUMN);
		iana_buffer_puts(to, "# ");
		iana_buffer_add(to, text->bytes, len);
	}
	iana_buffer_u8(to, '\n');
	return true;
}

/* The overlays' entries, those of each file under its name (N10). */
static bool
write_overlays(struct iana_buffer *to, const struct iana_table *t, struct iana_report *rep)
{
	size_t i = 0;

	for (size_t s = 1; s < t->reg->n_sources; s++) {
		write_source(to, "Overlay", t->reg->source[s].path);
		for (; i < t->n_overlay && t->reg->row[t->entry[i].row].source == s; i++)
			if (!write_entry(to, t, &t->entry[i], rep))
				return false;
		iana_buffer_puts(to, "#\n");
	}
	return true;
}

bool
iana_services_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		    struct iana_report *rep)
{
	write_header(to, date, iana_registry_path(table->reg));
	if (!write_overlays(to, table, rep))
		return false;
	for (size_t i = table->n_overlay; i < table->n_entries; i++)
		if (!write_entry(to, table, &table->entry[i], rep))
			return false;
	return true;
}
