/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cleans prose, judges names, reads notes. */
#include "base/text.h"
#include "base/alloc.h"
#include "src/bytes.h"
#include "src/format.h"

#include <string.h>

size_t
iana_utf8_decode(const unsigned char *s, size_t len, uint32_t *ret)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = s[0] < 0x80	 ? 1
		   : s[0] < 0xc2 ? 0
		   : s[0] < 0xe0 ? 2
		   : s[0] < 0xf0 ? 3
				 : 4;
	uint32_t c = n == 1 ? s[0] : s[0] & (0xffu >> (n + 1));

	if (n == 0 || n > len || s[0] > 0xf4)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*ret = c;
	return n;
}

/* Characters that end a line, steer a terminal or turn the direction of writing. */
static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* Skip white space; counts the line ends in it (CR LF is one). */
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
 * Is none of eight bytes other than printable ASCII, and no blank next to a blank?
 * The top bit of each byte tells.  With all bytes below 0x80, adding 1 sets it for
 * 0x7f, and subtracting ' ' sets it for the first control character.
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
		/* Words overlap: each pair of neighbours is in one of them. */
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
		if (n != 0 && is_control(c)) {
			i += n;
			continue;
		}
		if (gap != 0 && out != 0)
			to[out++] = gap;
		gap = 0;
		if (n == 0) {
			memcpy(to + out, "\357\277\275", 3); /* U+FFFD */
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

		if (n == 0 || (is_control(c) && !(lines && c == '\n'))) {
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

/* The first fault of a word of a services(5) line. */
static const char *
word_fault(const char *s, size_t len)
{
	if (len > IANA_NAME_MAX)
		return "has more than 255 bytes";
	for (size_t i = 0, n; i < len; i += n) {
		uint32_t c = 0;

		n = 1;
		if (s[i] > ' ' && s[i] <= '~' && s[i] != '#')
			continue; /* as nearly all are */
		n = iana_utf8_decode((const unsigned char *)s + i, len - i, &c);
		if (n == 0)
			return "is not UTF-8";
		if (iana_is_space((unsigned char)s[i]))
			return "contains white space";
		if (c == '#')
			return "contains '#'";
		if (is_control(c))
			return "contains a control character";
	}
	return NULL;
}

const char *
iana_name_fault(const char *name, size_t len)
{
	return word_fault(name, len);
}

const char *
iana_protocol_fault(const char *proto, size_t len)
{
	if (len != 0 && memchr(proto, '/', len) != NULL)
		return "contains '/'";
	return word_fault(proto, len);
}

/* What stands in double quotes at s, if anything does. */
static bool
quoted(const char *s, const char *end, const char **ret_name, size_t *ret_len)
{
	const char *close;

	if (s == end || *s != '"')
		return false;
	close = memchr(s + 1, '"', (size_t)(end - s - 1));
	if (close == NULL || close == s + 1)
		return false;
	*ret_name = s + 1;
	*ret_len = (size_t)(close - s - 1);
	return true;
}

bool
iana_note_alias(const char *note, size_t len, const char **ret_name, size_t *ret_len)
{
	static const char *const says[] = { "alias to ", "duplicate of the " };
	const char *end = note + len;

	for (size_t k = 0; k < sizeof says / sizeof *says; k++) {
		size_t n = strlen(says[k]);
		const char *s = note;

		while ((s = memmem(s, (size_t)(end - s), says[k], n)) != NULL) {
			s += n;
			if (quoted(s, end, ret_name, ret_len))
				return true;
		}
	}
	return false;
}

bool
iana_ports_parse(const char *s, size_t len, uint32_t *ret_lo, uint32_t *ret_hi)
{
	uint32_t n[2] = { 0, 0 };
	size_t at = 0;
	int i;

	for (i = 0; i < 2; i++) {
		size_t start = at;

		for (; at < len && s[at] >= '0' && s[at] <= '9'; at++)
			if (n[i] <= 65535)
				n[i] = n[i] * 10 + (uint32_t)(s[at] - '0');
		if (at == start)
			return false;
		if (at == len)
			break;
		if (i == 1 || s[at++] != '-')
			return false;
	}
	*ret_lo = n[0];
	*ret_hi = n[i];
	return true;
}
