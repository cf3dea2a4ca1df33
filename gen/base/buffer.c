/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The larger functions of a buffer. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	vsnprintf(b->bytes + b->len, (size_t)n + 1, fmt, ap);
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
iana_buffer_done(struct iana_buffer *b)
{
	free(b->bytes);
	memset(b, 0, sizeof *b);
}
