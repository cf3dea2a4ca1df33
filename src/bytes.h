/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Little-endian loads from any address, and the one extent check. */
#ifndef IANA_BYTES_H
#define IANA_BYTES_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Each load reads memory once.  Bytes of an index may change while they are
 * looked at (nss/store.h): what was checked must be what is used, so a compiler
 * may not fetch it again.
 */
typedef uint16_t __attribute__((may_alias, aligned(1))) iana_raw16;
typedef uint32_t __attribute__((may_alias, aligned(1))) iana_raw32;
typedef uint64_t __attribute__((may_alias, aligned(1))) iana_raw64;

static inline uint8_t
iana_u8(const uint8_t *p)
{
	return *(const volatile uint8_t *)p;
}

static inline uint16_t
iana_le16(const uint8_t *p)
{
	return le16toh(*(const volatile iana_raw16 *)p);
}

static inline uint32_t
iana_le32(const uint8_t *p)
{
	return le32toh(*(const volatile iana_raw32 *)p);
}

static inline uint64_t
iana_le64(const uint8_t *p)
{
	return le64toh(*(const volatile iana_raw64 *)p);
}

/* One byte in lower case; ASCII alone, whatever the locale. */
static inline uint8_t
iana_lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* Do len bytes from off lie inside total?  Subtracts, so nothing can wrap. */
static inline bool
iana_span_ok(size_t total, size_t off, size_t len)
{
	return off <= total && len <= total - off;
}

#endif
