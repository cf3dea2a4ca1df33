/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Little-endian loads from any address, and the one extent check. */
#ifndef IANA_BYTES_H
#define IANA_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Compilers turn each of these into one load (and a swap where needed). */
static inline uint16_t
iana_le16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t
iana_le32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

static inline uint64_t
iana_le64(const uint8_t *p)
{
	return iana_le32(p) | (uint64_t)iana_le32(p + 4) << 32;
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
