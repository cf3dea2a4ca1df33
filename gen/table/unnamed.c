/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists and orders the rows without a name. */
#include "table/unnamed.h"

#include <stdlib.h>

/* Behind no protocol come the table's by rank, then those that no entry has. */
static unsigned
place_of(const struct iana_table *t, uint32_t protocol)
{
	unsigned i = 0;

	if (protocol == 0)
		return 0;
	while (i < t->n_protocols && t->protocol[i] != protocol)
		i++;
	return i < IANA_PROTOCOLS_MAX ? i + 1 : IANA_PROTOCOLS_MAX;
}

static int
compare_items(const void *a, const void *b)
{
	const struct iana_placed_row *x = a;
	const struct iana_placed_row *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

struct iana_placed_row *
iana_unnamed_list(const struct iana_table *table, size_t *ret_n)
{
	const struct iana_registry *reg = table->reg;
	struct iana_placed_row *gap = iana_calloc(table->n_unnamed, sizeof *gap);
	size_t n = 0;

	for (uint32_t r = 0; r < reg->n_rows; r++) {
		const struct iana_row *row = &reg->row[r];

		if (!row->has_port || row->field[IANA_F_NAME] != 0 ||
		    iana_row_is_overlay(reg, row) ||
		    !iana_policy_has_row(table->policy, reg, row))
			continue;
		gap[n++] = (struct iana_placed_row){
			IANA_KEY(row->port_lo, place_of(table, row->field[IANA_F_PROTOCOL]),
				 r),
			r
		};
	}
	qsort(gap, n, sizeof *gap, compare_items);
	*ret_n = n;
	return gap;
}
