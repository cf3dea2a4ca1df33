/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The cold part of an index: what the registry says in each of its rows. */
#ifndef IANA_DETAIL_H
#define IANA_DETAIL_H

#include "image.h"

/* A registry row; texts point into the image, UTF-8, NULL where the row is blank. */
struct iana_detail {
	bool has_port;
	uint16_t port_lo;
	uint16_t port_hi;
	const char *field[IANA_N_FIELDS];
};

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
enum iana_status iana_detail_next(const struct iana_image *im, uint32_t *cursor,
				  struct iana_detail *ret);

#endif
