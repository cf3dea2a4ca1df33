/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of an index: the sections of pilots, names and lists. */
#ifndef IANA_INDEX_NAMES_H
#define IANA_INDEX_NAMES_H

#include "index/records.h"

/*
 * Write the three sections.
 *
 * lists        appended to; the ports append their lists behind
 * ret_seed     of the hash
 * ret_names    distinct names and aliases
 *
 * Fails on names that no seed of the hash tells apart: somebody made them so.
 * Cost: O(n) expected.  Source: doc/index-format.md "Names"; rule I5.
 */
bool iana_names_write(const struct iana_table *table, const struct iana_records *records,
		      bool exact_case, struct iana_buffer *pilots,
		      struct iana_buffer *slots, struct iana_buffer *lists,
		      uint64_t *ret_seed, uint32_t *ret_names, struct iana_report *rep);

#endif
