/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of the registry's CSV form. */
#ifndef IANA_READ_CSV_H
#define IANA_READ_CSV_H

#include "input/input.h"
#include "input/raw_row.h"

/*
 * Read every row of an opened input, in order.
 *
 * The titles in the header tell the columns, in any order and case; the cells of other
 * columns are skipped.  Cells are separated by commas, semicolons, tabs or '|', as in the
 * header; csv_form.h has the details.  Lines end in LF, CR LF or CR, also inside quotes.
 *
 * Warns if the last row has no line end: RFC 4180 allows that, and a file that is cut
 * short may look so.  Fails on a header that lacks a needed column, on a row with another
 * number of cells than the header, on broken quotes, on a NUL byte, on a cell over 64 KiB,
 * on a header without rows, and on a file that is cut short within a row.
 * Cost: O(size); memory for one row.  Source: RFC 4180.
 */
bool iana_csv_read(struct iana_input *in, const struct iana_sink *sink,
		   struct iana_report *rep);

#endif
