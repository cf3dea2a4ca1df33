/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes services(5) text. */
#include "services.h"
#include "alloc.h"
#include "text.h"

#include <string.h>

#define NAME_COLUMN 16
#define PORT_COLUMN 28

static void
write_header(struct iana_buffer *to, uint32_t date, const char *source)
{
	char day[11];

	iana_date_format(date, day);
	iana_buffer_puts(to, "# services(5): names and ports of Internet services\n"
			     "# Registry: IANA Service Name and Transport Protocol Port "
			     "Number Registry (CC0)\n");
	iana_buffer_printf(to, "# Source: %s\n", source);
	iana_buffer_printf(to, "# Registry date: %s\n", day);
	iana_buffer_printf(to, "# Generator: iana-services %s\n#\n", PACKAGE_VERSION);
}

/* Fill with blanks up to a column of the line that starts at start; at least one. */
static void
pad(struct iana_buffer *to, size_t start, size_t column)
{
	do
		iana_buffer_u8(to, ' ');
	while (to->len - start < column);
}

static void
write_entry(struct iana_buffer *to, const struct iana_table *t, const struct iana_entry *e)
{
	const struct iana_strings *pool = &t->reg->strings;
	uint32_t text = t->reg->row[e->row].field[IANA_F_DESCRIPTION];
	size_t len =
	    iana_text_first_paragraph(iana_string(pool, text), pool->item[text].len);
	size_t start = to->len;

	iana_buffer_puts(to, iana_string(pool, e->name));
	pad(to, start, NAME_COLUMN);
	iana_buffer_printf(to, "%u/%s", e->port, iana_string(pool, t->protocol[e->proto]));
	for (uint32_t i = 0; i < e->n_aliases; i++) {
		if (i == 0)
			pad(to, start, PORT_COLUMN);
		else
			iana_buffer_u8(to, ' ');
		iana_buffer_puts(to, iana_string(pool, t->alias[e->aliases + i]));
	}
	if (len != 0) {
		pad(to, start, PORT_COLUMN);
		iana_buffer_puts(to, "# ");
		iana_buffer_add(to, iana_string(pool, text), len);
	}
	iana_buffer_u8(to, '\n');
}

void
iana_services_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		    const char *source)
{
	write_header(to, date, source);
	for (size_t i = 0; i < table->n_entries; i++)
		write_entry(to, table, &table->entry[i]);
}
