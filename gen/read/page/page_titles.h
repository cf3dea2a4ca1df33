/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The titles of the table in page text. */
#ifndef IANA_READ_PAGE_PAGE_TITLES_H
#define IANA_READ_PAGE_PAGE_TITLES_H

#include "input/lines.h"

/* Does a line start with the first titles of the table, one blank between two words? */
bool iana_page_is_titles(struct iana_cell line);

/*
 * Check the line of titles, which is line `at`.  Fails on an unknown title, and on titles
 * in another order than that of the web page: the shapes count on it.
 */
bool iana_page_check_titles(const struct iana_lines *lines, size_t at, const char *path,
			    struct iana_report *rep);

#endif
