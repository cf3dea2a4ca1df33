/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the changes from one registry to another. */
#ifndef IANA_DIFF_PRINT_H
#define IANA_DIFF_PRINT_H

#include "base/buffer.h"
#include "diff/change.h"
#include "table/registry.h"

/*
 * Add the changes in groups, one for each kind, under headlines.
 *
 * stat   add only the number of changes in each group
 */
void iana_diff_print_text(struct iana_buffer *to, const struct iana_diff *diff, bool stat);

/* Print the same to standard output as a JSON object; the manual page lists its keys. */
void iana_diff_print_json(const struct iana_diff *diff, const struct iana_registry *old,
			  const struct iana_registry *new, bool stat);

#endif
