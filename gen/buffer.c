/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A growing buffer and little-endian stores. */
#include "buffer.h"
#include "alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
iana_buffer_add(struct iana_buffer *b, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	b->bytes = iana_grow(b->bytes, &b->cap, b->len + len, 1);
	memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
}

void
iana_buffer_puts(struct iana_buffer *b, const char *text)
{
	iana_buffer_add(b, text, strlen(text));
}

void
iana_buffer_printf(struct iana_buffer *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	b->bytes = iana_grow(b->bytes, &b->cap, b->len + (size_t)n + 1, 1);
	va_start(ap, fmt);
	vsnprintf((char *)b->bytes + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

void
iana_buffer_align(struct iana_buffer *b, size_t n)
{
	while (b->len % n != 0)
		iana_buffer_u8(b, 0);
}

void
iana_put16(uint8_t *to, unsigned v)
{
	to[0] = (uint8_t)v;
	to[1] = (uint8_t)(v >> 8);
}

void
iana_put32(uint8_t *to, uint32_t v)
{
	iana_put16(to, v & 0xffff);
	iana_put16(to + 2, v >> 16);
}

void
iana_put64(uint8_t *to, uint64_t v)
{
	iana_put32(to, (uint32_t)v);
	iana_put32(to + 4, (uint32_t)(v >> 32));
}

void
iana_buffer_u8(struct iana_buffer *b, unsigned v)
{
	uint8_t byte = (uint8_t)v;

	iana_buffer_add(b, &byte, 1);
}

void
iana_buffer_u16(struct iana_buffer *b, unsigned v)
{
	uint8_t bytes[2];

	iana_put16(bytes, v);
	iana_buffer_add(b, bytes, sizeof bytes);
}

void
iana_buffer_u32(struct iana_buffer *b, uint32_t v)
{
	uint8_t bytes[4];

	iana_put32(bytes, v);
	iana_buffer_add(b, bytes, sizeof bytes);
}

void
iana_buffer_done(struct iana_buffer *b)
{
	free(b->bytes);
	memset(b, 0, sizeof *b);
}
