/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Characters of UTF-8. */
#ifndef IANA_BASE_UTF8_H
#define IANA_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define IANA_UTF8_MARK "\357\273\277"	     /* the byte order mark */
#define IANA_UTF8_REPLACEMENT "\357\277\275" /* U+FFFD, for bytes that are not UTF-8 */

/*
 * Decode one character: returns its length, or 0 if the bytes are not UTF-8 (overlong, a
 * surrogate, beyond U+10FFFF, cut short).  len is above 0.
 */
size_t iana_utf8_decode(const unsigned char *s, size_t len, uint32_t *ret);

/* Does the character end a line, steer a terminal or change the direction of writing? */
bool iana_utf8_is_control(uint32_t c);

/* The length of the byte order mark that the bytes start with; 0 without one. */
static inline size_t
iana_utf8_mark(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, IANA_UTF8_MARK, 3) == 0 ? 3 : 0;
}

#endif
