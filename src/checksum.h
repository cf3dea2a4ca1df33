/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The checksum of an index file. */
#ifndef IANA_CHECKSUM_H
#define IANA_CHECKSUM_H

#include "format.h"
#include "hash.h"

/*
 * The hash of a file without its checksum field: the hash of the bytes before the field
 * is the seed for the bytes behind it.
 *
 * size   of the file, at least IANA_HEADER_BYTES
 *
 * If size is a multiple of eight, each byte goes into one step, which is a bijection of
 * the hash: so a change of any one byte is found.  Cost: O(size), eight bytes a step.
 * Source: doc/index-format.md "Checksum".
 */
/*@ requires size >= IANA_HEADER_BYTES;
    requires \valid_read(bytes + (0 .. size - 1));
    assigns \nothing; */
static inline uint64_t
iana_checksum(const char *bytes, size_t size)
{
	const size_t rest = IANA_H_CHECKSUM + 8;

	return iana_hash(bytes + rest, size - rest, iana_hash(bytes, IANA_H_CHECKSUM, 0));
}

#endif
