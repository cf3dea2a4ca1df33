/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes heads and comments. */
#include "write/heading.h"
#include "base/ascii.h"
#include "base/date.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void
iana_comment_add(struct iana_buffer *to, const struct iana_table *t, const char *text,
		 size_t len)
{
	if (t->policy->comments == IANA_COMMENTS_ASCII)
		iana_ascii_add(to, text, len);
	else
		iana_buffer_add(to, text, len);
}

void
iana_source_line_add(struct iana_buffer *to, const struct iana_table *t, const char *label,
		     const char *path)
{
	char *name = iana_text_file_name(path);

	iana_buffer_printf(to, "# %s: ", label);
	iana_comment_add(to, t, name, strlen(name));
	iana_buffer_u8(to, '\n');
	free(name);
}

size_t
iana_comment_length(const struct iana_table *t, uint32_t text)
{
	const struct iana_pool_string *s = &t->reg->pool.item[text];

	return t->policy->comments == IANA_COMMENTS_NONE
		   ? 0
		   : iana_text_first_paragraph(s->bytes, s->len);
}

void
iana_heading_add(struct iana_buffer *to, const struct iana_table *t, const char *what,
		 uint32_t date)
{
	char day[11];

	iana_date_format(date, day);
	iana_buffer_puts(to, what);
	iana_buffer_puts(to, "# Registry: IANA Service Name and Transport Protocol Port "
			     "Number Registry (CC0)\n");
	iana_source_line_add(to, t, "Source", iana_registry_path(t->reg));
	iana_buffer_printf(to, "# Registry date: %s\n", day);
	iana_buffer_printf(to, "# Generator: iana-services %s\n#\n", PACKAGE_VERSION);
}
