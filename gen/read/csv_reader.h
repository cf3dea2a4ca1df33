/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of the registry's CSV form. */
#ifndef IANA_READ_CSV_H
#define IANA_READ_CSV_H

#include "input/input.h"
#include "input/raw_row.h"

/* Does a title that a header needs stand in the first chunk?  Reading it tells the rest. */
bool iana_csv_knows(const struct iana_input *in);

/*
 * Read every record of an opened input, in order.
 *
 * The columns are found by the names in the first line, in any order and case;
 * unknown ones are passed over.  Line ends are LF or CR LF, also inside quotes.
 * Fails on a header without the columns needed, a record with another number of
 * cells than the header, broken quotes, NUL bytes, a last line without an end
 * (a file cut short), a cell over 64 KiB, and on no record at all.
 * Cost: O(size); memory for one record.
 */
bool iana_csv_read(struct iana_input *in, const struct iana_sink *sink,
		   struct iana_report *rep);

#endif
