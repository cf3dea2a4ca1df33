/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The section of the table that overlays make. */
#ifndef IANA_TABLE_OVERLAY_H
#define IANA_TABLE_OVERLAY_H

#include "table/table.h"

/*
 * Move the entries of overlays to the head of the table, those of a higher level first, and
 * in the order of their rows;
 * all others keep their order.  Sets n_overlay.  Cost: O(n), and sorting the overlays'.
 * Source: N10.
 */
void iana_overlay_first(struct iana_table *table);

#endif
