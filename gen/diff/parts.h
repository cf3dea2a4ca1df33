/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of a comparison share. */
#ifndef IANA_DIFF_PARTS_H
#define IANA_DIFF_PARTS_H

#include "diff/diff.h"

/* One of the two inputs, its strings as numbers of OLD's pool. */
struct iana_side {
	const struct iana_table *table;
	uint32_t *id; /* by number of its own pool; 0: not asked for yet */
};

struct iana_comparison {
	struct iana_diff *diff;
	struct iana_side old;
	struct iana_side new;
	uint32_t *protocol; /* string numbers in the order N7: their ranks */
	uint32_t n_protocols;
	uint32_t *rank; /* by string number; sound for protocols alone */
	uint8_t
	    *has_port; /* by string number: a SIDE_ bit for each that has it at a port */
	size_t n_has_port;
};

enum { IANA_SIDE_OLD = 1, IANA_SIDE_NEW = 2 };

/* A string of a side as a number of OLD's pool. */
uint32_t iana_side_string(struct iana_comparison *c, struct iana_side *side, uint32_t id);

/* Keep a change at one port and protocol, or of a gap's ports; rank may be that of none. */
void iana_diff_add(struct iana_comparison *c, enum iana_change_kind kind, uint32_t name,
		   uint32_t other, uint32_t rank, uint16_t lo, uint16_t hi, uint16_t from);

/* Names and aliases at ports. */
void iana_diff_services(struct iana_comparison *c);

/* Ports without a name. */
void iana_diff_ports(struct iana_comparison *c);

/* Names without a port; after the services. */
void iana_diff_names(struct iana_comparison *c);

/* Make one of the changes that are alike, and sort. */
void iana_diff_merge(struct iana_comparison *c);

#endif
