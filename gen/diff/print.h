/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints the changes from one registry to another to standard output. */
#ifndef IANA_DIFF_PRINT_H
#define IANA_DIFF_PRINT_H

#include "diff/change.h"
#include "table/registry.h"

/*
 * Print the changes in groups, one for each kind, under headlines.
 *
 * stat   print only the number of changes in each group
 */
void iana_diff_print_text(const struct iana_diff *diff, bool stat);

/* The same as a JSON object; the manual page lists its keys. */
void iana_diff_print_json(const struct iana_diff *diff, const struct iana_registry *old,
			  const struct iana_registry *new, bool stat);

#endif
