/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an update is asked for, and what came of it. */
#ifndef IANA_UPDATE_REQUEST_H
#define IANA_UPDATE_REQUEST_H

#include "base/buffer.h"
#include "base/report.h"

struct iana_update_request {
	const char *url;
	const char *from;      /* a file, or "-", in place of the URL; NULL: none */
	const char *authority; /* as in struct iana_fetch_task */
	const char *csv;       /* a CSV to bring up to date, not this system; NULL: none */
	unsigned without;      /* fields that it leaves out */
	const char *fetch;     /* a CSV to fetch into, for a later update; NULL: none */
	const char *protected; /* the list of protected services */
	bool dry_run;
	bool force;
	bool progress; /* draw a bar */
};

enum iana_update_outcome {
	IANA_UPDATE_UNCHANGED, /* there is nothing newer */
	IANA_UPDATE_INSTALLED,
	IANA_UPDATE_WOULD,   /* it would be installed, without dry_run */
	IANA_UPDATE_FETCHED, /* it is in the CSV that it was fetched for */
	IANA_UPDATE_REFUSED,
	IANA_UPDATE_ROLLED_BACK /* it was in use, and a rollback took it away */
};

struct iana_update_result {
	enum iana_update_outcome outcome;
	uint32_t date;	    /* the new registry's; 0 unknown */
	uint32_t old_date;  /* that of the registry that was in use; 0 unknown or none */
	uint32_t n_entries; /* the new registry's */
	struct iana_buffer reasons; /* against it, a line each; to be freed */
};

struct iana_map;

/* Prints what changes from one registry to the other. */
typedef bool iana_show_changes(const struct iana_map *old, const struct iana_map *new,
			       struct iana_report *rep);

#endif
