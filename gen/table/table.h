/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The service table: entries in the order that answers (N7, N10). */
#ifndef IANA_TABLE_TABLE_H
#define IANA_TABLE_TABLE_H

#include "table/policy.h"

/* One name at one port and protocol: a line of services(5). */
struct iana_entry {
	uint32_t name; /* number in the registry's pool */
	uint32_t row;  /* the row that put it where it stands */
	uint32_t
	    details; /* the row that says most of it: the registry's if one melted in */
	uint32_t comment; /* string number: a description of its rows, 0 for none */
	uint32_t aliases; /* the first of n_aliases in the table's alias list */
	uint32_t n_aliases;
	uint16_t port;
	uint8_t proto; /* rank in the table's protocols */
};

/* What a policy left out of a table, by the first option that did. */
struct iana_left {
	unsigned long by_protocols; /* names at a port and protocol */
	unsigned long by_ranges;
	unsigned long by_ports;
	unsigned long others;	/* rows without a name or without a port */
	unsigned long historic; /* aliases */
};

struct iana_table {
	const struct iana_registry *reg;  /* borrowed; outlives the table */
	const struct iana_policy *policy; /* as well */
	struct iana_entry *entry;
	size_t n_entries;
	size_t n_overlay; /* of them from overlays, at the head, in the order of rows */
	uint32_t *alias;  /* string numbers */
	size_t n_aliases;
	uint32_t protocol[IANA_PROTOCOLS_MAX]; /* string numbers, in rank order */
	unsigned n_protocols;
	unsigned long n_ranges;	  /* rows that name a range of ports */
	unsigned long n_unnamed;  /* rows without a name (N8) */
	unsigned long n_portless; /* names without a port (N9) */
	unsigned long n_repeated; /* names that stood at their port and protocol before */
	struct iana_left left;
	unsigned long n_kept;	 /* names of an older registry that stay (N11) */
	unsigned long n_dropped; /* and those with no entry left to stay with */
};

#define IANA_ENTRIES_MAX 4000000 /* below IANA_NAME_NUMBER, as a record has an entry */

/*
 * Normalise a registry, and its overlays, by rules N1 to N10.
 *
 * policy   what of the registry is wanted; NULL for all of it
 *
 * Warns of aliases whose target does not stand, of repeated entries, and of protocols
 * of the policy that no record has.  Fails past a limit of doc/design.md, and when
 * no entry is left.  Cost: O(n), and a pass over the
 * numbers of all ports.
 */
bool iana_table_build(struct iana_table *table, struct iana_registry *reg,
		      const struct iana_policy *policy, struct iana_report *rep);

void iana_table_done(struct iana_table *table);

/* The place of a protocol in N7: 0 to 3 for the four of old, 4 for all others. */
int iana_protocol_place(const char *name);

#endif
