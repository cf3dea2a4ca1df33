/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writes the unnamed ports as a priority search tree (McCreight 1985).  The root is the
 * row with the greatest last port; the others, by first port, are halved, and each half
 * is a tree below.  So a search for the rows that touch a range leaves a part of the
 * tree at its root if no row of it can, and is done in O(log n) and O(1) for each row.
 */
#include "index/orders.h"

#include <stdlib.h>

struct tree_row {
	uint16_t first;
	uint16_t last;
	uint32_t row; /* its number in the index */
};

/* By first port, then by row. */
static int
by_first_port(const void *a, const void *b)
{
	const struct tree_row *x = a;
	const struct tree_row *y = b;

	if (x->first != y->first)
		return (int)x->first - (int)y->first;
	return (x->row > y->row) - (x->row < y->row);
}

/* The rows that have a port and no name. */
static struct tree_row *
unnamed_rows(const struct iana_registry *reg, const struct iana_rows *rows, size_t *ret_n)
{
	struct tree_row *node = iana_calloc(reg->n_rows, sizeof *node);
	size_t n = 0;

	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];

		if (rows->number[i] != IANA_NO_ROW && row->kind == IANA_ROW_UNNAMED)
			node[n++] = (struct tree_row){ row->port_lo, row->port_hi,
						       rows->number[i] };
	}
	qsort(node, n, sizeof *node, by_first_port);
	*ret_n = n;
	return node;
}

/* Put the node with the greatest last port before the others, which keep their order. */
static void
raise_root(struct tree_row *node, size_t n)
{
	size_t root = 0;
	struct tree_row raised;

	for (size_t i = 1; i < n; i++)
		if (node[i].last > node[root].last)
			root = i;
	raised = node[root];
	memmove(node + 1, node, root * sizeof *node);
	node[0] = raised;
}

/* Write a tree of n sorted nodes, the first of which has a number among all. */
static void
write_tree(struct iana_buffer *to, struct tree_row *node, size_t n, uint32_t number)
{
	size_t left = n / 2;
	uint16_t least;
	uint16_t greatest;

	if (n == 0)
		return;
	least = node[0].first;
	greatest = node[n - 1].first;
	raise_root(node, n);
	iana_buffer_u16(to, node[0].first);
	iana_buffer_u16(to, node[0].last);
	iana_buffer_u16(to, least);
	iana_buffer_u16(to, greatest);
	iana_buffer_u32(to, node[0].row);
	iana_buffer_u32(to, number + (uint32_t)n);
	write_tree(to, node + 1, left, number + 1);
	write_tree(to, node + 1 + left, n - 1 - left, number + 1 + (uint32_t)left);
}

void
iana_unnamed_tree_write(struct iana_buffer *to, const struct iana_table *table,
			const struct iana_rows *rows)
{
	size_t n;
	struct tree_row *node = unnamed_rows(table->reg, rows, &n);

	write_tree(to, node, n, 0);
	free(node);
}
