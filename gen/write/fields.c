/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of labels. */
#include "write/fields.h"

#include <stddef.h>

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
