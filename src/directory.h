/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The directories of the cold part: all records of a port, all owners of a name, all
 * unnamed ports of a range.  A search through the hot part gives one entry alone.
 */
#ifndef IANA_DIRECTORY_H
#define IANA_DIRECTORY_H

#include "cold.h"

/* Who has a name: a record, or a row that has no port. */
struct iana_owner {
	bool is_row;
	uint32_t number; /* of the record or the row: not checked */
};

/*
 * The place of the first record of a port or of a later port, for iana_port_next.
 *
 * ret_cursor   set on IANA_OK
 *
 * Errors: IANA_NOTFOUND for an image without its cold part, IANA_CORRUPT.
 * Cost: O(log n).  Source: doc/index-format.md "Ports in order".
 */
/*@ requires image_ok(im);
    requires \valid(ret_cursor) && \separated(ret_cursor, im);
    assigns *ret_cursor; */
enum iana_status iana_port_start(const struct iana_image *im, uint32_t port,
				 uint32_t *ret_cursor);

/*
 * The next record of the ports up to hi: by port, then in the table's order.
 *
 * cursor       from iana_port_start; moved by one on IANA_OK only
 * ret_record   set on IANA_OK: the number of a record
 *
 * Errors: IANA_NOTFOUND behind the last one, IANA_CORRUPT.  Cost: O(1).
 */
/*@ requires image_ok(im);
    requires \valid(cursor) && \valid(ret_record);
    requires \separated(cursor, ret_record, im);
    assigns *cursor, *ret_record;
    ensures \result == IANA_OK ==> *cursor == \old(*cursor) + 1 && *cursor <= im->size;
    ensures \result != IANA_OK ==> *cursor == \old(*cursor); */
enum iana_status iana_port_next(const struct iana_image *im, uint32_t hi, uint32_t *cursor,
				uint32_t *ret_record);

/*
 * The place of the first owner of a name, for iana_name_next.
 *
 * name         NUL-terminated bytes
 * any_case     compare without regard to ASCII case
 * ret_cursor   set on IANA_OK
 *
 * Errors: IANA_NOTFOUND for an image without its cold part, IANA_CORRUPT.
 * Cost: O(log n).  Source: doc/index-format.md "Names in order"; rule I5.
 */
/*@ requires image_ok(im) && valid_read_string(name);
    requires \valid(ret_cursor) && \separated(ret_cursor, im);
    assigns *ret_cursor; */
enum iana_status iana_name_start(const struct iana_image *im, const char *name,
				 bool any_case, uint32_t *ret_cursor);

/*
 * The next owner of a name.  Owners of one spelling come in order: records, then rows,
 * each by number.  Owners of several spellings come spelling by spelling.
 *
 * cursor   from iana_name_start; moved by one on IANA_OK only
 * ret      set on IANA_OK
 *
 * Errors: IANA_NOTFOUND behind the last one, IANA_CORRUPT.  Cost: O(1).
 */
/*@ requires image_ok(im) && valid_read_string(name);
    requires \valid(cursor) && \valid(ret) && \separated(cursor, ret, im);
    assigns *cursor, *ret;
    ensures \result == IANA_OK ==> *cursor == \old(*cursor) + 1 && *cursor <= im->size;
    ensures \result != IANA_OK ==> *cursor == \old(*cursor); */
enum iana_status iana_name_next(const struct iana_image *im, const char *name,
				bool any_case, uint32_t *cursor, struct iana_owner *ret);

/*
 * The next row without a name that has a port of the range lo to hi.
 *
 * cursor    0 before the first; moved on IANA_OK only
 * ret_row   set on IANA_OK: the number of a row, in no order
 *
 * Errors: IANA_NOTFOUND behind the last one, and for an image without its cold part;
 * IANA_CORRUPT.  Cost: O(log n) and O(1) for each row, over a whole walk; whatever
 * the bytes, a walk looks at each node of the tree once at most.
 * Source: doc/index-format.md "Unnamed ports".
 */
/*@ requires image_ok(im);
    requires \valid(cursor) && \valid(ret_row) && \separated(cursor, ret_row, im);
    assigns *cursor, *ret_row;
    ensures \result == IANA_OK ==> \old(*cursor) < *cursor <= im->size;
    ensures \result != IANA_OK ==> *cursor == \old(*cursor); */
enum iana_status iana_unnamed_next(const struct iana_image *im, uint32_t lo, uint32_t hi,
				   uint32_t *cursor, uint32_t *ret_row);

#endif
