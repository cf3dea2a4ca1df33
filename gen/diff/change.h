/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The changes from one registry to another. */
#ifndef IANA_DIFF_CHANGE_H
#define IANA_DIFF_CHANGE_H

#include "base/pool.h"

/* The kinds of changes, in the order in which they are printed. */
enum iana_change_kind {
	IANA_ADDED,
	IANA_REMOVED,
	IANA_RENAMED, /* another name at the same port and protocol */
	IANA_MOVED,   /* another port for the same name and protocol */
	IANA_BECAME_ALIAS,
	IANA_BECAME_OFFICIAL,
	IANA_ALIAS_ADDED,
	IANA_ALIAS_REMOVED,
	IANA_UNNAMED_ADDED, /* unnamed ports, reserved and the like (N8) */
	IANA_UNNAMED_REMOVED,
	IANA_PORTLESS_ADDED, /* names without a port (N9) */
	IANA_PORTLESS_REMOVED,
	IANA_PORTLESS_GOT_PORT,
	IANA_SERVICE_LOST_PORT,
	IANA_N_CHANGE_KINDS
};

/* The same change at some ports and protocols; strings are numbers of the pool. */
struct iana_change {
	enum iana_change_kind kind;
	uint32_t name;	/* in NEW, or in OLD if removed; of unnamed ports: description */
	uint32_t other; /* renamed: the name in OLD; of an alias: its service; else 0 */
	uint32_t protocols; /* "tcp udp", in the order N7; empty for a blank protocol */
	uint32_t rank;	    /* of the first of the protocols, in that order */
	uint16_t port_lo;   /* in NEW, or in OLD if removed */
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

#endif
