/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists the unnamed ports of a registry. */
#include "table/unnamed.h"
#include "base/order.h"

#include <stdlib.h>

/* A blank protocol comes first, then the table's by rank, then all others. */
static unsigned
place_of_protocol(const struct iana_table *t, uint32_t protocol)
{
	unsigned rank = iana_table_rank(t, protocol);

	if (protocol == 0)
		return 0;
	return rank < IANA_PROTOCOLS_MAX ? rank + 1 : IANA_PROTOCOLS_MAX;
}

static int
compare_placed(const void *a, const void *b)
{
	const struct iana_placed_row *x = a;
	const struct iana_placed_row *y = b;

	return iana_order(x->key, y->key);
}

struct iana_placed_row *
iana_unnamed_list(const struct iana_table *table, size_t *ret_n)
{
	const struct iana_registry *reg = table->reg;
	struct iana_placed_row *list = iana_calloc(table->n_unnamed, sizeof *list);
	size_t n = 0;

	for (uint32_t r = 0; r < reg->n_rows; r++) {
		const struct iana_row *row = &reg->row[r];
		unsigned place;

		if (row->kind != IANA_ROW_UNNAMED || !row->wanted ||
		    iana_row_is_overlay(reg, row))
			continue;
		place = place_of_protocol(table, row->field[IANA_F_PROTOCOL]);
		list[n++] = (struct iana_placed_row){ IANA_KEY(row->port_lo, place, r), r };
	}
	qsort(list, n, sizeof *list, compare_placed);
	*ret_n = n;
	return list;
}
