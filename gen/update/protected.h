/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The list of protected services: no update takes one of them away (rule U3). */
#ifndef IANA_UPDATE_PROTECTED_H
#define IANA_UPDATE_PROTECTED_H

#include "base/report.h"

#include <stddef.h>

struct iana_protected {
	char **name;
	size_t n;
};

/*
 * Read the list: a name in each line, comments behind '#'.  Without the file there is no
 * protected service, and a warning.
 *
 * ret   starts all zero; to be freed with iana_protected_done
 *
 * Fails on a file that cannot be read, and on a line with more than a name.
 */
bool iana_protected_load(struct iana_protected *ret, const char *path,
			 struct iana_report *rep);

void iana_protected_done(struct iana_protected *list);

#endif
