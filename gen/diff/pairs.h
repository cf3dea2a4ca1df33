/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pairs services of OLD with the same services of NEW: moved and renamed ones. */
#ifndef IANA_DIFF_PAIRS_H
#define IANA_DIFF_PAIRS_H

#include "diff/placed_names.h"

/* A service that was renamed. */
struct iana_renamed {
	uint64_t at; /* port and protocol: iana_placed_name_at */
	uint32_t from;
	uint32_t to;
};

struct iana_renamed_list {
	struct iana_renamed *item;
	size_t n;
	size_t cap;
};

/*
 * Pair official names that left a port and protocol with those that appeared: first moved
 * ones, then renamed ones, as diff.h says.  Marks the paired ones and adds the changes.
 *
 * gone      official names that only OLD has at their port and protocol
 * arrived   the same for NEW
 * renamed   starts all zero; its item is to be freed
 */
void iana_diff_pair(struct iana_comparison *c, struct iana_placed_names *gone,
		    struct iana_placed_names *arrived, struct iana_renamed_list *renamed);

/* The name in NEW of the service of a placed name of OLD. */
uint32_t iana_renamed_to(const struct iana_renamed_list *renamed,
			 const struct iana_placed_name *x);

#endif
