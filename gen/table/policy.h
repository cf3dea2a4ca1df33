/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The policy of convert: which rows of a registry are wanted, and how they are written. */
#ifndef IANA_TABLE_POLICY_H
#define IANA_TABLE_POLICY_H

#include "table/registry.h"

enum iana_comments { IANA_COMMENTS_UTF8, IANA_COMMENTS_ASCII, IANA_COMMENTS_NONE };

/* All zero is the default: every row.  A policy does not affect overlays. */
struct iana_policy {
	char *protocols; /* the names that protocol[] points to; NULL: all protocols */
	const char *protocol[IANA_PROTOCOLS_MAX];
	unsigned n_protocols;
	uint32_t *ports_below; /* of each port: how many lower ones are wanted; NULL: all */
	bool first_of_range;   /* a named range gives only its first port (N3) */
	bool drop_historic;    /* no aliases (N6) */
	bool unnamed;	       /* write unnamed ports as comments (N8) */
	bool unique;	       /* the text has each name once for each protocol */
	enum iana_comments comments;
};

/*
 * Set a part of the policy from the argument of an option.  Returns NULL, or a phrase for
 * a message about the argument.
 *
 * protocols  names separated by commas, in any case
 * ports      ports and ranges separated by commas: 22,80,6000-6063
 * ranges     expand or first
 * historic   alias or drop
 * comments   none, ascii or utf8
 */
const char *iana_policy_protocols(struct iana_policy *p, const char *arg);
const char *iana_policy_ports(struct iana_policy *p, const char *arg);
const char *iana_policy_ranges(struct iana_policy *p, const char *arg);
const char *iana_policy_historic(struct iana_policy *p, const char *arg);
const char *iana_policy_comments(struct iana_policy *p, const char *arg);

void iana_policy_done(struct iana_policy *p);

/* Is a protocol wanted? */
bool iana_policy_has_protocol(const struct iana_policy *p, const char *name);

/* How many of the ports lo to hi are wanted.  Cost: O(1). */
static inline uint32_t
iana_policy_n_ports(const struct iana_policy *p, uint32_t lo, uint32_t hi)
{
	return p->ports_below == NULL ? hi - lo + 1
				      : p->ports_below[hi + 1] - p->ports_below[lo];
}

/*
 * Is anything of a row wanted?  A row of an overlay always is.  A blank protocol
 * means tcp and udp for a service (N2), and any protocol for other rows.  If the policy
 * chooses ports, it wants no name without a port.  iana_table_build asks this once for each
 * row, and keeps the answer in row->wanted.
 */
bool iana_policy_wants(const struct iana_policy *p, const struct iana_registry *reg,
		       const struct iana_row *row);

/* Warn of each protocol of the policy that no row of the registry has. */
bool iana_policy_warn(const struct iana_policy *p, const struct iana_registry *reg,
		      struct iana_report *rep);

#endif
