/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trims and compares cells. */
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

bool
iana_cell_is(struct iana_cell c, const char *text)
{
	return strlen(text) == c.len && strncasecmp(c.bytes, text, c.len) == 0;
}
