/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ports of each name: what firewalls load. */
#ifndef IANA_WRITE_PORT_SETS_H
#define IANA_WRITE_PORT_SETS_H

#include "base/report.h"
#include "table/table.h"

/* A program that takes ports by name. */
struct iana_port_program {
	const char *name;	     /* for messages */
	const char *const *protocol; /* whose ports it knows; NULL-terminated */
	bool any_case;		     /* names that differ in ASCII case are one */
};

/* One name, an official one or an alias, at one port. */
struct iana_named_port {
	uint32_t name;	/* string number */
	uint32_t entry; /* number in the table */
	uint16_t port;
	uint8_t proto; /* rank in the table's protocols */
};

/* Sorted by name, protocol and port. */
struct iana_named_ports {
	const struct iana_table *table; /* borrowed */
	const struct iana_port_program *program;
	struct iana_named_port *item;
	size_t n;
};

/*
 * List all names of a table, to be freed with iana_named_ports_done, also after a failure.
 * Entries of a protocol that the program does not know are left out, with a counted
 * warning.  Cost: O(n log n).
 */
bool iana_named_ports_list(struct iana_named_ports *ret, const struct iana_table *table,
			   const struct iana_port_program *program,
			   struct iana_report *rep);

void iana_named_ports_done(struct iana_named_ports *list);

/* The number behind the last item that has the name of item i, and if asked its protocol.
 */
size_t iana_named_ports_end(const struct iana_named_ports *list, size_t i,
			    bool same_protocol);

/*
 * The run of adjacent ports that begins with item i; end is behind its name and protocol.
 * Returns the number of the item behind the run.
 */
size_t iana_named_ports_run(const struct iana_named_ports *list, size_t i, size_t end,
			    unsigned *ret_lo, unsigned *ret_hi);

/*
 * The description that comes first in the table, of the items from i up to end; string
 * number, 0 for none.
 */
uint32_t iana_named_ports_comment(const struct iana_named_ports *list, size_t i,
				  size_t end);

#endif
