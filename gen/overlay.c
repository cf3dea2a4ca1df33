/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts the overlays' entries from the registry's. */
#include "overlay.h"

#include <stdlib.h>
#include <string.h>

/* By rows; a row without a protocol made two entries. */
static int
compare_entries(const void *a, const void *b)
{
	const struct iana_entry *x = a;
	const struct iana_entry *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (int)x->proto - (int)y->proto;
}

void
iana_overlay_first(struct iana_table *table)
{
	const struct iana_registry *reg = table->reg;
	struct iana_entry *first;
	size_t n = 0;
	size_t kept = table->n_entries;

	table->n_overlay = 0;
	if (reg->n_sources == 1)
		return;
	first = iana_calloc(table->n_entries, sizeof *first);
	/* From the end, so that the registry's move up and none is overwritten. */
	for (size_t i = table->n_entries; i-- > 0;) {
		const struct iana_entry *e = &table->entry[i];

		if (iana_row_is_overlay(reg, &reg->row[e->row]))
			first[n++] = *e;
		else
			table->entry[--kept] = *e;
	}
	if (n != 0) {
		qsort(first, n, sizeof *first, compare_entries);
		memcpy(table->entry, first, n * sizeof *first);
	}
	table->n_overlay = n;
	free(first);
}
