/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ASCII: its white space, and ASCII for text in UTF-8.  The locale has no influence. */
#ifndef IANA_BASE_ASCII_H
#define IANA_BASE_ASCII_H

#include "base/buffer.h"

#include <stdbool.h>

static inline bool
iana_is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* iana_ascii_add adds at most this many bytes for len bytes of UTF-8. */
#define IANA_ASCII_ROOM(len) ((len)*2)

/*
 * Add a cleaned text in ASCII.  Latin letters lose their accents or become two letters
 * (ae, ss).  Dashes, quotes and common signs become what people type instead.  Combining
 * marks go; any other character becomes '?'.  Cost: O(len).
 */
void iana_ascii_add(struct iana_buffer *to, const char *text, size_t len);

#endif
