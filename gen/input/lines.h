/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A whole registry as lines, for the forms whose records do not end by themselves. */
#ifndef IANA_READ_LINES_H
#define IANA_READ_LINES_H

#include "input/input.h"
#include "input/raw_row.h"

#include <stdint.h>

#define IANA_LINES_MAX 4194304

/* Start with all zero; numbers of lines count from 0 here, and from 1 in messages. */
struct iana_lines {
	char *text;
	uint32_t *start; /* of each line in text; start[n] is the end of all */
	size_t n;
	bool ended; /* the last line has its end */
};

/*
 * Read all that is left of an opened input.  A byte order mark is passed over, line
 * ends are LF or CR LF.  Fails on a NUL byte and on more than IANA_LINES_MAX lines.
 * Cost: O(size), and memory for all of it.
 */
bool iana_lines_read(struct iana_lines *ret, struct iana_input *in,
		     struct iana_report *rep);
void iana_lines_done(struct iana_lines *lines);

/* A line without its end and the blanks before that. */
struct iana_cell iana_lines_get(const struct iana_lines *lines, size_t i);

/* Is this the title of what the registry has behind its table? */
bool iana_lines_is_section(struct iana_cell line);

/* The line that holds the registry's own date, before line `end`; end without one. */
size_t iana_lines_date(const struct iana_lines *lines, size_t end);

#endif
