/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One row of a registry as a reader gives it: what the row says, not yet judged. */
#ifndef IANA_READ_RAW_ROW_H
#define IANA_READ_RAW_ROW_H

#include "base/cell.h"
#include "base/report.h"
#include "src/format.h"

/* Limits of a registry; doc/design.md, "Limits". */
#define IANA_ROWS_MAX 1000000
#define IANA_FIELD_MAX 65536 /* bytes of a cell */

struct iana_raw_row {
	unsigned long line;    /* where the row starts, from 1 */
	struct iana_cell port; /* a number, a range, or blank */
	struct iana_cell field[IANA_N_FIELDS];
	const struct iana_cell *alias; /* names beside the first: services(5) has them */
	size_t n_aliases;
	bool verbatim; /* the protocol's letters stay as they are: services(5) text */
};

/*
 * Where a reader's findings go.  take() gets each record in turn; false stops the
 * reader, the report says why.  expect() may get a cell as soon as it is read, before the
 * record that has it: time to fetch the place where it will be kept.  updated() gets the
 * date that the registry gives itself, if it does, as it is written there.  section() is
 * told that what follows is an overlay of this name, or, by a blank one, the registry
 * again: our own text says so.  It may fail as take() does.  All but take() may be NULL,
 * where nobody asks.
 */
struct iana_sink {
	bool (*take)(void *ctx, const struct iana_raw_row *rec, struct iana_report *rep);
	void (*expect)(void *ctx, struct iana_cell cell);
	void (*updated)(void *ctx, struct iana_cell date);
	bool (*section)(void *ctx, const struct iana_cell *name, struct iana_report *rep);
	void *ctx;
};

#endif
