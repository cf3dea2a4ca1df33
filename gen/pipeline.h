/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A conversion: from the inputs to all outputs that are asked for. */
#ifndef IANA_PIPELINE_H
#define IANA_PIPELINE_H

#include "table/policy.h"

#include <stddef.h>
#include <stdint.h>

/* All zero but registry: services(5) text on standard output. */
struct iana_request {
	const char *registry;
	const char **overlay; /* n_overlays paths, in the order given */
	size_t n_overlays;
	const char *keep; /* an older registry whose names stay (N11), or NULL */
	const char *services;
	const char *index;
	const char *json;
	const char *csv;
	const char *nftables;  /* "-" is standard output, as of all above */
	const char *firewalld; /* a folder */
	unsigned
	    without;   /* fields that the CSV leaves blank: bit f for enum iana_field f */
	uint32_t date; /* 0: the date of the registry */
	bool exact_case;
	struct iana_policy policy;
	bool quiet; /* print no summary */
};

/* How many outputs a request can name. */
#define IANA_REQUEST_OUTPUTS 6

/* The outputs that a request names; ret_path has room for all.  Returns how many. */
size_t iana_request_outputs(const struct iana_request *req, const char **ret_path);

/*
 * Read all inputs and write all outputs of the request, or none of them.  Then print a
 * summary on standard error, and tell whether the plugin uses the index.
 */
bool iana_convert(const struct iana_request *req, struct iana_report *rep);

#endif
