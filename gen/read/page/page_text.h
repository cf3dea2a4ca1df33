/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of page text: the registry's web page as text, as a browser copies it. */
#ifndef IANA_READ_PAGE_PAGE_TEXT_H
#define IANA_READ_PAGE_PAGE_TEXT_H

#include "input/input.h"
#include "input/raw_row.h"

/* Does a line of the first chunk have the titles of the table, a blank or tab between? */
bool iana_page_knows(const struct iana_input *in);

/*
 * Read every row of an opened input, in order.
 *
 * Browsers set a tab or a blank between two cells.  Tabs tell the cells exactly.  Between
 * blanks, a blank cell leaves nothing in the text.  So the reader finds rows and cells by
 * their shapes alone; the head of page_text.c lists these.  Two things have no shape of
 * their own: the only date of a row may be that of its registration or of its change, and
 * notes of unauthorized use start with the words of other notes.
 *
 * Warns of two rows on one line, and of a line that continues the row before it with
 * neither a blank line nor a bracket between them.  Fails on other titles, on a first
 * line that starts no row, on a field of more than 64 KiB, on a NUL byte, on a table
 * that is cut short, and on a table without rows.
 * Cost: O(size), and a search among the people for each bracket; memory for the text.
 */
bool iana_page_read(struct iana_input *in, const struct iana_sink *sink,
		    struct iana_report *rep);

#endif
