/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Brings this system, or a CSV of a packager's tree, to a newer registry (U1 to U4). */
#ifndef IANA_UPDATE_UPDATE_H
#define IANA_UPDATE_UPDATE_H

#include "update/request.h"

/* IANA's registry in the form that has its date. */
#define IANA_UPDATE_URL \
	"https://www.iana.org/assignments/service-names-port-numbers/" \
	"service-names-port-numbers.xml"

/*
 * Fetch, judge and install, or as the request says.  A candidate that is refused is no
 * failure: ret tells so.  With force the reasons are there, too, but it is installed.
 *
 * show   called for a new registry, with both indexes, before it is installed; may be NULL
 *
 * Fails, with everything as it was, as iana_candidate_make and iana_generation_install do,
 * and if the local index is one that somebody made.
 */
bool iana_update(const struct iana_update_request *req, struct iana_update_result *ret,
		 iana_show_changes *show, struct iana_report *rep);

/* Return to the generation before, and merge again where a merged index is in use. */
bool iana_update_rollback(struct iana_report *rep);

#endif
