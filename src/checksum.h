/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The checksum of an index file. */
#ifndef IANA_CHECKSUM_H
#define IANA_CHECKSUM_H

#include "format.h"

#include <stddef.h>
#include <stdint.h>

/* Continue a sum over the bytes from at to end. */
static inline uint64_t
iana_checksum_part(uint64_t h, const uint8_t *at, const uint8_t *end)
{
	for (; at < end; at++)
		h = (h ^ *at) * 0x100000001b3u;
	return h;
}

/*
 * FNV-1a, 64 bits, over the size bytes of a file without its checksum field.
 * Every step is a bijection of the sum, so a change of any one byte shows.
 * size is at least IANA_HEADER_BYTES.  Cost: O(size).
 */
static inline uint64_t
iana_checksum(const uint8_t *bytes, size_t size)
{
	const uint8_t *field = bytes + IANA_H_CHECKSUM;
	uint64_t h = iana_checksum_part(0xcbf29ce484222325u, bytes, field);

	return iana_checksum_part(h, field + 8, bytes + size);
}

#endif
