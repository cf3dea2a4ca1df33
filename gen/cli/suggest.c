/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counts the mistakes in a mistyped name. */
#include "cli/suggest.h"

#include <string.h>
#include <strings.h>

#define TYPED_MAX 20 /* no command's name is nearly so long */

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
 * How many mistakes lead from b to a, which has at most TYPED_MAX letters?
 *
 * Three rows of the usual table: n[i % 3][k] is for the first i letters of b and the first
 * k of a.
 */
static unsigned
count_mistakes(const char *a, const char *b)
{
	unsigned n[3][TYPED_MAX + 1];
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

/* The name of the command that was meant, or NULL. */
static const char *
nearest(const char *typed)
{
	size_t len = strlen(typed);
	unsigned fewest = 1 + (unsigned)len / 4;
	const char *found = NULL;

	if (len == 0 || len > TYPED_MAX)
		return NULL;
	for (size_t i = 0; iana_commands[i] != NULL; i++) {
		const char *name = iana_commands[i]->name;
		unsigned n;

		if (strncasecmp(typed, name, len) == 0)
			return name;
		n = count_mistakes(typed, name);
		if (n < fewest || (n == fewest && found == NULL)) {
			fewest = n;
			found = name;
		}
	}
	return found;
}

const struct iana_command *
iana_command_find(const char *name, struct iana_report *rep)
{
	const char *meant;

	for (size_t i = 0; iana_commands[i] != NULL; i++)
		if (strcmp(name, iana_commands[i]->name) == 0)
			return iana_commands[i];
	meant = nearest(name);
	if (meant != NULL)
		iana_fail(rep, NULL, 0,
			  "unknown command \"%.100s\"; did you mean \"%s\"? "
			  "(see iana-services --help)",
			  name, meant);
	else
		iana_fail(rep, NULL, 0,
			  "unknown command \"%.100s\" (see iana-services --help)", name);
	return NULL;
}
