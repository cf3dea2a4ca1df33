/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The 65,536 ports of a registry, each with its status. */
#ifndef IANA_MAP_CELLS_H
#define IANA_MAP_CELLS_H

#include "map/assignments.h"
#include "map/status.h"

/* What a registry says, in numbers; the same as the summary of convert. */
struct iana_map_counts {
	size_t n_entries;
	size_t n_aliases;
	size_t n_rows;
	size_t n_unnamed;
	size_t n_portless;
	size_t n_status[IANA_N_PORT_STATUS]; /* ports */
};

struct iana_map_cells {
	const struct iana_registry *reg; /* borrowed */
	struct iana_assignments assignments;
	struct iana_map_counts counts;
	uint8_t status[IANA_N_PORTS]; /* enum iana_port_status */
	uint32_t
	    first[IANA_N_PORTS]; /* the first assignment with a name at the port, plus 1 */
};

/*
 * Find the status of every port.
 *
 * A port with services that are not historic has the status of all their protocols
 * together.  Otherwise it is historic if it has a historic service.  Otherwise rows without
 * a name decide: reserved ones first, then de-assigned ones, then unassigned ones.  A port
 * that no row has is unassigned, or dynamic from 49152 on.
 *
 * ret   all zero; to be freed with iana_map_cells_done
 * reg   the table's registry; its pool takes new texts
 *
 * Cost: O(n log n) for n rows and entries, whatever their ranges, and O(65536).
 */
void iana_map_cells_fill(struct iana_map_cells *ret, struct iana_registry *reg,
			 const struct iana_table *table);

void iana_map_cells_done(struct iana_map_cells *cells);

/* The status that a row without a name gives to its ports, by its description. */
enum iana_port_status iana_unnamed_status(const char *description, uint16_t port);

/* How many of the ports lo to hi are assigned. */
size_t iana_map_cells_assigned(const struct iana_map_cells *cells, unsigned lo,
			       unsigned hi);

#endif
