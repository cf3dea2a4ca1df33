/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Turns UTF-16 into UTF-8. */
#ifndef IANA_INPUT_UTF16_H
#define IANA_INPUT_UTF16_H

#include <stdbool.h>
#include <stddef.h>

/* The encoding that a byte order mark tells. */
enum iana_mark {
	IANA_MARK_NONE, /* also UTF-8's, which readers skip themselves */
	IANA_MARK_UTF16_LE,
	IANA_MARK_UTF16_BE,
	IANA_MARK_UTF32
};

enum iana_mark iana_mark_of(const char *bytes, size_t len);

/*
 * Turn as many whole characters as there are, and as fit, from UTF-16 into UTF-8.
 *
 * from, ret_used       len bytes; how many of them were turned
 * to, ret_made         room bytes; how many of them were written
 *
 * Stops in front of a character that from holds in part only, and of one that has no
 * room.  Returns false in front of a surrogate without its other half.
 * Cost: O(len).  Source: RFC 2781, section 2.2.
 */
bool iana_utf16_turn(bool big_endian, const char *from, size_t len, char *to, size_t room,
		     size_t *ret_used, size_t *ret_made);

#endif
