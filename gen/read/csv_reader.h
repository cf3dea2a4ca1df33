/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of the registry's CSV form. */
#ifndef IANA_READ_CSV_H
#define IANA_READ_CSV_H

#include "input/input.h"
#include "input/raw_row.h"

/* Does the first chunk hold the title of a column that every registry needs? */
bool iana_csv_knows(const struct iana_input *in);

/*
 * Read every row of an opened input, in order.
 *
 * The titles in the first line tell the columns, in any order and case; the cells of
 * other columns are skipped.  Line ends are LF or CR LF, also inside quotes.
 * Fails on a header that lacks a needed column, on a row with another number of cells
 * than the header, on broken quotes, on a NUL byte, on a last line without an end (a
 * file cut short), on a cell over 64 KiB, and on a header without rows.
 * Cost: O(size); memory for one row.
 */
bool iana_csv_read(struct iana_input *in, const struct iana_sink *sink,
		   struct iana_report *rep);

#endif
