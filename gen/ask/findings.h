/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The records and rows of an index that have a name, or one of some ports. */
#ifndef IANA_ASK_FINDINGS_H
#define IANA_ASK_FINDINGS_H

#include "ask/question.h"
#include "src/status.h"

#include <stddef.h>

/* Numbers of records or rows. */
struct iana_numbers {
	uint32_t *item;
	size_t n;
	size_t cap;
};

/* Start with all zero. */
struct iana_findings {
	struct iana_numbers records; /* in the table's order */
	struct iana_numbers rows;    /* without a service, in the registry's order */
};

/*
 * Find the records, and the rows without a service, that a question asks for.  Each is
 * there once.  The protocol does not count here.
 *
 * any_case   a name matches in any ASCII case
 * ret        emptied first; defined on failure, too
 *
 * Errors: IANA_CORRUPT.  Cost: O(log n) and O(k log k) for k numbers.  Source: rule I6.
 */
enum iana_status iana_findings_search(const struct iana_image *im,
				      const struct iana_question *q, bool any_case,
				      struct iana_findings *ret);

void iana_findings_done(struct iana_findings *found);

#endif
