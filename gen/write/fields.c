/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of labels, and its search. */
#include "write/fields.h"

#include <stddef.h>
#include <string.h>

const struct iana_field_name iana_shown_fields[] = {
	{ IANA_F_DESCRIPTION, NULL, "description" },
	{ IANA_F_REFERENCE, "Reference", "reference" },
	{ IANA_F_REGISTERED, "Registered", "registered" },
	{ IANA_F_MODIFIED, "Modified", "modified" },
	{ IANA_F_ASSIGNEE, "Assignee", "assignee" },
	{ IANA_F_CONTACT, "Contact", "contact" },
	{ IANA_F_SERVICE_CODE, "Service code", "service_code" },
	{ IANA_F_UNAUTHORIZED, "Unauthorized use", "unauthorized_use" },
	{ IANA_F_NOTES, "Notes", "notes" },
};

const char *
iana_fields_add(unsigned *fields, const char *list)
{
	for (const char *s = list;; s++) {
		size_t len = strcspn(s, ",");
		size_t i = 0;

		while (i < IANA_N_SHOWN_FIELDS &&
		       (strncmp(s, iana_shown_fields[i].key, len) != 0 ||
			iana_shown_fields[i].key[len] != '\0'))
			i++;
		if (i == IANA_N_SHOWN_FIELDS)
			return "is not a list of fields such as assignee,contact,notes";
		*fields |= 1u << iana_shown_fields[i].field;
		s += len;
		if (*s == '\0')
			return NULL;
	}
}
