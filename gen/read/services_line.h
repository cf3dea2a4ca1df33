/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of services(5) text, read as nss_files reads it. */
#ifndef IANA_READ_SERVICES_LINE_H
#define IANA_READ_SERVICES_LINE_H

#include "input/raw_row.h"

#include <stdint.h>

/* The parts of a line; the cells point into it. */
struct iana_line {
	struct iana_cell name;
	struct iana_cell number; /* the port as written */
	uint32_t port;		 /* as nss_files reads it */
	bool octal;		 /* in decimal the number would be another port */
	bool changed;		 /* the port is not the number that is written */
	struct iana_cell proto;
	struct iana_cell aliases; /* all of them, blanks between */
	struct iana_cell comment;
};

enum iana_line_kind {
	IANA_LINE_BLANK, /* nothing, or a comment alone */
	IANA_LINE_ENTRY,
	IANA_LINE_SKIPPED /* nss_files skips it without a message */
};

/*
 * Take apart the line from s to end; the line end is not part of it.
 *
 * ret       all parts of an entry; of any other line, the comment alone
 * ret_why   why nss_files skips the line, a phrase; set for IANA_LINE_SKIPPED alone
 *
 * Source: glibc, nss/nss_files/files-service.c and files-parse.c.
 */
enum iana_line_kind iana_line_parse(const char *s, const char *end, struct iana_line *ret,
				    const char **ret_why);

/* Take the next alias off *aliases; false after the last. */
bool iana_line_alias(struct iana_cell *aliases, struct iana_cell *ret);

#endif
