/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Entries with the same name, port and protocol. */
#ifndef IANA_TABLE_TWINS_H
#define IANA_TABLE_TWINS_H

#include "table/insert.h"

/*
 * The twin of each entry: the first of all with its name, port and protocol, perhaps
 * itself.
 *
 * Returns a number for each entry, to be freed.  Cost: O(n log n).
 */
uint32_t *iana_twins_find(const struct iana_new_entries *all);

#endif
