/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of column text: IANA's plain text, a table whose cells wrap over several lines. */
#ifndef IANA_READ_COLUMN_COLUMN_TEXT_H
#define IANA_READ_COLUMN_COLUMN_TEXT_H

#include "input/input.h"
#include "input/raw_row.h"

/* Does a line of the first chunk hold the first titles of the table, as IANA sets them? */
bool iana_column_text_knows(const struct iana_input *in);

/*
 * Read every row of an opened input, in order.  A row's line is the first of its lines.
 * The lines of a cell are joined by blanks; a blank line inside a cell parts paragraphs.
 *
 * IANA prints its web page with the text browser ELinks.  No line parts two rows; what
 * the browser does tells them apart:
 *   - titles stand in the middle of their columns, one blank between two columns;
 *   - a cell stands at the left of its column, or in the middle of it;
 *   - a cell goes on below only where its next word did not fit;
 *   - every cell of a row stands in the middle of the row's lines (an odd line goes
 *     below), and the tallest cell fills them all.
 * Where two readings obey all of this as well as the other, both rows are warned of.
 *
 * Warns of a text that crosses the bounds of its column, and leaves the text out, or the
 * row if that was its name, port or protocol; and of lines that fit no row.  Fails on
 * titles that are not known; on a table without an end, for the file is cut short; where
 * more than a quarter of the lines do not fit; on a field of more than 64 KiB, a table of
 * more than a million lines, a NUL byte, and on no row at all.
 * Cost: O(size); memory for all of it, and up to 300 bytes for each line of the table.
 */
bool iana_column_text_read(struct iana_input *in, const struct iana_sink *sink,
			   struct iana_report *rep);

#endif
