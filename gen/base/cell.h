/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells: pieces of an input, not terminated. */
#ifndef IANA_BASE_CELL_H
#define IANA_BASE_CELL_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed bytes, never NULL; len 0: blank. */
struct iana_cell {
	const char *bytes;
	size_t len;
};

/* The cell without white space at its end, or at both ends. */
struct iana_cell iana_cell_trim_end(struct iana_cell c);
struct iana_cell iana_cell_trim(struct iana_cell c);

/* Take the next word off the start of text; its len is 0 at the end. */
struct iana_cell iana_cell_word(struct iana_cell *text);

/* Does the cell hold exactly this text?  The case of letters does not count. */
bool iana_cell_is(struct iana_cell c, const char *text);

/* How many bytes of a cell a message quotes: the precision for "%.*s". */
static inline int
iana_cell_quoted(struct iana_cell c)
{
	return c.len < 60 ? (int)c.len : 60;
}

#endif
