/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The syntax of service names. */
#ifndef IANA_BASE_SERVICE_NAME_H
#define IANA_BASE_SERVICE_NAME_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Why is this no service name?  Such a name has 1 to 15 ASCII letters, digits and hyphens,
 * at least one letter, no hyphen at an end, and no two hyphens in a row.  The registry has
 * older names that are none.
 *
 * name   len bytes; need not be terminated
 *
 * Returns a phrase for a message: "has no letter"; NULL if it is one.
 * Source: RFC 6335 section 5.1; rule N9.
 */
const char *iana_service_name_fault(const char *name, size_t len);

/* Is this a service name? */
bool iana_is_service_name(const char *name);

#endif
