/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells where each character of a line stands. */
#ifndef IANA_READ_COLUMN_COLUMN_WALK_H
#define IANA_READ_COLUMN_COLUMN_WALK_H

#include "input/raw_row.h"

/* What the writer of a table took for one place.  IANA's browser changed over the years. */
enum iana_column_measure {
	IANA_COLUMN_BYTES,
	IANA_COLUMN_CHARACTERS,
	IANA_COLUMN_TERMINAL, /* characters, but wide ones take two places */
	IANA_COLUMN_N_MEASURES
};

/* A walk over a line, and the character that it is at: from to `to` on the line. */
struct iana_column_walk {
	const char *s;
	const char *end;
	enum iana_column_measure measure;
	const char *bytes;
	unsigned from;
	unsigned to;
};

static inline struct iana_column_walk
iana_column_walk_start(struct iana_cell line, enum iana_column_measure measure)
{
	return (struct iana_column_walk){ line.bytes, line.bytes + line.len,
					  measure,    line.bytes,
					  0,	      0 };
}

/* Go to the next character that is no blank; false at the end of the line. */
bool iana_column_walk_next(struct iana_column_walk *w);

#endif
