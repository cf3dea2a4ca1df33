/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Places rows: gives each wanted service a placed row for every port and protocol. */
#ifndef IANA_TABLE_PLACE_H
#define IANA_TABLE_PLACE_H

#include "table/table.h"

/* A row at one port and protocol. */
struct iana_placed_row {
	uint64_t key; /* port, rank of the protocol, sequence: the order N7 */
	uint32_t row;
};

#define IANA_PORT_SHIFT 48
#define IANA_RANK_SHIFT 40
#define IANA_KEY(port, rank, sequence) \
	((uint64_t)(port) << IANA_PORT_SHIFT | (uint64_t)(rank) << IANA_RANK_SHIFT | \
	 (sequence))
#define IANA_KEY_PORT(key) ((uint16_t)((key) >> IANA_PORT_SHIFT))
#define IANA_KEY_RANK(key) ((uint8_t)((key) >> IANA_RANK_SHIFT))
#define IANA_KEY_GROUP(key) ((uint32_t)((key) >> IANA_RANK_SHIFT)) /* port and protocol */
#define IANA_KEY_SEQUENCE(key) ((key) & (((uint64_t)1 << IANA_RANK_SHIFT) - 1))

/*
 * All placed rows, by key: those of one port and protocol, a group, stand together.
 * Sequence numbers count from 0 in the order in which rows are placed: the levels from the
 * highest on, in each level the rows as they were read.
 */
struct iana_placed_rows {
	struct iana_placed_row *item;
	size_t n;
	size_t cap;
	size_t n_aliases; /* that the rows bring themselves, for each port again */
	size_t n_as_read; /* sequence numbers below this keep their order in the table */
};

/*
 * Place the wanted services of the table's registry, as far as its policy wants their
 * ports and protocols; count in table->left how many it does not want.
 *
 * table   its protocols are set
 * ret     starts all zero; ret->item is to be freed, also after a failure
 *
 * Fails past IANA_ENTRIES_MAX, or IANA_OWN_ALIASES_MAX for all ports.  Cost: O(n), and a
 * pass over the numbers of all ports. Source: rules N1 to N3.
 */
bool iana_rows_place(struct iana_placed_rows *ret, struct iana_table *table,
		     struct iana_report *rep);

/*
 * The order of the table (N7, N10): first the placed rows that keep their order, as they
 * were read, then all others by key.  Rows of overlays keep their order, and the rows of a
 * registry that is services(5) text.
 *
 * Returns p->n numbers of placed rows, to be freed.  Cost: O(n).
 */
uint32_t *iana_placed_order(const struct iana_placed_rows *p);

#endif
