/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decodes UTF-16, and encodes UTF-8. */
#include "input/utf16.h"

#include <stdint.h>
#include <string.h>

enum iana_mark
iana_mark_of(const char *bytes, size_t len)
{
	/* UTF-32 first: its mark in little endian starts with that of UTF-16. */
	if (len >= 4 && (memcmp(bytes, "\377\376\0\0", 4) == 0 ||
			 memcmp(bytes, "\0\0\376\377", 4) == 0))
		return IANA_MARK_UTF32;
	if (len >= 2 && memcmp(bytes, "\377\376", 2) == 0)
		return IANA_MARK_UTF16_LE;
	if (len >= 2 && memcmp(bytes, "\376\377", 2) == 0)
		return IANA_MARK_UTF16_BE;
	return IANA_MARK_NONE;
}

/* The code unit at s. */
static uint32_t
unit(bool big_endian, const char *s)
{
	unsigned first = (unsigned char)s[0];
	unsigned second = (unsigned char)s[1];

	return big_endian ? first << 8 | second : second << 8 | first;
}

/*
 * Decode the first character of len bytes.  Returns how many bytes it has: 0 if it goes
 * on behind them, or if it is half of a surrogate pair, which *ret_bad tells.
 */
static size_t
decode(bool big_endian, const char *s, size_t len, uint32_t *ret, bool *ret_bad)
{
	uint32_t low;

	if (len < 2)
		return 0;
	*ret = unit(big_endian, s);
	if (*ret < 0xd800 || *ret > 0xdfff)
		return 2;
	*ret_bad = *ret > 0xdbff;
	if (*ret_bad || len < 4)
		return 0;
	low = unit(big_endian, s + 2);
	*ret_bad = low < 0xdc00 || low > 0xdfff;
	if (*ret_bad)
		return 0;
	*ret = 0x10000 + ((*ret - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

/* Encode a character in UTF-8; returns how many bytes it has. */
static size_t
encode(uint32_t c, char to[static 4])
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3f));
	to[0] = (char)(first[n] | c);
	return n;
}

bool
iana_utf16_turn(bool big_endian, const char *from, size_t len, char *to, size_t room,
		size_t *ret_used, size_t *ret_made)
{
	size_t used = 0;
	size_t made = 0;
	bool bad = false;

	for (;;) {
		char utf8[4];
		uint32_t c;
		size_t n_from = decode(big_endian, from + used, len - used, &c, &bad);
		size_t n_to;

		if (n_from == 0)
			break;
		n_to = encode(c, utf8);
		if (n_to > room - made)
			break;
		memcpy(to + made, utf8, n_to);
		used += n_from;
		made += n_to;
	}
	*ret_used = used;
	*ret_made = made;
	return !bad;
}
