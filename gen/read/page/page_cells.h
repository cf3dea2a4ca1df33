/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cells of a row in page text, found by their shapes. */
#ifndef IANA_READ_PAGE_PAGE_CELLS_H
#define IANA_READ_PAGE_PAGE_CELLS_H

#include "read/page/page_shapes.h"

/*
 * Find the cells in the text behind the start of a row, and put them into raw.
 *
 * raw   its name and protocol are set already
 */
void iana_page_cells(const struct iana_page_people *people, struct iana_cell text,
		     struct iana_raw_row *raw);

/* Does the text hold an assignee, and perhaps a contact behind it? */
bool iana_page_has_persons(const struct iana_page_people *people, struct iana_cell text);

#endif
