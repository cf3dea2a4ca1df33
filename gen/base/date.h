/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates of a registry: a day, a month or a year. */
#ifndef IANA_BASE_DATE_H
#define IANA_BASE_DATE_H

#include <stdint.h>

/* Parse "YYYY-MM-DD", "YYYY-MM" or "YYYY" into YYYYMMDD, 00 for a missing part; else 0. */
uint32_t iana_date_parse(const char *text);

/* Write a date as iana_date_parse reads it; "unknown" for 0. */
void iana_date_format(uint32_t date, char to[static 11]);

#endif
