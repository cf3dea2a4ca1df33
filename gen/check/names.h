/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks names by the rules of RFC 6335, and lists of names. */
#ifndef IANA_CHECK_NAMES_H
#define IANA_CHECK_NAMES_H

#include "check/known.h"

/*
 * Check a line of a list: one name, and perhaps a comment behind '#'.  Keeps the name.
 * False, with a fault, if there are more names than a table can hold.
 */
bool iana_check_list_line(struct iana_checked *c, struct iana_cell line);

/*
 * Check the names of all entries by RFC 6335 section 5.1.  A name that the registry has is
 * right, as it has older names that the RFC does not allow.  An alias that is no service
 * name is a warning: old names stay in use as aliases.
 */
void iana_check_names(struct iana_checked *c, struct iana_known *known);

/* Check the names of all lists: by the RFC, with each other, and with the registry. */
void iana_check_lists(struct iana_checked *c, struct iana_known *known);

#endif
