/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks a service name, byte by byte. */
#include "ask/service_name.h"
#include "src/bytes.h"

#define SERVICE_NAME_MAX 15

bool
iana_is_service_name(const char *name)
{
	bool has_letter = false;
	char before = '-'; /* so no hyphen may come first */
	size_t n;

	for (n = 0; name[n] != '\0'; n++) {
		uint8_t c = iana_lower((uint8_t)name[n]);
		bool letter = c >= 'a' && c <= 'z';

		if (n == SERVICE_NAME_MAX ||
		    (!letter && (c < '0' || c > '9') && (c != '-' || before == '-')))
			return false;
		has_letter |= letter;
		before = name[n];
	}
	return has_letter && before != '-';
}
