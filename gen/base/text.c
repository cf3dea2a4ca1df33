/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cleans and masks prose. */
#include "base/text.h"
#include "base/alloc.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "src/bytes.h"

#include <stdlib.h>
#include <string.h>

/* Skip white space from i on.  Counts its line ends; CR LF is one. */
static size_t
skip_space(const char *from, size_t i, size_t len, unsigned *ret_lines)
{
	*ret_lines = 0;
	for (; i < len && iana_is_space((unsigned char)from[i]); i++)
		*ret_lines += from[i] == '\n' ||
			      (from[i] == '\r' && (i + 1 == len || from[i + 1] != '\n'));
	return i;
}

#define EACH_BYTE(c) (0x0101010101010101u * (uint64_t)(c))

/*
 * Are eight bytes all printable ASCII, with no blank next to a blank?  The top bit of each
 * byte of `other` is set if the byte is not printable: if all bytes are below 0x80,
 * adding 1 sets the bit for 0x7f, and subtracting ' ' sets it for a control character.
 */
static bool
is_clean_word(uint64_t w)
{
	uint64_t top = EACH_BYTE(0x80);
	uint64_t other = w | (w + EACH_BYTE(1)) | (w - EACH_BYTE(' '));
	uint64_t inked = (w ^ EACH_BYTE(' ')) + EACH_BYTE(0x7f);

	return (other & top) == 0 && (~(inked | inked >> 8) & top >> 8) == 0;
}

bool
iana_text_is_clean(const char *text, size_t len)
{
	if (len == 0)
		return true;
	if (text[0] == ' ' || text[len - 1] == ' ')
		return false;
	if (len >= 8) {
		/* The words overlap, so that one of them has each pair of bytes. */
		for (size_t at = 0; at + 8 < len; at += 7)
			if (!is_clean_word(iana_le64(text + at)))
				return false;
		return is_clean_word(iana_le64(text + len - 8));
	}
	for (size_t i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~' ||
		    (text[i] == ' ' && text[i + 1] == ' '))
			return false;
	return true;
}

size_t
iana_text_clean(char *to, const char *from, size_t len)
{
	size_t out = 0;
	char gap = 0;

	for (size_t i = 0; i < len;) {
		uint32_t c = 0;
		size_t n;

		if (iana_is_space((unsigned char)from[i])) {
			unsigned lines;

			i = skip_space(from, i, len, &lines);
			gap = lines > 1 || gap == '\n' ? '\n' : ' ';
			continue;
		}
		n = iana_utf8_decode((const unsigned char *)from + i, len - i, &c);
		if (n != 0 && iana_utf8_is_control(c)) {
			i += n;
			continue;
		}
		if (gap != 0 && out != 0)
			to[out++] = gap;
		gap = 0;
		if (n == 0) {
			memcpy(to + out, IANA_UTF8_REPLACEMENT, 3);
			out += 3;
			i++;
			continue;
		}
		memcpy(to + out, from + i, n);
		out += n;
		i += n;
	}
	return out;
}

size_t
iana_text_first_paragraph(const char *text, size_t len)
{
	const char *end = memchr(text, '\n', len);

	return end != NULL ? (size_t)(end - text) : len;
}

char *
iana_text_file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;
	char *name = iana_calloc(IANA_TEXT_ROOM(strlen(base)) + 1, 1);
	size_t len = iana_text_clean(name, base, strlen(base));

	name[iana_text_first_paragraph(name, len)] = '\0';
	return name;
}

void
iana_text_mask(char *to, const char *from, bool lines)
{
	size_t len = strlen(from);

	while (len > 0) {
		uint32_t c = 0;
		size_t n = iana_utf8_decode((const unsigned char *)from, len, &c);

		if (n == 0 || (iana_utf8_is_control(c) && !(lines && c == '\n'))) {
			n = 1;
			*to = '?';
		} else {
			memcpy(to, from, n);
		}
		to += n;
		from += n;
		len -= n;
	}
	*to = '\0';
}

char *
iana_text_masked(const char *text, bool lines)
{
	char *safe = iana_calloc(strlen(text) + 1, 1);

	iana_text_mask(safe, text, lines);
	return safe;
}

void
iana_text_add_masked(struct iana_buffer *to, const char *text)
{
	char *safe = iana_text_masked(text, false);

	iana_buffer_puts(to, safe);
	free(safe);
}
