/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Placed names: every name and alias at a port and protocol of one side. */
#ifndef IANA_DIFF_PLACED_NAMES_H
#define IANA_DIFF_PLACED_NAMES_H

#include "diff/sides.h"

/* A name at a port and protocol.  It is official if it names the service itself. */
struct iana_placed_name {
	uint32_t name;
	uint32_t service; /* the service's official name */
	uint32_t rank;
	uint32_t row;
	uint32_t entry; /* its number in the table */
	uint16_t port;
	bool paired; /* with the same service of the other side: moved or renamed */
};

struct iana_placed_names {
	struct iana_placed_name *item;
	size_t n;
	size_t cap;
};

/* Port and protocol as one number. */
static inline uint64_t
iana_placed_name_at(const struct iana_placed_name *x)
{
	return (uint64_t)x->port << 32 | x->rank;
}

static inline bool
iana_placed_name_official(const struct iana_placed_name *x)
{
	return x->name == x->service;
}

/* A change of a placed name; other as in struct iana_change. */
static inline struct iana_change
iana_placed_name_change(enum iana_change_kind kind, const struct iana_placed_name *x,
			uint32_t other)
{
	return (struct iana_change){ .kind = kind,
				     .name = x->name,
				     .other = other,
				     .rank = x->rank,
				     .port_lo = x->port,
				     .port_hi = x->port,
				     .from_lo = x->port };
}

/* Collect all placed names of a side, sorted, each once for each service. */
struct iana_placed_names iana_placed_names_collect(struct iana_comparison *c,
						   struct iana_side *side);

void iana_placed_names_push(struct iana_placed_names *to, struct iana_placed_name x);

/*
 * Sort by port, protocol and name.  Of equal ones the official comes first, then aliases
 * by service, then in the order of the table.
 */
void iana_placed_names_sort(struct iana_placed_names *all);

/* Sort by name, protocol and port. */
void iana_placed_names_sort_by_name(struct iana_placed_names *all);

#endif
