/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The details part of an index: what the registry says in each row. */
#ifndef IANA_INDEX_ROWS_H
#define IANA_INDEX_ROWS_H

#include "base/buffer.h"
#include "table/table.h"

/* The texts that rows use, each one's place behind those before it. */
struct iana_texts {
	uint32_t *at; /* of each string number: its offset plus one; 0: no row uses it */
	uint32_t *id; /* n string numbers in the order of their offsets */
	size_t n;
	uint32_t len;
};

/*
 * Append the rows that the table's policy wants, in the registry's order; texts, which
 * starts all zero, gets the texts they use.  Returns how many rows that were.
 */
uint32_t iana_rows_write(struct iana_buffer *to, const struct iana_table *table,
			 struct iana_texts *texts);

/* Append the texts, each once. */
void iana_texts_write(struct iana_buffer *to, const struct iana_pool *pool,
		      const struct iana_texts *texts);

void iana_texts_done(struct iana_texts *texts);

#endif
