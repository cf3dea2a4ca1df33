/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of an index: the sections of pilots, names, sorted names and lists. */
#ifndef IANA_INDEX_NAMES_H
#define IANA_INDEX_NAMES_H

#include "index/records.h"
#include "src/format.h"

/*
 * Write the four sections.  The ports append their lists behind those of the names.
 *
 * section   the hot sections, of which these four are empty
 *
 * Gives the number of distinct names and aliases.  Cost: O(n), and O(n log n) for n names
 * that somebody made to fall together.  Source: doc/index-format.md "Names"; rule I5.
 */
uint32_t iana_names_write(const struct iana_table *table,
			  const struct iana_records *records, bool exact_case,
			  struct iana_buffer section[IANA_N_HOT_SECTIONS]);

#endif
