/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The checksum of an index file, and its step for other content. */
#ifndef IANA_CHECKSUM_H
#define IANA_CHECKSUM_H

#include "format.h"
#include "hash.h"

/*
 * A word of eight bytes goes into a sum.  The step is a bijection of either: so a change of
 * any one word is found.
 */
/*@ assigns \nothing; */
static inline uint64_t
iana_checksum_step(uint64_t sum, uint64_t word)
{
	sum = iana_wrap_mul(sum ^ word, IANA_HASH_K);
	return sum ^ sum >> 32;
}

/*
 * A hash of all words of eight bytes of a file but its checksum.
 *
 * size   of the file, at least IANA_HEADER_BYTES; a rest below a word is left out
 *
 * Cost: O(size).  Source: doc/index-format.md "Checksum".
 */
/*@ requires size >= IANA_HEADER_BYTES;
    requires \valid_read(bytes + (0 .. size - 1));
    assigns \nothing; */
static inline uint64_t
iana_checksum(const char *bytes, size_t size)
{
	uint64_t sum = 0;

	/*@ loop invariant 0 <= at <= size;
	    loop assigns at, sum;
	    loop variant size - at; */
	for (size_t at = 0; size - at >= 8; at += 8) {
		if (at == IANA_H_CHECKSUM)
			continue;
		sum = iana_checksum_step(sum, iana_le64(bytes + at));
	}
	return sum;
}

#endif
