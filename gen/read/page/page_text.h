/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of the registry's web page as text, the way it is copied from a browser. */
#ifndef IANA_READ_PAGE_PAGE_TEXT_H
#define IANA_READ_PAGE_PAGE_TEXT_H

#include "input/input.h"
#include "input/lines.h"
#include "input/raw_row.h"

/* Does a line of the first chunk have the table's titles, one blank between two? */
bool iana_page_knows(const struct iana_input *in);

/*
 * Read every record of an opened input, in order.
 *
 * Blank cells leave nothing, so cells and records are told by their shapes alone; the
 * head of pasted.c lists them.  What has no shape of its own cannot be told: the one
 * date of a record may be that of its registration or of its change.
 *
 * Warns of two records on one line, and of a line that is taken as the rest of the one
 * before without a blank line or a bracket that says so.  Fails on other titles, a
 * first line that is no record, a field of more than 64 KiB, a NUL byte, a table cut
 * short, and on no record at all.
 * Cost: O(size), and a search among the people for each bracket; memory for all of it.
 */
bool iana_page_read(struct iana_input *in, const struct iana_sink *sink,
		    struct iana_report *rep);

/* ---- between pasted.c and the files pasted_*.c ----------------------------- */

/* Are these the table's first titles, with one blank between two? */
bool iana_page_is_titles(struct iana_cell line);

/* Fails on titles that are not known, or in another order than the shapes count on. */
bool iana_page_check_titles(const struct iana_lines *lines, size_t at, const char *path,
			    struct iana_report *rep);

/* How surely words are the start of a record: see pasted.c. */
enum iana_page_sure {
	IANA_PAGE_NOT,
	IANA_PAGE_NAME,	    /* a name, and something behind it */
	IANA_PAGE_PROTOCOL, /* a name and a protocol */
	IANA_PAGE_PORT,	    /* a port, perhaps behind a name */
	IANA_PAGE_ALL	    /* a port and a protocol, perhaps behind a name */
};

/* The cells that a record starts with, and what is left of its line. */
struct iana_page_key {
	struct iana_cell name;
	struct iana_cell port;
	struct iana_cell protocol;
	struct iana_cell rest;
	uint32_t lowest; /* port */
	enum iana_page_sure sure;
};

/* Take the next word off text, len 0 at its end. */
struct iana_cell iana_page_word(struct iana_cell *text);

/* What a line starts with. */
struct iana_page_key iana_page_start(struct iana_cell line);

bool iana_page_is_protocol(struct iana_cell word);
bool iana_page_is_range(struct iana_cell word, uint32_t *ret_low, uint32_t *ret_high);
bool iana_page_is_date(struct iana_cell word);

/* "[A]", "[A][B]": brackets alone. */
bool iana_page_is_bracket(struct iana_cell word);

/* Does what stands in brackets look like a document? */
bool iana_page_is_document(struct iana_cell word);

/* The identifiers of those whom the page lists behind its table, in order of bytes. */
struct iana_page_people {
	struct iana_cell *id;
	size_t n;
	size_t cap;
};

void iana_page_people_read(struct iana_page_people *ret, const struct iana_lines *lines,
			   size_t from);
bool iana_page_people_know(const struct iana_page_people *people, struct iana_cell word);

/*
 * Find the cells in what follows a record's start, and put them into rec, whose name,
 * port and protocol are set already.
 */
void iana_page_cells(const struct iana_page_people *people, struct iana_cell text,
		     struct iana_raw_row *rec);

/* Has the text two persons in it, assignee and contact? */
bool iana_page_has_persons(const struct iana_page_people *people, struct iana_cell text);

#endif
