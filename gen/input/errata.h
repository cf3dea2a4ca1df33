/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ill-formed names of old registries, and the names that IANA replaced them with. */
#ifndef IANA_READ_ERRATA_H
#define IANA_READ_ERRATA_H

#include <stddef.h>

/*
 * The name that IANA replaced an ill-formed one with; NULL for any other name.
 * Ill-formed means that no services(5) line can hold it; all other names keep their exact
 * bytes (rule N6).
 */
const char *iana_errata_name(const char *name, size_t len);

#endif
