/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps that each kind of update has: it makes a candidate, and judges it. */
#ifndef IANA_UPDATE_STEPS_H
#define IANA_UPDATE_STEPS_H

#include "update/candidate.h"
#include "update/request.h"

/*
 * Make the candidate that a request asks for, with its receipt.
 *
 * overlay   that its index gets; NULL: none.  If it is missing, a warning says so.
 * known     what the server is asked to be newer than
 *
 * Fails as iana_candidate_make does, and on a file that cannot be opened.
 */
bool iana_make_candidate(const struct iana_update_request *req, const char *overlay,
			 const struct iana_version *known, struct iana_candidate *ret,
			 struct iana_report *rep);

/*
 * Judge a candidate, and put the outcome into ret.
 *
 * old   what it is compared with; NULL: nothing
 *
 * Fails if the list of protected services cannot be read.
 */
bool iana_judge_candidate(const struct iana_update_request *req, const struct iana_map *old,
			  const struct iana_map *new, struct iana_update_result *ret,
			  struct iana_report *rep);

#endif
