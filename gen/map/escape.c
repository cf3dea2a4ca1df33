/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Escapes characters. */
#include "map/escape.h"
#include "base/text.h"

#include <stdlib.h>

static const char *
markup_for(char c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\n':
		return " ";
	default:
		return NULL;
	}
}

void
iana_escape_markup(struct iana_buffer *to, const char *text)
{
	size_t len = strlen(text);
	char *clean = iana_calloc(IANA_TEXT_ROOM(len), 1);

	len = iana_text_clean(clean, text, len);
	for (size_t i = 0; i < len; i++) {
		const char *other = markup_for(clean[i]);

		if (other != NULL)
			iana_buffer_puts(to, other);
		else
			iana_buffer_add(to, clean + i, 1);
	}
	free(clean);
}

void
iana_escape_script(struct iana_buffer *to, const char *json, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)json[i];

		if (c == '<' || c == '>' || c == '&') {
			iana_buffer_printf(to, "\\u%04x", c);
		} else if (len - i >= 3 && memcmp(json + i, "\xe2\x80", 2) == 0 &&
			   (json[i + 2] == '\xa8' || json[i + 2] == '\xa9')) {
			iana_buffer_printf(to, "\\u20%x",
					   (unsigned char)json[i + 2] - 0x80);
			i += 2;
		} else {
			iana_buffer_add(to, json + i, 1);
		}
	}
}
