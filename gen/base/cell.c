/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trims, cuts and compares cells. */
#include "base/cell.h"
#include "base/ascii.h"

#include <string.h>
#include <strings.h>

struct iana_cell
iana_cell_trim_end(struct iana_cell c)
{
	while (c.len > 0 && iana_is_space((unsigned char)c.bytes[c.len - 1]))
		c.len--;
	return c;
}

struct iana_cell
iana_cell_trim(struct iana_cell c)
{
	while (c.len > 0 && iana_is_space((unsigned char)c.bytes[0])) {
		c.bytes++;
		c.len--;
	}
	return iana_cell_trim_end(c);
}

struct iana_cell
iana_cell_word(struct iana_cell *text)
{
	const char *s = text->bytes;
	const char *end = s + text->len;
	const char *start;

	while (s < end && iana_is_space((unsigned char)*s))
		s++;
	start = s;
	while (s < end && !iana_is_space((unsigned char)*s))
		s++;
	*text = (struct iana_cell){ s, (size_t)(end - s) };
	return (struct iana_cell){ start, (size_t)(s - start) };
}

bool
iana_cell_is(struct iana_cell c, const char *text)
{
	return strlen(text) == c.len && strncasecmp(c.bytes, text, c.len) == 0;
}
