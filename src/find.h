/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The questions of getservbyname(3), getservbyport(3) and getservent(3), complete. */
#ifndef IANA_FIND_H
#define IANA_FIND_H

#include "entry.h"

/*
 * Find a service by name or alias.
 *
 * im      opened image, borrowed
 * name    NUL-terminated bytes
 * proto   "tcp", ...; NULL = any, the first entry in the table's order
 * ret     set on IANA_OK; points into im
 *
 * A name that stands in the table with these very bytes answers alone; any
 * other is matched again without regard to ASCII case, unless the index was
 * made with exact case.
 * Errors: IANA_NOTFOUND, IANA_CORRUPT.  Cost: O(1), three cache lines beside
 * the header's and the protocols'; O(log n) among n sorted names.
 * Source: doc/index-format.md "Names"; rules I1, I2, I5; RFC 6335 section 5.1.
 */
/*@ requires image_ok(im) && valid_read_string(name);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
enum iana_status iana_find_name(const struct iana_image *im, const char *name,
				const char *proto, struct iana_match *ret);

/*
 * The two halves of iana_find_name: match the name's own spelling alone, or match it in
 * any ASCII case, whether or not its own spelling stands in the table.  The latter gives
 * IANA_NOTFOUND for an index made with exact case.
 *
 * Errors and cost: as iana_find_name.
 */
/*@ requires image_ok(im) && valid_read_string(name);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
enum iana_status iana_find_exact(const struct iana_image *im, const char *name,
				 const char *proto, struct iana_match *ret);

/*@ requires image_ok(im) && valid_read_string(name);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
enum iana_status iana_find_folded(const struct iana_image *im, const char *name,
				  const char *proto, struct iana_match *ret);

/*
 * Find a service by port.
 *
 * port    host order; above 65535 is IANA_NOTFOUND
 * proto   as for iana_find_name
 *
 * Errors: IANA_NOTFOUND, IANA_CORRUPT.  Cost: O(1), one cache line for a miss,
 * three for a match.
 * Source: doc/index-format.md "Ports"; rules I1, I2.
 */
/*@ requires image_ok(im);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
enum iana_status iana_find_port(const struct iana_image *im, uint32_t port,
				const char *proto, struct iana_match *ret);

/*
 * The next entry of the table, in its order, listed or not.
 *
 * cursor   0 before the first; moved on IANA_OK only: the number of a record times
 *          eight, and a bit of its mask to go on from
 * ret      set on IANA_OK
 *
 * Errors: IANA_NOTFOUND after the last entry, IANA_CORRUPT.  Cost: O(1).
 */
/*@ requires image_ok(im);
    requires \valid(cursor) && \valid(ret) && \separated(ret, im, cursor);
    assigns *cursor, *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret);
    ensures \result == IANA_OK ==> \old(*cursor) < *cursor <= 8 * im->size;
    ensures \result != IANA_OK ==> *cursor == \old(*cursor); */
static inline enum iana_status
iana_find_next(const struct iana_image *im, uint32_t *cursor, struct iana_match *ret)
{
	uint32_t first = *cursor / 8 * 8; /* the cursor at the first bit of the record */
	uint32_t bit = *cursor % 8;
	uint64_t off = (uint64_t)(*cursor / 8) * IANA_RECORD_BYTES;
	const char *r = iana_section_at(im, IANA_S_RECORDS, off, IANA_RECORD_BYTES);
	uint32_t mask;

	if (!iana_span_ok(iana_section_len(im, IANA_S_RECORDS), off, IANA_RECORD_BYTES))
		return IANA_NOTFOUND;
	if (r == NULL)
		return IANA_CORRUPT;
	/* The prover does not follow the shift: 0xff tells it the bound. */
	mask = (uint32_t)iana_u8(r + IANA_R_MASK) >> bit & 0xff;
	if (mask == 0)
		return IANA_CORRUPT;
	bit += iana_lowest_bit(mask);
	ret->record = r;
	ret->rank = iana_u8(r + IANA_R_GROUP) * UINT32_C(8) + bit;
	/* Another bit of the same record, or the next record. */
	*cursor = (mask & (mask - 1)) != 0 ? first + bit + 1 : first + 8;
	return IANA_OK;
}

#endif
