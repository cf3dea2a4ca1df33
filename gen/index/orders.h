/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The directories of an index: ports in order, names in order, unnamed ports. */
#ifndef IANA_INDEX_ORDERS_H
#define IANA_INDEX_ORDERS_H

#include "index/rows.h"

/* Append the section of ports in order.  Cost: O(n), and a pass over all ports. */
void iana_port_order_write(struct iana_buffer *to, const struct iana_table *table,
			   const struct iana_records *records);

/*
 * Append the section of names in order.
 *
 * texts   gets the aliases
 *
 * Cost: O(n), and a sort of the distinct names.
 */
void iana_name_order_write(struct iana_buffer *to, const struct iana_table *table,
			   const struct iana_records *records, const struct iana_rows *rows,
			   struct iana_texts *texts);

/* Append the section of unnamed ports.  Cost: O(n log n). */
void iana_unnamed_tree_write(struct iana_buffer *to, const struct iana_table *table,
			     const struct iana_rows *rows);

#endif
