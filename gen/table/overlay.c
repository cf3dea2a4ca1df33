/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts the overlays' entries from the registry's. */
#include "table/overlay.h"

#include <stdlib.h>

/* An entry to be sorted: by its level, then by its row. */
struct place {
	uint64_t key;
	struct iana_entry entry;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	/* A row without a protocol made two entries. */
	return (int)x->entry.proto - (int)y->entry.proto;
}

void
iana_overlay_first(struct iana_table *table)
{
	const struct iana_registry *reg = table->reg;
	struct place *first;
	size_t n = 0;
	size_t kept = table->n_entries;

	table->n_overlay = 0;
	if (reg->n_sources == 1)
		return;
	first = iana_calloc(table->n_entries, sizeof *first);
	/* From the end, so that the registry's move up and none is overwritten. */
	for (size_t i = table->n_entries; i-- > 0;) {
		const struct iana_entry *e = &table->entry[i];
		enum iana_level level = iana_row_level(reg, &reg->row[e->row]);

		if (level == IANA_LEVEL_REGISTRY)
			table->entry[--kept] = *e;
		else
			first[n++] = (struct place){
				(uint64_t)(IANA_N_LEVELS - level) << 32 | e->row, *e
			};
	}
	if (n != 0)
		qsort(first, n, sizeof *first, compare_places);
	for (size_t i = 0; i < n; i++)
		table->entry[i] = first[i].entry;
	table->n_overlay = n;
	free(first);
}
