/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes that grow at the end: what a writer fills before anything is written. */
#ifndef IANA_BUFFER_H
#define IANA_BUFFER_H

#include <stddef.h>
#include <stdint.h>

/* Start with all zero; free bytes at the end. */
struct iana_buffer {
	uint8_t *bytes;
	size_t len;
	size_t cap;
};

void iana_buffer_add(struct iana_buffer *b, const void *bytes, size_t len);
void iana_buffer_puts(struct iana_buffer *b, const char *text);
void iana_buffer_printf(struct iana_buffer *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Little-endian numbers. */
void iana_buffer_u8(struct iana_buffer *b, unsigned v);
void iana_buffer_u16(struct iana_buffer *b, unsigned v);
void iana_buffer_u32(struct iana_buffer *b, uint32_t v);

/* Add zeros up to the next multiple of n, a power of two. */
void iana_buffer_align(struct iana_buffer *b, size_t n);

/* Overwrite at an offset below len. */
void iana_put16(uint8_t *to, unsigned v);
void iana_put32(uint8_t *to, uint32_t v);
void iana_put64(uint8_t *to, uint64_t v);

void iana_buffer_done(struct iana_buffer *b);

#endif
