/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `convert` is asked for, and the doing of it. */
#ifndef IANA_PIPELINE_H
#define IANA_PIPELINE_H

#include "table/policy.h"

#include <stddef.h>
#include <stdint.h>

/* All zero asks for services(5) text on standard output. */
struct iana_request {
	const char *registry;
	const char **overlay; /* n_overlays of them, in the order given */
	size_t n_overlays;
	const char *keep; /* NULL, or the older registry whose names stay (N11) */
	const char *services;
	const char *index;
	const char *json; /* "-" is standard output */
	uint32_t date;	  /* 0: the registry's own, or the latest in it */
	bool exact_case;
	struct iana_policy policy;
	bool quiet; /* print no summary */
};

/*
 * Read all inputs and write every output that is named, all of them or none.
 * Prints a summary on standard error when that is done.
 */
bool iana_convert(const struct iana_request *req, struct iana_report *rep);

#endif
