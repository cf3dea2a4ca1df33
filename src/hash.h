/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The hash below the perfect hash of an index, for its writer and its reader. */
#ifndef IANA_HASH_H
#define IANA_HASH_H

#include "bytes.h"

/*
 * Odd numbers without a pattern: digits of the golden ratio, and of the square roots of
 * 2 and 3.  A and B have a byte that no name has: so no word of a short name is equal to
 * them, and no factor of its hash is 0.
 */
#define IANA_HASH_K UINT64_C(0x9e3779b97f4a7c15)
#define IANA_HASH_A UINT64_C(0xff6a09e667f3bcc9)
#define IANA_HASH_B UINT64_C(0xffbb67ae8584caa7)

/*
 * The last 1 to 16 bytes of a name in two words.  Each byte is in a word, some bytes in
 * more than one place.  The loads overlap, and no load passes an end.  For 4 to 16 bytes
 * no branch depends on their number.  Two names of the same length have the same words
 * if, and only if, they have the same bytes.
 */
struct iana_words {
	uint64_t a;
	uint64_t b;
};

/*@ requires 1 <= n <= 16;
    requires \valid_read(s + (0 .. n - 1));
    assigns \nothing; */
static inline struct iana_words
iana_words(const char *s, size_t n)
{
	const uint64_t high = 0x100000000u;
	size_t k = n / 8 * 4; /* 0, or 4 from 8 bytes on, or 8 at 16 */
	struct iana_words w;

	if (n < 4) {
		uint64_t x = iana_u8(s) + iana_u8(s + n / 2) * UINT64_C(0x100) +
			     iana_u8(s + n - 1) * UINT64_C(0x10000);

		/* the three bytes, again and again */
		w.a = iana_wrap_mul(x, 0x1000001000001u);
		w.b = w.a;
	} else {
		w.a = iana_le32(s) + iana_le32(s + k) * high;
		w.b = iana_le32(s + (n - 4 - k)) + iana_le32(s + (n - 4)) * high;
	}
	return w;
}

/* Are n bytes of an index those of a name?  Nobody changes the name meanwhile. */
/*@ requires 1 <= n <= 16;
    requires \valid_read(name + (0 .. n - 1));
    requires \valid_read(p + (0 .. n - 1));
    assigns \nothing; */
static inline bool
iana_same(const char *name, const char *p, size_t n)
{
	size_t k = n / 8 * 4;

	if (n < 4)
		return iana_is8(p, (uint8_t)name[0]) &&
		       iana_is8(p + n / 2, (uint8_t)name[n / 2]) &&
		       iana_is8(p + n - 1, (uint8_t)name[n - 1]);
	return iana_is32(name, iana_le32(p)) && iana_is32(name + k, iana_le32(p + k)) &&
	       iana_is32(name + (n - 4 - k), iana_le32(p + (n - 4 - k))) &&
	       iana_is32(name + (n - 4), iana_le32(p + (n - 4)));
}

/* Hash n bytes without the last 1 to 16; *ret_rest is their number. */
/*@ requires 1 <= n;
    requires \valid_read(s + (0 .. n - 1));
    requires \valid(ret_rest);
    assigns *ret_rest;
    ensures 1 <= *ret_rest <= 16 && *ret_rest <= n; */
static inline uint64_t
iana_hash_head(const char *s, size_t n, size_t *ret_rest)
{
	uint64_t h = 0;
	size_t at = 0;

	/*@ loop invariant at < n;
	    loop assigns at, h;
	    loop variant n - at; */
	for (; n - at > 16; at += 8)
		h = iana_fold_product(h ^ iana_le64(s + at) ^ IANA_HASH_A, IANA_HASH_B);
	*ret_rest = n - at;
	return h;
}

/*
 * The hash of n bytes by that of their head and by their last words.  The first product
 * alone leaves bits of the hash that some bits of a name do not change.
 */
/*@ assigns \nothing; */
static inline uint64_t
iana_hash_words(uint64_t head, struct iana_words w, size_t n)
{
	uint64_t h = iana_fold_product(head ^ w.a ^ IANA_HASH_A, w.b ^ IANA_HASH_B);

	return iana_fold_product(h ^ n, IANA_HASH_K);
}

/*
 * Hash n bytes.  Each bit of the hash depends on each bit of them.  Who knows it can
 * still make names of one hash: the sorted names of an index are for these.
 * Source: doc/index-format.md "Hash".
 */
/*@ requires 1 <= n;
    requires \valid_read(s + (0 .. n - 1));
    assigns \nothing; */
static inline uint64_t
iana_hash(const char *s, size_t n)
{
	size_t rest;
	uint64_t head = iana_hash_head(s, n, &rest);

	return iana_hash_words(head, iana_words(s + (n - rest), rest), n);
}

/* A 32-bit fraction of n, without a division. */
/*@ assigns \nothing; */
static inline uint32_t
iana_hash_scale(uint32_t fraction, uint32_t n)
{
	return (uint32_t)((uint64_t)fraction * n >> 32);
}

/* The bucket of a hash among n. */
/*@ assigns \nothing; */
static inline uint32_t
iana_hash_bucket(uint64_t h, uint32_t n)
{
	return iana_hash_scale((uint32_t)(h >> 32), n);
}

/* The slot of a hash among n, by the pilot of its bucket. */
/*@ assigns \nothing; */
static inline uint32_t
iana_hash_slot(uint64_t h, uint32_t pilot, uint32_t n)
{
	uint64_t mixed = iana_wrap_mul(h ^ iana_wrap_mul(pilot, IANA_HASH_K), IANA_HASH_K);

	return iana_hash_scale((uint32_t)(mixed >> 32), n);
}

/* The eight bits of a key's hash that its slot holds: most misses end there. */
/*@ assigns \nothing; */
static inline uint32_t
iana_hash_tag(uint64_t h)
{
	return (uint32_t)(h % 256);
}

#endif
