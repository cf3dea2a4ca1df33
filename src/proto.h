/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Protocols of an index: which rank a name has, and back. */
#ifndef IANA_PROTO_H
#define IANA_PROTO_H

#include "image.h"

/* A protocol asked for. */
struct iana_proto {
	const char *entry; /* IANA_PROTOCOL_BYTES in the image; NULL: any */
	uint32_t rank;
};

/*@ predicate proto_ok(struct iana_image *im, struct iana_proto *p) =
      \valid_read(p) && (p->entry == \null ||
      in_image(im, p->entry, IANA_PROTOCOL_BYTES)); */

/* The first protocol of a mask at or after bit; 8 when there is none. */
/*@ requires bit <= 8;
    assigns \nothing;
    ensures bit <= \result <= 8; */
static inline uint32_t
iana_mask_next(uint32_t mask, uint32_t bit)
{
	/*@ loop invariant \at(bit, Pre) <= bit <= 8;
	    loop assigns bit;
	    loop variant 8 - bit; */
	while (bit < 8 && (mask >> bit & 1) == 0)
		bit++;
	return bit;
}

/*
 * The bytes of a name that an entry can hold, as one little-endian word.
 * False for longer ones.
 */
/*@ requires valid_read_string(proto);
    requires \valid(ret);
    assigns *ret; */
static inline bool
iana_proto_word(const char *proto, uint64_t *ret)
{
	char word[IANA_P_FORM + 1] = { 0 };

	/*@ loop invariant 0 <= i <= IANA_P_FORM + 1 && i <= strlen(proto);
	    loop assigns i, word[0 .. IANA_P_FORM], *ret;
	    loop variant IANA_P_FORM + 1 - i; */
	for (unsigned i = 0; i <= IANA_P_FORM; i++) {
		if (proto[i] == '\0') {
			*ret = iana_le64(word);
			return true;
		}
		word[i] = proto[i];
	}
	return false;
}

/*
 * Find a protocol's rank.
 *
 * proto   "tcp", ...; NULL gives any
 * ret     set on IANA_OK
 *
 * Errors: IANA_NOTFOUND, IANA_CORRUPT.  Cost: O(1), at most 255 comparisons;
 * tcp and udp come first.
 * Source: doc/index-format.md "Protocols".
 */
/*@ requires image_ok(im) && (proto == \null || valid_read_string(proto));
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> proto_ok(im, ret);
    ensures \result == IANA_OK && proto != \null ==> ret->entry != \null; */
enum iana_status iana_proto_find(const struct iana_image *im, const char *proto,
				 struct iana_proto *ret);

#endif
