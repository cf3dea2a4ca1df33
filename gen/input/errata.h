/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ill-formed names of old registries, and what IANA itself replaced them with. */
#ifndef IANA_READ_ERRATA_H
#define IANA_READ_ERRATA_H

#include <stddef.h>

/*
 * The well-formed name that took the place of an ill-formed one; NULL if none
 * is known.  Only for names that no services(5) line can hold: all others keep
 * their exact bytes (rule N6).
 */
const char *iana_errata_name(const char *name, size_t len);

#endif
