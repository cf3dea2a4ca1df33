/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two sides of a comparison, with one pool of strings and one order of protocols. */
#ifndef IANA_DIFF_SIDES_H
#define IANA_DIFF_SIDES_H

#include "diff/change.h"
#include "table/table.h"

/* One of the two tables. */
struct iana_side {
	const struct iana_table *table;
	uint32_t *id; /* by string number: the number in OLD's pool, 0: not known yet */
};

/* What every part of a comparison works on. */
struct iana_comparison {
	struct iana_diff *diff;
	struct iana_side old;
	struct iana_side new;
	uint32_t *protocol; /* string numbers by rank, in the order N7; rank 0 is blank */
	uint32_t *rank;	    /* by string number; only valid for protocols */
	/* By string number: a bit for each side that has the name at a port. */
	uint8_t *at_port;
	size_t n_at_port;
};

enum { IANA_SIDE_OLD = 1, IANA_SIDE_NEW = 2 };

/* Start a comparison; every string that it meets becomes a number of OLD's pool. */
void iana_comparison_init(struct iana_comparison *c, struct iana_diff *diff,
			  const struct iana_table *old, const struct iana_table *new);

/* Free all but the changes. */
void iana_comparison_done(struct iana_comparison *c);

/* The number in OLD's pool of a string of a side. */
uint32_t iana_side_string(struct iana_comparison *c, struct iana_side *side, uint32_t id);

/* The rank of a protocol of a side. */
uint32_t iana_side_rank(struct iana_comparison *c, struct iana_side *side,
			uint32_t protocol);

/* Keep a change at one rank of a protocol; x.protocols is set later. */
void iana_comparison_add(struct iana_comparison *c, struct iana_change x);

#endif
