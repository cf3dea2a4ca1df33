/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the rows and texts sections. */
#include "index/rows.h"

#include <stdlib.h>

/* The offset of a text, which gets one when first used. */
static uint32_t
text_at(struct iana_texts *texts, const struct iana_pool *pool, uint32_t id)
{
	if (texts->at[id] == 0) {
		texts->at[id] = texts->len + 1;
		texts->id[texts->n++] = id;
		texts->len += pool->item[id].len + 1;
	}
	return texts->at[id] - 1;
}

uint32_t
iana_rows_write(struct iana_buffer *to, const struct iana_table *table,
		struct iana_texts *texts)
{
	const struct iana_registry *reg = table->reg;
	uint32_t n = 0;

	texts->at = iana_calloc(reg->pool.n, sizeof *texts->at);
	texts->id = iana_calloc(reg->pool.n, sizeof *texts->id);
	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];
		unsigned fields = 0;

		if (!row->wanted)
			continue;
		n++;
		for (unsigned f = 0; f < IANA_N_FIELDS; f++)
			fields |= (unsigned)(row->field[f] != 0) << f;
		iana_buffer_u16(to, row->port_lo);
		iana_buffer_u16(to, row->port_hi);
		iana_buffer_u16(to, iana_row_has_port(row) ? IANA_ROW_PORT : 0);
		iana_buffer_u16(to, fields);
		for (unsigned f = 0; f < IANA_N_FIELDS; f++)
			if (row->field[f] != 0)
				iana_buffer_u32(to,
						text_at(texts, &reg->pool, row->field[f]));
	}
	return n;
}

void
iana_texts_write(struct iana_buffer *to, const struct iana_pool *pool,
		 const struct iana_texts *texts)
{
	for (size_t i = 0; i < texts->n; i++) {
		const struct iana_pool_string *s = &pool->item[texts->id[i]];

		iana_buffer_add(to, s->bytes, s->len + (size_t)1);
	}
}

void
iana_texts_done(struct iana_texts *texts)
{
	free(texts->at);
	free(texts->id);
}
