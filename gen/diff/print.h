/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints what differs between two registries to standard output. */
#ifndef IANA_DIFF_PRINT_H
#define IANA_DIFF_PRINT_H

#include "diff/diff.h"

/* Groups with a headline each; stat: how many changes each group has, a line a group. */
void iana_diff_print_text(const struct iana_diff *diff, bool stat);

/* The same as an object, whose keys the manual page lists. */
void iana_diff_print_json(const struct iana_diff *diff, const struct iana_registry *old,
			  const struct iana_registry *new, bool stat);

#endif
