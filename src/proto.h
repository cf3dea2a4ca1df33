/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Protocols of an index: the rank of a name. */
#ifndef IANA_PROTO_H
#define IANA_PROTO_H

#include "image.h"

/* The rank that stands for any protocol: ranks are less than IANA_PROTOCOLS_MAX. */
#define IANA_PROTO_ANY IANA_PROTOCOLS_MAX

/*
 * The rank of tcp or udp, or IANA_PROTO_ANY for NULL; false for other names.
 *
 * tcp is rank 0 and udp rank 1 in every index: opening checks this.  A branch predictor
 * cannot guess which of the two a caller asks for, so the rank is computed.
 */
/*@ requires proto == \null || valid_read_string(proto);
    requires \valid(ret);
    assigns *ret;
    ensures \result ==> *ret <= IANA_PROTO_ANY;
    ensures proto == \null ==> \result; */
static inline bool
iana_proto_common(const char *proto, uint32_t *ret)
{
	int rank;

	if (proto == NULL) {
		*ret = IANA_PROTO_ANY;
		return true;
	}
	rank = proto[0] - 't';
	if (rank != 0 && rank != 1)
		return false;
	*ret = (uint32_t)rank;
	return proto[1] - 'c' == rank && proto[2] == 'p' && proto[3] == '\0';
}

/*
 * Find the rank of a protocol.
 *
 * proto   its name; IANA_PROTO_ANY for NULL
 * ret     set on IANA_OK
 *
 * Errors: IANA_NOTFOUND, IANA_CORRUPT.  Cost: O(1), at most 255 comparisons.
 * Source: doc/index-format.md "Protocols".
 */
/*@ requires image_ok(im) && (proto == \null || valid_read_string(proto));
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> *ret <= IANA_PROTO_ANY; */
enum iana_status iana_proto_find(const struct iana_image *im, const char *proto,
				 uint32_t *ret);

#endif
