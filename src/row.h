/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The cold part of an index: what the registry says in each of its rows. */
#ifndef IANA_ROW_H
#define IANA_ROW_H

#include "image.h"

/* A registry row; texts point into the image, UTF-8, NULL where the row is blank. */
struct iana_index_row {
	bool has_port;
	uint16_t port_lo;
	uint16_t port_hi;
	const char *field[IANA_N_FIELDS];
};

/*@ predicate fields_ok(struct iana_image *im, char **field, integer n) =
      \forall integer k; 0 <= k < n ==> field[k] == \null || in_image(im, field[k], 1); */

/*
 * The next row, in the registry's order.
 *
 * cursor   0 before the first; moved on IANA_OK only
 * ret      set on IANA_OK
 *
 * Errors: IANA_NOTFOUND after the last row, and for an image opened without its
 * details; IANA_CORRUPT.  Cost: O(1).
 * Source: doc/index-format.md "Rows".
 */
/*@ requires image_ok(im);
    requires \valid(cursor) && \valid(ret) && \separated(ret, im, cursor);
    assigns *cursor, *ret;
    ensures \result == IANA_OK ==> \old(*cursor) < *cursor <= im->size;
    ensures \result == IANA_OK ==> fields_ok(im, &ret->field[0], IANA_N_FIELDS);
    ensures \result != IANA_OK ==> *cursor == \old(*cursor); */
enum iana_status iana_row_next(const struct iana_image *im, uint32_t *cursor,
			       struct iana_index_row *ret);

#endif
