/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the rows and texts sections. */
#include "details.h"

#include <stdlib.h>

/* The offset of a text, written when first used; offsets are kept plus one. */
static uint32_t
text_at(const struct iana_registry *reg, uint32_t id, uint32_t *at,
	struct iana_buffer *texts)
{
	if (at[id] == 0) {
		at[id] = (uint32_t)texts->len + 1;
		iana_buffer_add(texts, reg->strings.item[id].bytes,
				reg->strings.item[id].len + (size_t)1);
	}
	return at[id] - 1;
}

uint32_t
iana_details_write(const struct iana_table *table, struct iana_buffer *rows,
		   struct iana_buffer *texts)
{
	const struct iana_registry *reg = table->reg;
	uint32_t n = 0;
	uint32_t *at = iana_calloc(reg->strings.n, sizeof *at);

	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];
		unsigned fields = 0;

		if (!iana_policy_has_row(table->policy, reg, row))
			continue;
		n++;
		for (unsigned f = 0; f < IANA_N_FIELDS; f++)
			fields |= (unsigned)(row->field[f] != 0) << f;
		iana_buffer_u16(rows, row->port_lo);
		iana_buffer_u16(rows, row->port_hi);
		iana_buffer_u16(rows, row->has_port ? IANA_ROW_PORT : 0);
		iana_buffer_u16(rows, fields);
		for (unsigned f = 0; f < IANA_N_FIELDS; f++)
			if (row->field[f] != 0)
				iana_buffer_u32(rows,
						text_at(reg, row->field[f], at, texts));
	}
	free(at);
	return n;
}
