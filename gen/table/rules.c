/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules for single fields of a row. */
#include "table/rules.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "src/format.h"

#include <stdlib.h>
#include <string.h>

/* The first reason why services(5) cannot hold a word; NULL for none. */
static const char *
word_fault(const char *s, size_t len)
{
	if (len > IANA_NAME_MAX)
		return "has more than 255 bytes";
	for (size_t i = 0, n; i < len; i += n) {
		uint32_t c = 0;

		n = 1;
		if (s[i] > ' ' && s[i] <= '~' && s[i] != '#')
			continue; /* nearly every byte */
		n = iana_utf8_decode((const unsigned char *)s + i, len - i, &c);
		if (n == 0)
			return "is not UTF-8";
		if (iana_is_space((unsigned char)s[i]))
			return "contains white space";
		if (c == '#')
			return "contains '#'";
		if (iana_utf8_is_control(c))
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

/* Find the text in double quotes that starts at s. */
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

/* ---- protocols --------------------------------------------------------- */

/* The protocols that come first (N7); a blank protocol comes before them. */
static int
class_of(const char *protocol)
{
	static const char *const first[] = { "", "tcp", "udp", "sctp", "dccp" };
	int i = 0;

	while (i < 5 && strcmp(protocol, first[i]) != 0)
		i++;
	return i;
}

static int
compare_protocols(const void *a, const void *b, void *strings)
{
	const struct iana_pool *pool = strings;
	const char *x = iana_pool_text(pool, *(const uint32_t *)a);
	const char *y = iana_pool_text(pool, *(const uint32_t *)b);
	int by = class_of(x) - class_of(y);

	return by != 0 ? by : strcmp(x, y);
}

void
iana_protocols_sort(uint32_t *protocol, size_t n, struct iana_pool *pool)
{
	qsort_r(protocol, n, sizeof *protocol, compare_protocols, pool);
}
