/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of services(5) text, taken for what nss_files takes it for. */
#ifndef IANA_READ_SERVICES_LINE_H
#define IANA_READ_SERVICES_LINE_H

#include "input/raw_row.h"

#include <stdint.h>

/* What a line says; the cells lie in it. */
struct iana_line {
	struct iana_cell name;
	struct iana_cell number; /* the port as it is written */
	uint32_t port;		 /* as nss_files takes it */
	bool octal;		 /* it means another number than it would in decimal */
	bool changed;		 /* nss_files makes another port of the number */
	struct iana_cell proto;
	struct iana_cell aliases; /* all of them, with what parts them */
	struct iana_cell comment;
};

enum iana_line_kind {
	IANA_LINE_BLANK, /* a comment at most */
	IANA_LINE_ENTRY,
	IANA_LINE_PASSED_OVER /* nss_files skips it without a word */
};

/*
 * Take apart the line from s up to end, where its line end would be.
 *
 * ret       set; of an entry, all of it; else the comment
 * ret_why   of a line that is passed over: why, a phrase
 *
 * Source: glibc, nss/nss_files/files-service.c and files-parse.c.
 */
enum iana_line_kind iana_line_parse(const char *s, const char *end, struct iana_line *ret,
				    const char **ret_why);

/* The next alias of *aliases, which moves on behind it; false after the last. */
bool iana_line_alias(struct iana_cell *aliases, struct iana_cell *ret);

#endif
