/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of services(5) text, read as nss_files reads it. */
#ifndef IANA_READ_SERVICES_LINE_H
#define IANA_READ_SERVICES_LINE_H

#include "input/raw_row.h"

#include <stdint.h>

#define IANA_LINE_PORT_ROOM 24

/* The parts of a line; the cells point into it. */
struct iana_line {
	struct iana_cell name;
	struct iana_cell number; /* the port or range as written */
	uint32_t port;		 /* as nss_files reads it */
	bool is_range;
	uint32_t last_port; /* of a range */
	bool octal;	    /* in decimal the number would be another port */
	bool changed;	    /* the port is not the number that is written */
	struct iana_cell proto;
	struct iana_cell aliases; /* all of them, blanks between */
	struct iana_cell comment;
};

enum iana_line_kind {
	IANA_LINE_BLANK, /* nothing, or a comment alone */
	IANA_LINE_ENTRY,
	/* Lines that nss_files skips without a message: */
	IANA_LINE_NO_PORT,  /* no port behind the first word */
	IANA_LINE_NO_SLASH, /* no '/' behind the port */
	IANA_LINE_RANGE	    /* a range of ports */
};

/*
 * Take apart the line from s to end; the line end is not part of it.
 *
 * ranges   read "6000-6063/tcp" as an entry: overlays may have ranges
 * ret      all parts of an entry or range; of any other line, the comment alone
 *
 * Source: glibc, nss/nss_files/files-service.c and files-parse.c.
 */
enum iana_line_kind iana_line_parse(const char *s, const char *end, bool ranges,
				    struct iana_line *ret);

/* Does nss_files skip lines of this kind? */
static inline bool
iana_line_is_skipped(enum iana_line_kind kind)
{
	return kind > IANA_LINE_ENTRY;
}

/*
 * The port or range of an entry in decimal, as registries write them.  A range past 65535
 * stays as written.
 *
 * room   for the text
 */
struct iana_cell iana_line_port(const struct iana_line *l,
				char room[static IANA_LINE_PORT_ROOM]);

/* Take the next alias off *aliases; false after the last. */
bool iana_line_alias(struct iana_cell *aliases, struct iana_cell *ret);

/*
 * Is the first alias the frequency that nmap-services has behind each port ("0.001995")?
 * Then take it off *aliases.
 */
bool iana_line_frequency(struct iana_cell *aliases);

/*
 * Take the mark of a name that was kept from an older registry off *comment (N11): "Kept
 * from NAME: COMMENT" or "Kept from NAME".  Returns NAME; blank if there is no mark.
 */
struct iana_cell iana_line_kept_from(struct iana_cell *comment);

#endif
