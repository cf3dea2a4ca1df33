/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happened to ports between two registries, for pictures of the ports. */
#ifndef IANA_MAP_CHANGES_H
#define IANA_MAP_CHANGES_H

#include "base/buffer.h"
#include "diff/change.h"
#include "map/cells.h"

/* A change at some ports; texts are numbers of the pool of OLD. */
struct iana_map_change {
	enum iana_port_change kind;
	enum iana_change_kind reason;
	uint16_t lo;
	uint16_t hi;
	uint16_t other_lo; /* of a moved service: its first port on the other side */
	uint32_t protocols;
	uint32_t name;	/* of unnamed ports: their description */
	uint32_t other; /* as in struct iana_change */
};

struct iana_map_changes {
	const struct iana_pool *pool; /* borrowed */
	struct iana_map_change *item; /* by kind, then port */
	size_t n;
	size_t cap;
	size_t n_ports[IANA_N_PORT_CHANGES]; /* a port counts for each of its kinds */
	uint8_t at[IANA_N_PORTS]; /* the first kind of a port's changes, plus 1; 0: none */
	uint8_t kinds[IANA_N_PORTS]; /* a bit for each kind that the port has */
	uint32_t old_date;	     /* YYYYMMDD, 0 unknown */
};

/*
 * Take the changes at ports from a comparison.
 *
 * A service that moved is removed at its old port and added at its new one.  Ports count as
 * freed if they are unassigned or de-assigned now, and were not in OLD.
 *
 * ret    all zero; to be freed with iana_map_changes_done
 * diff   lives as long as ret
 *
 * Cost: O(n log n) for n changes.
 */
void iana_map_changes_take(struct iana_map_changes *ret, const struct iana_diff *diff,
			   const struct iana_map_cells *old,
			   const struct iana_map_cells *new);

void iana_map_changes_done(struct iana_map_changes *changes);

/* Add the words of a change, without its ports: "was http-mgmt, port 280". */
void iana_map_change_words(struct iana_buffer *to, const struct iana_map_changes *changes,
			   const struct iana_map_change *x);

/* Add "8080-8085/tcp,udp". */
void iana_map_ports_print(struct iana_buffer *to, unsigned lo, unsigned hi,
			  const char *protocols);

#endif
