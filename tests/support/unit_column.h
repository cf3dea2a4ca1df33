/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of column text, for the units of its reader. */
#ifndef IANA_UNIT_COLUMN_H
#define IANA_UNIT_COLUMN_H

#include "read/column/column_text.h"
#include "support/unit_text.h"

/* Columns of 14, 11, 9, 20 and 24 bytes, at 0, 15, 27, 37 and 58. */
#define H \
	" Service Name  Port Number Transport     Description          Assignment Notes\n" \
	"                           Protocol\n"
#define END "\n     People\n"

/*
 * Read a table of H's columns.
 *
 * records    what comes of it: line|port|name|protocol|description|7 blank ones|notes
 * warnings   "line: text\n" of each
 */
static inline void
expect_warned(const char *rows, const char *records, const char *warnings)
{
	struct iana_buffer b = { 0 };

	iana_buffer_puts(&b, H);
	iana_buffer_puts(&b, rows);
	iana_buffer_puts(&b, END);
	unit_text_expect(iana_column_text_read, unit_string(&b), records, warnings);
	iana_buffer_done(&b);
}

static inline void
expect(const char *rows, const char *records)
{
	expect_warned(rows, records, "");
}

#endif
