/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recognises CSV by its header, with any of its separators and line ends. */
#ifndef IANA_READ_CSV_FORM_H
#define IANA_READ_CSV_FORM_H

#include "input/input.h"

/* How a file in CSV form is written; places are bytes of the first chunk. */
struct iana_csv_form {
	char separator;
	bool lone_cr;	    /* lines end in CR alone, as on old Macintoshes */
	size_t n_titles;    /* cells of the header that are titles of known columns */
	size_t header;	    /* the place of the header */
	size_t header_end;  /* the place of its line end */
	unsigned long line; /* of the header, from 1 */
};

/*
 * Find the header, which is the first line that is not blank, and how it is written.
 *
 * A byte order mark may stand before it, and the line "sep=;" of spreadsheets, which tells
 * the separator.  Without this line the separator is the comma, semicolon, tab or '|'
 * that separates the most titles; a comma if none does.
 * Cost: O(length of the header).
 */
void iana_csv_form_find(const struct iana_input *in, struct iana_csv_form *ret);

/*
 * Is the first chunk CSV?  Then its header has two titles at least.  Text with tabs and
 * without quotes is page text: browsers set tabs between the cells that they copy.
 */
bool iana_csv_knows(const struct iana_input *in);

/* May the first chunk be CSV?  Then it holds the title of a column that is needed. */
bool iana_csv_guesses(const struct iana_input *in);

#endif
