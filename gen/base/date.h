/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates of the registry: a day, or only a month or a year. */
#ifndef IANA_BASE_DATE_H
#define IANA_BASE_DATE_H

#include <stdint.h>

/* YYYYMMDD of "YYYY-MM-DD", of "YYYY-MM" and "YYYY" with zeros; 0 if it is none. */
uint32_t iana_date_parse(const char *text);

/* Writes "YYYY-MM-DD" (or what is known of it; "unknown") into to. */
void iana_date_format(uint32_t date, char to[static 11]);

#endif
