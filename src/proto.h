/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Protocols of an index: which rank a name has, and back. */
#ifndef IANA_PROTO_H
#define IANA_PROTO_H

#include "image.h"

/* A protocol asked for. */
struct iana_proto {
	const uint8_t *entry; /* IANA_PROTOCOL_BYTES in the image; NULL: any */
	uint32_t rank;
};

/*
 * The bytes of a name that an entry can hold, as one little-endian word.
 * False for longer ones.
 */
static inline bool
iana_proto_word(const char *proto, uint64_t *ret)
{
	uint64_t word = 0;

	for (unsigned i = 0; i <= IANA_P_FORM; i++) {
		uint64_t c = (uint8_t)proto[i];

		if (c == 0) {
			*ret = word;
			return true;
		}
		word |= c << 8 * i;
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
enum iana_status iana_proto_find(const struct iana_image *im, const char *proto,
				 struct iana_proto *ret);

#endif
