/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The checksum of an index file. */
#ifndef IANA_CHECKSUM_H
#define IANA_CHECKSUM_H

#include "format.h"

#include <stddef.h>
#include <stdint.h>

/*
 * FNV-1a, 64 bits, over the size bytes of a file without its checksum field.
 * Every step is a bijection of the sum, so a change of any one byte shows.
 * size is at least IANA_HEADER_BYTES.  Cost: O(size).
 */
static inline uint64_t
iana_checksum(const uint8_t *bytes, size_t size)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < size; i++) {
		if (i - IANA_H_CHECKSUM < 8) /* wraps for those before it */
			continue;
		h = (h ^ bytes[i]) * 0x100000001b3u;
	}
	return h;
}

#endif
