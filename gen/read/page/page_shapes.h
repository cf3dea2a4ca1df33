/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The shapes of words in page text: ports, protocols, dates, brackets, people. */
#ifndef IANA_READ_PAGE_PAGE_SHAPES_H
#define IANA_READ_PAGE_PAGE_SHAPES_H

#include "input/lines.h"

/* How surely a line starts a row, by the words at its start; surer ones are larger. */
enum iana_page_sure {
	IANA_PAGE_NOT,
	IANA_PAGE_NAME,	    /* a name, and something behind it */
	IANA_PAGE_PROTOCOL, /* a name and a protocol */
	IANA_PAGE_PORT,	    /* a port, perhaps behind a name */
	IANA_PAGE_ALL	    /* a port and a protocol, perhaps behind a name */
};

/* The cells at the start of a row, and the rest of its first line. */
struct iana_page_key {
	struct iana_cell name;
	struct iana_cell port;
	struct iana_cell protocol;
	struct iana_cell rest;
	uint32_t lowest; /* port */
	enum iana_page_sure sure;
};

/* Find the cells that a line starts with.  Its row may still be the one before it. */
struct iana_page_key iana_page_start(struct iana_cell line);

/* tcp, udp, sctp or dccp, in small letters. */
bool iana_page_is_protocol(struct iana_cell word);

/* "2013-06", "2013-06-26". */
bool iana_page_is_date(struct iana_cell word);

/* "[A]", "[A][B]": brackets alone. */
bool iana_page_is_bracket(struct iana_cell word);

/* Do the brackets of a word hold a document, as far as its shape tells? */
bool iana_page_is_document(struct iana_cell word);

/* The identifiers of the people that the page lists below its table, in order of bytes. */
struct iana_page_people {
	struct iana_cell *id;
	size_t n;
	size_t cap;
};

/* Collect the people from line `from` on.  Start with all zero; free id at the end. */
void iana_page_people_read(struct iana_page_people *ret, const struct iana_lines *lines,
			   size_t from);

/* Is the first bracket of a word one of the people?  Cost: O(log n). */
bool iana_page_people_know(const struct iana_page_people *people, struct iana_cell word);

#endif
