/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the command with the fewest mistakes. */
#include "cli/suggest.h"
#include "base/mistakes.h"

#include <string.h>
#include <strings.h>

/* The name of the command that was meant, or NULL. */
static const char *
nearest(const char *typed)
{
	size_t len = strlen(typed);
	unsigned fewest = 1 + (unsigned)len / 4;
	const char *found = NULL;

	if (len == 0 || len > IANA_MISTAKES_MAX)
		return NULL;
	for (size_t i = 0; iana_commands[i] != NULL; i++) {
		const char *name = iana_commands[i]->name;
		unsigned n;

		if (strncasecmp(typed, name, len) == 0)
			return name;
		n = iana_mistakes(typed, name);
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
