/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks a service name, byte by byte. */
#include "base/service_name.h"
#include "src/bytes.h"

#include <string.h>

#define SERVICE_NAME_MAX 15

/* What a name consists of. */
struct parts {
	bool has_letter;
	bool has_other; /* neither a letter, a digit nor a hyphen */
	bool has_double_hyphen;
};

static struct parts
parts_of(const char *name, size_t len)
{
	struct parts p = { 0 };

	for (size_t i = 0; i < len; i++) {
		uint8_t c = iana_lower((uint8_t)name[i]);
		bool letter = c >= 'a' && c <= 'z';

		p.has_letter |= letter;
		p.has_other |= !letter && (c < '0' || c > '9') && c != '-';
		p.has_double_hyphen |= c == '-' && i != 0 && name[i - 1] == '-';
	}
	return p;
}

const char *
iana_service_name_fault(const char *name, size_t len)
{
	struct parts p = parts_of(name, len);

	if (len == 0)
		return "is empty";
	if (p.has_other)
		return "has a character that is no ASCII letter, digit or hyphen";
	if (len > SERVICE_NAME_MAX)
		return "has more than 15 characters";
	if (!p.has_letter)
		return "has no letter";
	if (name[0] == '-' || name[len - 1] == '-')
		return "has a hyphen at an end";
	return p.has_double_hyphen ? "has two hyphens in a row" : NULL;
}

bool
iana_is_service_name(const char *name)
{
	return iana_service_name_fault(name, strlen(name)) == NULL;
}
