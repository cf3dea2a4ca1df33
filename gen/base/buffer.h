/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A buffer that grows at its end: writers fill it before a file is touched. */
#ifndef IANA_BASE_BUFFER_H
#define IANA_BASE_BUFFER_H

#include "base/alloc.h"

#include <stdint.h>
#include <string.h>

/* Start with all zero; free bytes at the end. */
struct iana_buffer {
	char *bytes;
	size_t len;
	size_t cap;
};

/* Inline: most callers add a known number of bytes, which takes a few instructions. */
static inline void
iana_buffer_add(struct iana_buffer *b, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	b->bytes = iana_grow(b->bytes, &b->cap, b->len + len, 1);
	memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
}

static inline void
iana_buffer_puts(struct iana_buffer *b, const char *text)
{
	iana_buffer_add(b, text, strlen(text));
}

void iana_buffer_printf(struct iana_buffer *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Write little-endian numbers over existing bytes. */
static inline void
iana_put16(char *to, unsigned v)
{
	to[0] = (char)v;
	to[1] = (char)(v >> 8);
}

static inline void
iana_put32(char *to, uint32_t v)
{
	iana_put16(to, v & 0xffff);
	iana_put16(to + 2, v >> 16);
}

static inline void
iana_put64(char *to, uint64_t v)
{
	iana_put32(to, (uint32_t)v);
	iana_put32(to + 4, (uint32_t)(v >> 32));
}

/* Add little-endian numbers at the end. */
static inline void
iana_buffer_u8(struct iana_buffer *b, unsigned v)
{
	uint8_t byte = (uint8_t)v;

	iana_buffer_add(b, &byte, 1);
}

static inline void
iana_buffer_u16(struct iana_buffer *b, unsigned v)
{
	char bytes[2];

	iana_put16(bytes, v);
	iana_buffer_add(b, bytes, sizeof bytes);
}

static inline void
iana_buffer_u32(struct iana_buffer *b, uint32_t v)
{
	char bytes[4];

	iana_put32(bytes, v);
	iana_buffer_add(b, bytes, sizeof bytes);
}

/* Add zeros up to the next multiple of n, a power of two. */
void iana_buffer_align(struct iana_buffer *b, size_t n);

void iana_buffer_done(struct iana_buffer *b);

#endif
