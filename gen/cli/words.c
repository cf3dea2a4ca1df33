/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads standard input line by line. */
#include "cli/words.h"

#include <stdio.h>
#include <string.h>

#define STDIN_NAME "standard input"
#define LINE_MAX_BYTES 4096

/* The line without white space around it. */
static char *
trim(char *line)
{
	static const char space[] = " \t\r\n\v\f";
	size_t len;

	line += strspn(line, space);
	len = strlen(line);
	while (len > 0 && strchr(space, line[len - 1]) != NULL)
		len--;
	line[len] = '\0';
	return line;
}

bool
iana_words_read(bool (*take)(const char *line, void *ctx), void *ctx,
		struct iana_report *rep)
{
	char line[LINE_MAX_BYTES + 1];
	unsigned long n = 0;
	size_t len = 0;
	int c;

	do {
		c = getchar();
		if (c != '\n' && c != EOF) {
			if (c == '\0')
				return iana_fail(rep, STDIN_NAME, n + 1,
						 "a zero byte, which no text has");
			if (len == LINE_MAX_BYTES - 1)
				return iana_fail(rep, STDIN_NAME, n + 1,
						 "a line of more than 4095 bytes");
			line[len++] = (char)c;
			continue;
		}
		n++;
		line[len] = '\0';
		len = 0;
		if (trim(line)[0] != '\0' && !take(trim(line), ctx))
			return false;
	} while (c != EOF);
	if (ferror(stdin) != 0)
		return iana_fail_errno(rep, STDIN_NAME, "cannot read");
	return true;
}
