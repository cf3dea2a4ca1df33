/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Assignments: services and unnamed ports as people see them, one for all its protocols. */
#ifndef IANA_MAP_ASSIGNMENTS_H
#define IANA_MAP_ASSIGNMENTS_H

#include "table/table.h"

/* Protocols of an assignment. */
enum {
	IANA_ON_TCP = 1,
	IANA_ON_UDP = 2,
	IANA_ON_SCTP = 4,
	IANA_ON_DCCP = 8,
	IANA_ON_OTHER = 16
};

/* Texts are numbers of the registry's pool, 0 for blank. */
struct iana_assignment {
	uint16_t lo;
	uint16_t hi;
	uint8_t on;	    /* its protocols; 0: unnamed ports of any protocol */
	bool is_historic;   /* of a service: the registry calls it so */
	uint32_t name;	    /* 0: unnamed ports */
	uint32_t aliases;   /* with blanks between them */
	uint32_t protocols; /* in the order N7, with blanks between them */
	uint32_t description;
	uint32_t registered;
	uint32_t modified;
	uint32_t reference;
	uint32_t unauthorized;
	uint32_t since;	   /* the date of registration, YYYYMMDD; 0 unknown */
	uint32_t sequence; /* of its first entry or row */
};

struct iana_assignments {
	struct iana_assignment *item; /* by first port, then as the table has them */
	size_t n;
	size_t cap;
};

/*
 * List the assignments of a table.  Entries that differ in nothing but the protocol are one
 * assignment; equal ones at consecutive ports are one range.  The same holds of unnamed
 * ports, but for ranges: they are as the rows have them.
 *
 * reg   the table's registry; its pool takes the lists of aliases and protocols
 * ret   starts all zero; ret->item is to be freed
 *
 * Cost: O(n log n).
 */
void iana_assignments_list(struct iana_assignments *ret, struct iana_registry *reg,
			   const struct iana_table *table);

/* Does a text say, in any case, one of the words for services or ports of the past? */
bool iana_text_is_historic(const char *text);

#endif
