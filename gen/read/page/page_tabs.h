/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Page text with a tab between two cells, as browsers copy a table. */
#ifndef IANA_READ_PAGE_PAGE_TABS_H
#define IANA_READ_PAGE_PAGE_TABS_H

#include "input/lines.h"

/* Does a line start with a title of the table, and hold another behind a tab? */
bool iana_page_has_tabs(struct iana_cell line);

/*
 * Read the rows of a table whose cells stand between tabs.
 *
 * lines       the page
 * at          the line of the titles
 * end         behind the last line of the table
 *
 * The tabs tell the cells exactly, and blank cells as well: no shapes are needed.  A cell
 * may have several lines.  So a row ends where it has all its tabs and the next line has a
 * tab again.
 *
 * Fails on a title that is missing or stands twice, on a row with too many cells, on a
 * last row with too few, on a field of more than 64 KiB, and on a table without rows.
 * Cost: O(size); memory for one row.
 */
bool iana_page_read_tabs(const struct iana_lines *lines, size_t at, size_t end,
			 const char *path, const struct iana_sink *sink,
			 struct iana_report *rep);

#endif
