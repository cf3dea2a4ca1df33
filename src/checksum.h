/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The checksum of an index file. */
#ifndef IANA_CHECKSUM_H
#define IANA_CHECKSUM_H

#include "bytes.h"
#include "format.h"

/* Continue a sum over n bytes. */
/*@ requires \valid_read(bytes + (0 .. n - 1));
    assigns \nothing; */
static inline uint64_t
iana_checksum_part(uint64_t h, const char *bytes, size_t n)
{
	/*@ loop invariant 0 <= i <= n;
	    loop assigns i, h;
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++)
		h = iana_wrap_mul(h ^ iana_u8(bytes + i), 0x100000001b3u);
	return h;
}

/*
 * FNV-1a, 64 bits, over the size bytes of a file without its checksum field.
 * Every step is a bijection of the sum, so a change of any one byte shows.
 * size is at least IANA_HEADER_BYTES.  Cost: O(size).
 */
/*@ requires size >= IANA_HEADER_BYTES;
    requires \valid_read(bytes + (0 .. size - 1));
    assigns \nothing; */
static inline uint64_t
iana_checksum(const char *bytes, size_t size)
{
	const size_t rest = IANA_H_CHECKSUM + 8;
	uint64_t h = iana_checksum_part(0xcbf29ce484222325u, bytes, IANA_H_CHECKSUM);

	return iana_checksum_part(h, bytes + rest, size - rest);
}

#endif
