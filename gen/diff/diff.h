/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What differs between two registries. */
#ifndef IANA_DIFF_DIFF_H
#define IANA_DIFF_DIFF_H

#include "table/table.h"

/* The groups, in the order in which they are shown. */
enum iana_change_kind {
	IANA_ADDED,
	IANA_REMOVED,
	IANA_RENAMED, /* the same port and protocol, another name */
	IANA_MOVED,   /* the same name and protocol, another port */
	IANA_BECAME_ALIAS,
	IANA_BECAME_OFFICIAL,
	IANA_ALIAS_ADDED,
	IANA_ALIAS_REMOVED,
	IANA_PORTS_ADDED,   /* ports without a name, reserved and the like (N8) */
	IANA_PORTS_REMOVED, /* no longer so */
	IANA_NAME_ADDED,    /* names without a port (N9) */
	IANA_NAME_REMOVED,
	IANA_NAME_GOT_PORT,
	IANA_NAME_LOST_PORT,
	IANA_N_CHANGE_KINDS
};

/* What happened alike at some ports and protocols; strings are numbers of the pool. */
struct iana_change {
	enum iana_change_kind kind;
	uint32_t name;	    /* in NEW; where it is gone, in OLD; of a gap, what it is */
	uint32_t other;	    /* renamed: the name in OLD; aliases: whose; else 0 */
	uint32_t protocols; /* "tcp udp", in the order N7; empty: none said */
	uint32_t rank;	    /* the place of the first of them in that order */
	uint16_t port_lo;   /* in NEW; where it is gone, in OLD */
	uint16_t port_hi;
	uint16_t from_lo; /* moved: the first port in OLD; else port_lo */
};

struct iana_diff {
	struct iana_pool *pool;	    /* the pool of OLD */
	struct iana_change *change; /* by kind, port, protocol and name */
	size_t n_changes;
	size_t cap_changes;
	size_t n_kind[IANA_N_CHANGE_KINDS];
};

/*
 * Compare two tables.
 *
 * old_reg   of the old table; its pool takes the strings of the new
 *
 * A name that goes from one port and comes at another with the same protocol has moved,
 * pairs in the order of ports.  Of the others, a name that goes and one that comes at
 * one port and protocol are one renamed: where there are several, those with the same
 * description, assignee and date first, then description, then assignee and date,
 * then in the order of the tables.  Only official names move and are renamed.  An alias
 * that a renamed service keeps is no change.
 *
 * Ports without a name count by what is said of each, however rows split them; these and
 * names without a port are compared where both inputs tell of any of the two.
 *
 * Cost: O(n log n), memory O(n).
 */
void iana_diff_tables(struct iana_diff *ret, struct iana_registry *old_reg,
		      const struct iana_table *old, const struct iana_table *new);

void iana_diff_done(struct iana_diff *diff);

#endif
