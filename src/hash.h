/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The hash that the index's perfect hash stands on; shared by writer and reader. */
#ifndef IANA_HASH_H
#define IANA_HASH_H

#include "bytes.h"

#define IANA_HASH_K1 0x9e3779b97f4a7c15u
#define IANA_HASH_K2 0xd6e8feb86659fd93u

static inline uint64_t
iana_hash_mix(uint64_t x)
{
	x *= IANA_HASH_K1;
	return x ^ x >> 32;
}

/* The last 0 to 7 bytes as one word; loads may overlap, never pass the end. */
static inline uint64_t
iana_hash_tail(const uint8_t *s, size_t n)
{
	if (n >= 4)
		return iana_le32(s) | (uint64_t)iana_le32(s + (n - 4)) << 32;
	if (n > 0)
		return s[0] | (uint64_t)s[n / 2] << 8 | (uint64_t)s[n - 1] << 16;
	return 0;
}

/* Hash n bytes.  Source: doc/index-format.md "Hash". */
static inline uint64_t
iana_hash(const uint8_t *s, size_t n, uint64_t seed)
{
	uint64_t h = seed ^ n * IANA_HASH_K2;

	while (n >= 8) {
		h = iana_hash_mix(h ^ iana_le64(s));
		s += 8;
		n -= 8;
	}
	return iana_hash_mix(h ^ iana_hash_tail(s, n)) * IANA_HASH_K2;
}

/* A 32-bit fraction of n, without a division. */
static inline uint32_t
iana_hash_scale(uint32_t fraction, uint32_t n)
{
	return (uint32_t)((uint64_t)fraction * n >> 32);
}

/* The bucket of a hash among n. */
static inline uint32_t
iana_hash_bucket(uint64_t h, uint32_t n)
{
	return iana_hash_scale((uint32_t)(h >> 32), n);
}

/* The slot of a hash among n, once its bucket's pilot is known. */
static inline uint32_t
iana_hash_slot(uint64_t h, uint32_t pilot, uint32_t n)
{
	return iana_hash_scale((uint32_t)((h ^ pilot * IANA_HASH_K2) * IANA_HASH_K1 >> 32),
			       n);
}

#endif
