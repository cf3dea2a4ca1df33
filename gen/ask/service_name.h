/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The syntax of service names. */
#ifndef IANA_ASK_SERVICE_NAME_H
#define IANA_ASK_SERVICE_NAME_H

#include <stdbool.h>

/*
 * Is this a service name?  Such a name has 1 to 15 ASCII letters, digits and hyphens, at
 * least one letter, no hyphen at an end, and no two hyphens in a row.  The registry has
 * older names that are none.  Source: RFC 6335 section 5.1; rule N9.
 */
bool iana_is_service_name(const char *name);

#endif
