/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names at ports, as a comparison sees them. */
#ifndef IANA_DIFF_NAMES_H
#define IANA_DIFF_NAMES_H

#include "diff_parts.h"

/* A name at a port and protocol: official where it is its own service's, else an alias. */
struct iana_name_claim {
	uint32_t name;
	uint32_t service;
	uint32_t rank;
	uint32_t row;
	uint32_t seq; /* its place in the table */
	uint16_t port;
	bool paired; /* moved or renamed */
};

struct iana_claim_list {
	struct iana_name_claim *item;
	size_t n;
	size_t cap;
};

/* A service that was renamed. */
struct iana_renamed {
	uint64_t place;
	uint32_t from;
	uint32_t to;
};

struct iana_name_work {
	struct iana_comparison *c;
	struct iana_claim_list old;
	struct iana_claim_list new;
	struct iana_claim_list gone; /* official names that a place has in OLD alone */
	struct iana_claim_list come; /* in NEW alone */
	struct iana_renamed *renamed;
	size_t n_renamed;
	size_t cap_renamed;
};

static inline int
iana_claim_order(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static inline uint64_t
iana_claim_place(const struct iana_name_claim *x)
{
	return (uint64_t)x->port << 32 | x->rank;
}

static inline bool
iana_claim_official(const struct iana_name_claim *x)
{
	return x->name == x->service;
}

/* By place and name; a name's own service first, then those it is an alias of. */
int iana_claims_compare(const void *a, const void *b);

/* By place and the name in OLD. */
int iana_renamed_compare(const void *a, const void *b);

void iana_claims_sort(struct iana_claim_list *all,
		      int (*compare)(const void *, const void *));
void iana_claims_push(struct iana_claim_list *to, struct iana_name_claim x);

/* Pair what went with what came: moved first, then renamed; keep the changes. */
void iana_diff_pair(struct iana_name_work *w);

#endif
