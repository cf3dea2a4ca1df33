/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `check` says of the lines of its files. */
#ifndef IANA_CHECK_REMARK_H
#define IANA_CHECK_REMARK_H

#include "base/alloc.h"

#include <stdbool.h>
#include <stdint.h>

/* A remark about a line. */
struct iana_remark {
	uint32_t file; /* its number, from 0 */
	uint32_t line; /* from 1; 0: about the file */
	uint32_t sequence;
	bool is_fault;	  /* else a warning */
	const char *rule; /* a word for scripts: "port-taken" */
	const char *text;
};

/* More remarks are counted, but not kept. */
#define IANA_REMARKS_MAX 10000

/* Start with all zero; the caller sets strict. */
struct iana_remarks {
	struct iana_remark *item;
	size_t n;
	size_t cap;
	struct iana_arena arena;
	unsigned long n_faults; /* with those that are not kept */
	unsigned long n_warnings;
	bool strict;   /* each warning is a fault */
	uint32_t file; /* the place of the next remark */
	uint32_t line;
};

/*
 * Add a remark about the current place.  A fault: the line does not give the answers that
 * it says, or breaks a rule of RFC 6335.  A warning: it gives them, and may surprise.
 *
 * rule   a string literal
 */
void iana_fault(struct iana_remarks *to, const char *rule, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void iana_caution(struct iana_remarks *to, const char *rule, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Order by file and line; remarks on one line stay in the order in which they came. */
void iana_remarks_sort(struct iana_remarks *remarks);

void iana_remarks_done(struct iana_remarks *remarks);

#endif
