/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counts the mistakes in a mistyped name. */
#include "base/mistakes.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool
same_letter(char a, char b)
{
	return strncasecmp(&a, &b, 1) == 0;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * Three rows of the usual table: n[i % 3][k] is for the first i letters of b and the first
 * k of a.
 */
unsigned
iana_mistakes(const char *a, const char *b)
{
	unsigned n[3][IANA_MISTAKES_MAX + 1];
	size_t len = strlen(a);
	size_t i = 0;

	for (size_t k = 0; k <= len; k++)
		n[0][k] = (unsigned)k;
	for (; b[i] != '\0'; i++) {
		const unsigned *before = n[i % 3];
		const unsigned *earlier = n[(i + 2) % 3];
		unsigned *now = n[(i + 1) % 3];

		now[0] = (unsigned)i + 1;
		for (size_t k = 0; k < len; k++) {
			now[k + 1] = least(before[k] + !same_letter(a[k], b[i]),
					   least(before[k + 1], now[k]) + 1);
			if (i > 0 && k > 0 && same_letter(a[k], b[i - 1]) &&
			    same_letter(a[k - 1], b[i]))
				now[k + 1] = least(now[k + 1], earlier[k - 1] + 1);
		}
	}
	return n[i % 3][len];
}
