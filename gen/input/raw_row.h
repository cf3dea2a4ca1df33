/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A raw row: one row of a registry as a reader finds it, before it is judged. */
#ifndef IANA_READ_RAW_ROW_H
#define IANA_READ_RAW_ROW_H

#include "base/cell.h"
#include "base/report.h"
#include "src/format.h"

/* Limits of a registry; doc/design.md, "Limits". */
#define IANA_ROWS_MAX 1000000
#define IANA_FIELD_MAX 65536 /* bytes of a cell */

struct iana_raw_row {
	unsigned long line;    /* the first line of the row, from 1 */
	struct iana_cell port; /* a number, a range, or blank */
	struct iana_cell field[IANA_N_FIELDS];
	const struct iana_cell *alias; /* of services(5) text */
	size_t n_aliases;
	struct iana_cell
	    kept_from; /* the older registry that the row was kept from (N11) */
	/* services(5) text: keep the case of the protocol, and the order of rows (N7) */
	bool verbatim;
};

/*
 * The functions that a reader calls.  All but take() may be NULL.
 *
 * take      gets each row in turn; false stops the reader, with the reason in rep
 * expect    may get a cell before its row is complete, so that the memory where the cell
 *           will be kept can be fetched in the meantime
 * updated   gets the date of the registry, as written, if the registry has one
 * section   the rows behind this are of an overlay of this name, or, with a blank name,
 *           of the registry again; only text of our own writer has sections; may fail as
 *           take() does
 */
struct iana_sink {
	bool (*take)(void *ctx, const struct iana_raw_row *raw, struct iana_report *rep);
	void (*expect)(void *ctx, struct iana_cell cell);
	void (*updated)(void *ctx, struct iana_cell date);
	bool (*section)(void *ctx, const struct iana_cell *name, struct iana_report *rep);
	void *ctx;
};

#endif
