/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names at ports, as a comparison sees them. */
#ifndef IANA_DIFF_NAMES_H
#define IANA_DIFF_NAMES_H

#include "diff/parts.h"

/* A name at a port and protocol: official where it is its own service's, else an alias. */
struct iana_placed_name {
	uint32_t name;
	uint32_t service;
	uint32_t rank;
	uint32_t row;
	uint32_t seq; /* its place in the table */
	uint16_t port;
	bool paired; /* moved or renamed */
};

struct iana_placed_names {
	struct iana_placed_name *item;
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
	struct iana_placed_names old;
	struct iana_placed_names new;
	struct iana_placed_names gone; /* official names that a place has in OLD alone */
	struct iana_placed_names come; /* in NEW alone */
	struct iana_renamed *renamed;
	size_t n_renamed;
	size_t cap_renamed;
};

static inline int
iana_placed_name_order(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static inline uint64_t
iana_placed_name_place(const struct iana_placed_name *x)
{
	return (uint64_t)x->port << 32 | x->rank;
}

static inline bool
iana_placed_name_official(const struct iana_placed_name *x)
{
	return x->name == x->service;
}

/* By place and name; a name's own service first, then those it is an alias of. */
int iana_placed_names_compare(const void *a, const void *b);

/* By place and the name in OLD. */
int iana_renamed_compare(const void *a, const void *b);

void iana_placed_names_sort(struct iana_placed_names *all,
			    int (*compare)(const void *, const void *));
void iana_placed_names_push(struct iana_placed_names *to, struct iana_placed_name x);

/* Pair what went with what came: moved first, then renamed; keep the changes. */
void iana_diff_pair(struct iana_name_work *w);

#endif
