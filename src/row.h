/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The rows of the cold part, each with its source, and the way from entries to them. */
#ifndef IANA_ROW_H
#define IANA_ROW_H

#include "cold.h"
#include "entry.h"

/* A row; its texts point into the image, UTF-8, NULL where the row is blank. */
struct iana_index_row {
	bool has_port;
	uint16_t port_lo;
	uint16_t port_hi;
	uint16_t source; /* the number of its source */
	uint32_t line;	 /* in the source's file; 0 unknown */
	const char *field[IANA_N_FIELDS];
};

/* A registry or file that rows come from. */
struct iana_index_source {
	enum iana_source_kind kind;
	const char *name; /* of its file, without the folder; "" unknown */
	uint32_t date;	  /* of a registry, YYYYMMDD, 0 unknown */
	uint32_t n_rows;  /* as the index says: not trusted */
};

/* The rows that an entry comes from. */
struct iana_origin {
	uint32_t row;	       /* the row that put the entry where it stands */
	uint32_t registry_row; /* what the registry says of it, or IANA_NO_ROW */
};

/*@ predicate fields_ok(struct iana_image *im, char **field, integer n) =
      \forall integer k; 0 <= k < n ==> field[k] == \null || in_image(im, field[k], 1); */

/*
 * A text of the cold part, by its offset.
 *
 * ret_room   set unless NULL is returned: the bytes up to the end of all texts
 *
 * NULL when the offset is outside, or when the last byte of all texts is not zero.
 */
/*@ requires image_ok(im);
    requires \valid(ret_room) && \separated(ret_room, im);
    assigns *ret_room;
    ensures \result != \null ==> 1 <= *ret_room && in_image(im, \result, *ret_room); */
const char *iana_text_read(const struct iana_image *im, uint32_t off, uint32_t *ret_room);

/*
 * Read a row by its number.
 *
 * number   from 0, in the order of the registry, then of the overlays
 * ret      set on IANA_OK
 *
 * Errors: IANA_NOTFOUND past the last row, and for an image without its cold part;
 * IANA_CORRUPT.  Cost: O(1).
 * Source: doc/index-format.md "Rows".
 */
/*@ requires image_ok(im);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> fields_ok(im, &ret->field[0], IANA_N_FIELDS);
    ensures \result == IANA_OK ==> number < im->size; */
enum iana_status iana_row_read(const struct iana_image *im, uint32_t number,
			       struct iana_index_row *ret);

/*
 * Read a source by its number.
 *
 * Errors and cost: as iana_row_read.
 * Source: doc/index-format.md "Sources".
 */
/*@ requires image_ok(im);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> in_image(im, ret->name, 1);
    ensures \result == IANA_OK ==> number < im->size; */
enum iana_status iana_source_read(const struct iana_image *im, uint32_t number,
				  struct iana_index_source *ret);

/*
 * The number of an entry, from 0, in the table's order.
 *
 * match   as a search or an enumeration gave it
 * ret     set on IANA_OK
 *
 * Errors: IANA_NOTFOUND for an image without its cold part, IANA_CORRUPT.  Cost: O(1).
 * Source: doc/index-format.md "First entries".
 */
/*@ requires image_ok(im) && match_ok(im, match);
    requires \valid(ret) && \separated(ret, im) && \separated(ret, match);
    assigns *ret; */
enum iana_status iana_entry_number(const struct iana_image *im,
				   const struct iana_match *match, uint32_t *ret);

/*
 * The rows that an entry comes from, by the entry's number.
 *
 * ret     set on IANA_OK; the row numbers are not checked
 *
 * Errors: IANA_NOTFOUND past the last entry, and for an image without its cold part;
 * IANA_CORRUPT.  Cost: O(1).
 * Source: doc/index-format.md "Origins"; rule I6.
 */
/*@ requires image_ok(im);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret; */
enum iana_status iana_origin_read(const struct iana_image *im, uint32_t entry,
				  struct iana_origin *ret);

#endif
