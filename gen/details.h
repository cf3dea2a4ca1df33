/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The details part of an index: what the registry says in each row. */
#ifndef IANA_DETAILS_H
#define IANA_DETAILS_H

#include "buffer.h"
#include "table.h"

/*
 * Write the rows that the table's policy wants, in the registry's order, and every text
 * they use once.  Returns how many rows that were.
 */
uint32_t iana_details_write(const struct iana_table *table, struct iana_buffer *rows,
			    struct iana_buffer *texts);

#endif
