/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A question of `lookup`, and what an index answers to it. */
#ifndef IANA_ASK_QUERY_H
#define IANA_ASK_QUERY_H

#include "base/report.h"
#include "src/entry.h"
#include "src/row.h"

/* Ports lo to hi, or a name; either with a protocol or for any. */
struct iana_query {
	const char *text; /* as asked; borrowed */
	bool ports;
	uint32_t lo;
	uint32_t hi;
	char *name;  /* NULL for ports; owned */
	char *proto; /* NULL for any; owned */
};

/* One answer: an entry with what the registry says of it, or a row alone. */
struct iana_answer {
	const struct iana_index_entry *view; /* NULL: no service answers by this row */
	const struct iana_index_row *detail; /* NULL: the index has no details */
};

/* All rows of an index, found by name and port. */
struct iana_rows;

struct iana_rows *iana_rows_load(const struct iana_image *im);
void iana_rows_free(struct iana_rows *rows);

/*
 * Understand 22, 6000-6063, ssh, 53/udp, smtp/tcp, and names that hold a slash
 * and stand in the index (914c/g).
 * ret is to be freed by iana_query_done.  Fails on a port above 65535 and on a
 * range that ends before it starts.
 */
bool iana_query_parse(const struct iana_image *im, const struct iana_rows *rows,
		      const char *text, struct iana_query *ret, struct iana_report *rep);
void iana_query_done(struct iana_query *q);

/*
 * Give every answer to take(): entries in the table's order, then rows without
 * a service. Names match exactly, else without regard to case.
 * Returns how many there were.  Cost: O(size of the index).
 */
size_t iana_query_run(const struct iana_image *im, const struct iana_rows *rows,
		      const struct iana_query *q,
		      void (*take)(const struct iana_answer *answer, void *ctx), void *ctx);

#endif
