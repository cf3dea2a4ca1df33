/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The functions of a table that is built. */
#include "table/table.h"

#include <stdlib.h>

unsigned
iana_table_rank(const struct iana_table *table, uint32_t protocol)
{
	unsigned i = 0;

	while (i < table->n_protocols && table->protocol[i] != protocol)
		i++;
	return i;
}

void
iana_table_done(struct iana_table *table)
{
	free(table->entry);
	free(table->alias);
	free(table->elsewhere);
}
