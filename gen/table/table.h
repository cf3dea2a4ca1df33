/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The service table: the entries, in the order in which they answer (N7, N10). */
#ifndef IANA_TABLE_TABLE_H
#define IANA_TABLE_TABLE_H

#include "table/policy.h"

/* One name at one port and protocol: a line of services(5). */
struct iana_entry {
	uint32_t name; /* string number in the registry's pool */
	uint32_t row;  /* the row that makes the entry, and gives it its place */
	/* The row with the details: the registry's, if one melted into an overlay's. */
	uint32_t details;
	uint32_t comment; /* string number: a description of its rows, 0 for none */
	uint32_t aliases; /* the first of n_aliases in the table's alias list */
	uint32_t n_aliases;
	uint16_t port;
	uint8_t proto; /* rank in the table's protocols */
	bool local;    /* of a joined table: no entry of the registry melted into it */
	bool unlisted; /* answers lookups alone: only at the end of a joined table (join.h)
			*/
};

/* How much the policy left out of a table, each counted by the first option that did. */
struct iana_left {
	unsigned long by_protocols; /* names at a port and protocol */
	unsigned long by_ranges;
	unsigned long by_ports;
	unsigned long others;	    /* rows without a name or without a port */
	unsigned long historic;	    /* aliases */
	unsigned long by_unique;    /* entries, in the text alone */
	unsigned long unique_names; /* names of others, there as well */
};

struct iana_table {
	const struct iana_registry *reg;  /* borrowed; outlives the table */
	const struct iana_policy *policy; /* the same */
	struct iana_entry *entry;
	size_t n_entries;
	size_t n_overlay; /* entries of overlays, at the head, in the order of their rows */
	uint32_t *alias;  /* string numbers */
	size_t n_aliases;
	uint32_t protocol[IANA_PROTOCOLS_MAX]; /* string numbers, by rank */
	unsigned n_protocols;
	unsigned long n_ranges;	  /* services on a range of ports */
	unsigned long n_unnamed;  /* rows of unnamed ports (N8) */
	unsigned long n_portless; /* names without a port (N9) */
	unsigned long n_repeated; /* names repeated at their port and protocol */
	struct iana_left left;
	bool *elsewhere;      /* of each entry, then each alias; NULL: see table/unique.h */
	unsigned long n_kept; /* names of an older registry that stay (N11) */
	unsigned long n_kept_entries; /* entries at a port that no entry had any more */
};

/*
 * As many as rows, so that the written text can be read again.  At most IANA_NAME_NUMBER,
 * as an entry may have a record of its own in the index.
 */
#define IANA_ENTRIES_MAX 1000000

/* Every table has these protocols, at these ranks. */
enum { IANA_RANK_TCP, IANA_RANK_UDP };

void iana_table_done(struct iana_table *table);

/*
 * The rank of a protocol in the table, n_protocols if no entry has it.
 *
 * protocol   string number
 */
unsigned iana_table_rank(const struct iana_table *table, uint32_t protocol);

#endif
