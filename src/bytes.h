/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Little-endian loads from any address, and the one check of an extent.
 *
 * Comments that begin with an at sign are contracts: `make proof` proves that the code
 * below keeps them (doc/reliability.md).
 */
#ifndef IANA_BYTES_H
#define IANA_BYTES_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Each load reads memory once.  Bytes of an index may change while a lookup reads them
 * (nss/store.h), so the value that was checked must be the value that is used.  IANA_ONCE
 * hides from the compiler where a number came from: it cannot load the number again.
 * With volatile loads it would compute each address by an instruction of its own.
 */
#ifndef __FRAMAC__
typedef uint16_t __attribute__((may_alias, aligned(1))) iana_raw16;
typedef uint32_t __attribute__((may_alias, aligned(1))) iana_raw32;
typedef uint64_t __attribute__((may_alias, aligned(1))) iana_raw64;

#define IANA_ONCE(v) __asm__("" : "+r"(v))

/* The same for a number of a register's size; the compiler may assume v <= max. */
#define IANA_ONCE_UPTO(v, max) \
	do { \
		IANA_ONCE(v); \
		if ((v) > (size_t)(max)) \
			__builtin_unreachable(); \
	} while (0)

static inline uint8_t
iana_u8(const char *p)
{
	size_t v = (uint8_t)*p;

	IANA_ONCE_UPTO(v, UINT8_MAX);
	return (uint8_t)v;
}

static inline uint16_t
iana_le16(const char *p)
{
	size_t v = *(const iana_raw16 *)p;

	IANA_ONCE_UPTO(v, UINT16_MAX);
	return le16toh((uint16_t)v);
}

static inline uint32_t
iana_le32(const char *p)
{
	size_t v = *(const iana_raw32 *)p;

	IANA_ONCE_UPTO(v, UINT32_MAX);
	return le32toh((uint32_t)v);
}

static inline uint64_t
iana_le64(const char *p)
{
	uint64_t v = *(const iana_raw64 *)p;

	IANA_ONCE(v);
	return le64toh(v);
}

/* The compiler may load bytes twice if they are compared and not used. */
static inline bool
iana_is32(const char *p, uint32_t v)
{
	return *(const iana_raw32 *)p == htole32(v);
}

/* The product modulo 2^64, for hashes. */
static inline uint64_t
iana_wrap_mul(uint64_t a, uint64_t b)
{
	return a * b;
}

/* Both halves of the product, joined by exclusive or, for hashes. */
static inline uint64_t
iana_fold_product(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
	uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX);
	uint64_t left = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
	uint64_t right = (a & UINT32_MAX) * (b >> 32) + (left & UINT32_MAX);

	return (right << 32 | (low & UINT32_MAX)) ^
	       ((a >> 32) * (b >> 32) + (left >> 32) + (right >> 32));
#endif
}

/* The number of the lowest bit that is set, of eight; v is not 0. */
static inline uint32_t
iana_lowest_bit(uint32_t v)
{
	return (uint32_t)__builtin_ctz(v);
}
#else
/*@ requires \valid_read(p);
    assigns \result \from *p; */
static inline uint8_t
iana_u8(const char *p)
{
	return (uint8_t)*p;
}

/* The same for the prover, which has no wide loads: each may give any number. */
/*@ requires \valid_read(p + (0 .. 1));
    assigns \result \from p[0 .. 1]; */
uint16_t iana_le16(const char *p);

/*@ requires \valid_read(p + (0 .. 3));
    assigns \result \from p[0 .. 3]; */
uint32_t iana_le32(const char *p);

/*@ requires \valid_read(p + (0 .. 7));
    assigns \result \from p[0 .. 7]; */
uint64_t iana_le64(const char *p);

/*@ requires \valid_read(p + (0 .. 3));
    assigns \result \from p[0 .. 3], v; */
bool iana_is32(const char *p, uint32_t v);

/*@ assigns \result \from a, b; */
uint64_t iana_wrap_mul(uint64_t a, uint64_t b);

/*@ assigns \result \from a, b; */
uint64_t iana_fold_product(uint64_t a, uint64_t b);

/*@ requires 1 <= v <= 255;
    assigns \result \from v;
    ensures \result <= 7; */
uint32_t iana_lowest_bit(uint32_t v);
#endif

/*@ requires \valid_read(p);
    assigns \result \from *p, v; */
static inline bool
iana_is8(const char *p, uint8_t v)
{
	return (uint8_t)*p == v;
}

/* A byte in lower case: ASCII alone, in each locale. */
/*@ assigns \nothing; */
static inline uint8_t
iana_lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* Are n bytes the same? */
/*@ requires \valid_read(a + (0 .. n - 1));
    requires \valid_read(b + (0 .. n - 1));
    assigns \nothing; */
static inline bool
iana_equal(const char *a, const char *b, size_t n)
{
	bool equal = true;

	/*@ loop invariant 0 <= i <= n;
	    loop assigns i, equal;
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++)
		equal &= iana_u8(a + i) == iana_u8(b + i);
	return equal;
}

/* Do len bytes from off lie inside total?  It subtracts, so that nothing can wrap. */
/*@ assigns \nothing;
    ensures \result <==> off + len <= total; */
static inline bool
iana_span_ok(size_t total, size_t off, size_t len)
{
	return off <= total && len <= total - off;
}

#endif
