/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A registry that may become the one in use: fetched, converted, and not trusted yet. */
#ifndef IANA_UPDATE_CANDIDATE_H
#define IANA_UPDATE_CANDIDATE_H

#include "src/map.h"
#include "update/receipt.h"

/* Where a candidate comes from, and what is made of it. */
struct iana_candidate_task {
	struct iana_fetch_task fetch; /* its url is NULL for an open file */
	int fd;		     /* the open file, or what was fetched before; -1: none */
	int receipt_fd;	     /* its receipt; -1: none */
	const char *name;    /* of the file, for messages */
	const char *overlay; /* that its index gets; NULL: none */
	bool csv;	     /* make its rows in IANA's CSV form, too */
	unsigned without;    /* fields that the CSV leaves out: bits, by enum iana_field */
};

struct iana_candidate {
	bool unchanged;		     /* the server has nothing newer: the rest is empty */
	struct iana_receipt receipt; /* its source is "" if it is what was asked for */
	struct iana_buffer index;
	struct iana_buffer csv;
	struct iana_map map; /* the opened index; borrows the buffer */
};

/*
 * Make a candidate in a process without rights, and check its index as far as a reader does
 * (iana_verify).
 *
 * ret   starts all zero; to be freed with iana_candidate_done, also after a failure
 *
 * Fails as iana_fetch and iana_load do, and on an index that does not verify.
 */
bool iana_candidate_make(struct iana_candidate *ret, const struct iana_candidate_task *task,
			 struct iana_report *rep);

void iana_candidate_done(struct iana_candidate *candidate);

#endif
