/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Judges a candidate against the registry in use (rule U3). */
#ifndef IANA_UPDATE_JUDGE_H
#define IANA_UPDATE_JUDGE_H

#include "base/buffer.h"
#include "src/map.h"
#include "update/protected.h"

/* What makes a candidate a registry, where none is in use to compare it with. */
#define IANA_ENTRIES_LEAST 10000

#define IANA_NAMES_GONE_MAX 60

/*
 * Judge a candidate.
 *
 * old       the index in use; NULL: none
 * new       the candidate's
 * reasons   gets a line for each reason to refuse it; none: it is good
 *
 * Reasons: its date is earlier; more than 0.5 % of the entries or more than 60 names are
 * gone; a protected service has lost its name, its port, or the first protocol that it is
 * found with; without an index in use, fewer than IANA_ENTRIES_LEAST entries.
 *
 * Both are indexes that verify.  Cost: O(n).
 */
void iana_judge(const struct iana_map *old, const struct iana_map *new,
		const struct iana_protected *list, struct iana_buffer *reasons);

#endif
