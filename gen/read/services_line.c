/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes a line of services(5) text apart, as nss_files does. */
#include "read/services_line.h"
#include "base/ascii.h"

#include <stdio.h>
#include <string.h>

static void
skip_blanks(const char **s, const char *end)
{
	while (*s < end && iana_is_space((unsigned char)**s))
		++*s;
}

static struct iana_cell
take_word(const char **s, const char *end)
{
	const char *start = *s;

	while (*s < end && !iana_is_space((unsigned char)**s))
		++*s;
	return (struct iana_cell){ start, (size_t)(*s - start) };
}

static unsigned
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

/*
 * Read a port as nss_files does: strtoul(3) in base 0, then the low 16 bits by htons(3).
 * False without a number, and for a number of more than 32 bits, which nss_files refuses;
 * a number below zero counts as one of these.
 */
static bool
take_port(const char **s, const char *end, struct iana_line *ret)
{
	const char *start = *s;
	const char *p = start;
	bool negative = p < end && *p == '-';
	unsigned base = 10;
	uint64_t n = 0;
	const char *digits;

	p += p < end && (*p == '-' || *p == '+');
	if (p + 2 < end && p[0] == '0' && (p[1] | 0x20) == 'x' && digit_value(p[2]) < 16) {
		base = 16;
		p += 2;
	} else if (p < end && *p == '0') {
		base = 8;
	}
	for (digits = p; p < end && digit_value(*p) < base; p++)
		if (n <= UINT32_MAX)
			n = n * base + digit_value(*p);
	if (p == digits || n > UINT32_MAX || (negative && n != 0))
		return false;
	ret->number = (struct iana_cell){ start, (size_t)(p - start) };
	ret->port = n & 0xffff;
	ret->changed = n > 65535;
	ret->octal = base == 8 && n > 7;
	*s = p;
	return true;
}

/* Read "-6063" behind the first port of a range, if it is there. */
static void
take_last_port(const char **s, const char *end, struct iana_line *ret)
{
	struct iana_line last;
	const char *p = *s + 1;

	if (end - *s < 2 || **s != '-' || digit_value(*p) > 9 || !take_port(&p, end, &last))
		return;
	ret->is_range = true;
	ret->last_port = last.port;
	ret->number.len = (size_t)(p - ret->number.bytes);
	ret->changed |= last.changed;
	ret->octal |= last.octal;
	*s = p;
}

enum iana_line_kind
iana_line_parse(const char *s, const char *end, bool ranges, struct iana_line *ret)
{
	const char *hash = memchr(s, '#', (size_t)(end - s));

	memset(ret, 0, sizeof *ret);
	ret->comment.bytes = "";
	if (hash != NULL) {
		ret->comment = (struct iana_cell){ hash + 1, (size_t)(end - hash - 1) };
		end = hash;
	}
	skip_blanks(&s, end);
	if (s == end)
		return IANA_LINE_BLANK;
	ret->name = take_word(&s, end);
	skip_blanks(&s, end);
	if (!take_port(&s, end, ret))
		return IANA_LINE_NO_PORT;
	take_last_port(&s, end, ret);
	if (s < end && *s != '/')
		return IANA_LINE_NO_SLASH;
	while (s < end && *s == '/')
		s++;
	ret->proto = take_word(&s, end);
	ret->aliases = (struct iana_cell){ s, (size_t)(end - s) };
	return ret->is_range && !ranges ? IANA_LINE_RANGE : IANA_LINE_ENTRY;
}

struct iana_cell
iana_line_port(const struct iana_line *l, char room[static IANA_LINE_PORT_ROOM])
{
	int len;

	if (l->is_range && l->changed)
		return l->number;
	len = l->is_range
		  ? snprintf(room, IANA_LINE_PORT_ROOM, "%u-%u", l->port, l->last_port)
		  : snprintf(room, IANA_LINE_PORT_ROOM, "%u", l->port);
	return (struct iana_cell){ room, (size_t)len };
}

bool
iana_line_alias(struct iana_cell *aliases, struct iana_cell *ret)
{
	const char *s = aliases->bytes;
	const char *end = s + aliases->len;

	skip_blanks(&s, end);
	*ret = take_word(&s, end);
	*aliases = (struct iana_cell){ s, (size_t)(end - s) };
	return ret->len != 0;
}

bool
iana_line_frequency(struct iana_cell *aliases)
{
	struct iana_cell rest = *aliases;
	struct iana_cell word;

	if (!iana_line_alias(&rest, &word) || word.len < 3 || word.bytes[1] != '.' ||
	    (word.bytes[0] != '0' && word.bytes[0] != '1'))
		return false;
	for (size_t i = 2; i < word.len; i++)
		if (digit_value(word.bytes[i]) > 9)
			return false;
	*aliases = rest;
	return true;
}

struct iana_cell
iana_line_kept_from(struct iana_cell *comment)
{
	static const char label[] = " Kept from ";
	struct iana_cell name = { "", 0 };
	size_t n = sizeof label - 1;
	const char *end;

	if (comment->len < n || memcmp(comment->bytes, label, n) != 0)
		return name;
	name = (struct iana_cell){ comment->bytes + n, comment->len - n };
	*comment = (struct iana_cell){ "", 0 };
	end = memmem(name.bytes, name.len, ": ", 2);
	if (end == NULL)
		return name;
	comment->bytes = end + 2;
	comment->len = name.len - (size_t)(end + 2 - name.bytes);
	name.len = (size_t)(end - name.bytes);
	return name;
}
