/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The hash that the index's perfect hash stands on; shared by writer and reader. */
#ifndef IANA_HASH_H
#define IANA_HASH_H

#include "bytes.h"

#define IANA_HASH_K1 0x9e3779b97f4a7c15u
#define IANA_HASH_K2 0xd6e8feb86659fd93u

/*
 * The last 1 to 16 bytes of a name in two words.  Each byte is in one of them,
 * some in more places; loads overlap and never pass the ends, and for 4 to 16
 * bytes no branch depends on how many they are.  Two names of the same length have
 * the same words just when they have the same bytes.
 */
struct iana_words {
	uint64_t a;
	uint64_t b;
};

static inline struct iana_words
iana_words(const uint8_t *s, size_t n)
{
	size_t k = n >> 3 << 2; /* 0, or 4 from 8 bytes on, or 8 at 16 */

	if (n < 4) {
		uint64_t x = (uint64_t)iana_u8(s) | (uint64_t)iana_u8(s + n / 2) << 8 |
			     (uint64_t)iana_u8(s + n - 1) << 16;

		x |= x << 24 | x << 48;
		return (struct iana_words){ x, x };
	}
	return (struct iana_words){
		(uint64_t)iana_le32(s) | (uint64_t)iana_le32(s + k) << 32,
		(uint64_t)iana_le32(s + n - 4 - k) | (uint64_t)iana_le32(s + n - 4) << 32,
	};
}

/* How the hash of n bytes starts. */
static inline uint64_t
iana_hash_seed(size_t n, uint64_t seed)
{
	return seed ^ n * IANA_HASH_K2;
}

/* Mix all but the last 1 to 16 of n bytes into the seed; moves s and n there. */
static inline uint64_t
iana_hash_head(const uint8_t **s, size_t *n, uint64_t seed)
{
	uint64_t h = iana_hash_seed(*n, seed);

	for (; *n > 16; *n -= 8, *s += 8) {
		h = (h ^ iana_le64(*s)) * IANA_HASH_K1;
		h ^= h >> 32;
	}
	return h;
}

static inline uint64_t
iana_hash_words(struct iana_words w, uint64_t head)
{
	uint64_t h = (head ^ w.a) * IANA_HASH_K1;

	h = (h ^ h >> 32 ^ w.b) * IANA_HASH_K2;
	return h ^ h >> 32;
}

/* Hash n bytes, at least one.  Source: doc/index-format.md "Hash". */
static inline uint64_t
iana_hash(const uint8_t *s, size_t n, uint64_t seed)
{
	uint64_t head = iana_hash_head(&s, &n, seed);

	return iana_hash_words(iana_words(s, n), head);
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

/* Eight bits that a slot keeps of its key's hash: most misses end there. */
static inline uint32_t
iana_hash_mark(uint64_t h)
{
	return (uint32_t)h & 0xff;
}

#endif
