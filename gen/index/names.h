/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The name side of an index: pilots, name slots and their lists. */
#ifndef IANA_INDEX_NAMES_H
#define IANA_INDEX_NAMES_H

#include "index/records.h"

/*
 * Write the three sections.
 *
 * lists        shared with the ports' lists; appended to
 * ret_seed     of the hash
 * ret_names    distinct names and aliases
 *
 * Fails on names that no hash tells apart: they must have been made for it.
 * Cost: O(n) expected.  Source: doc/index-format.md "Names"; rule I5.
 */
bool iana_names_write(const struct iana_table *table, const struct iana_records *records,
		      bool exact_case, struct iana_buffer *pilots,
		      struct iana_buffer *slots, struct iana_buffer *lists,
		      uint64_t *ret_seed, uint32_t *ret_names, struct iana_report *rep);

#endif
