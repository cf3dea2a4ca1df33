/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parses and formats dates. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* Read a number of exactly n digits and move behind it; -1 if there are fewer. */
static long
digits(const char **s, int n)
{
	long v = 0;

	for (; n > 0; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return -1;
		v = v * 10 + (**s - '0');
	}
	return v;
}

uint32_t
iana_date_parse(const char *text)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	long year = digits(&text, 4);
	long month = 0;
	long day = 0;

	if (year < 1)
		return 0;
	if (*text == '-') {
		text++;
		month = digits(&text, 2);
		if (month < 1 || month > 12)
			return 0;
		if (*text == '-') {
			text++;
			day = digits(&text, 2);
			if (day < 1 || day > days[month - 1])
				return 0;
		}
	}
	return *text == '\0' ? (uint32_t)(year * 10000 + month * 100 + day) : 0;
}

void
iana_date_format(uint32_t date, char to[static 11])
{
	unsigned year = date / 10000 % 10000;
	unsigned month = date / 100 % 100;
	unsigned day = date % 100;

	if (date == 0)
		strcpy(to, "unknown");
	else if (month == 0)
		snprintf(to, 11, "%04u", year);
	else if (day == 0)
		snprintf(to, 11, "%04u-%02u", year, month);
	else
		snprintf(to, 11, "%04u-%02u-%02u", year, month, day);
}
