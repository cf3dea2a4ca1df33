/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Joins entries of several files into the table of a merged index (rule L7). */
#ifndef IANA_TABLE_JOIN_H
#define IANA_TABLE_JOIN_H

#include "table/insert.h"

/*
 * Make a table of entries that stand in the order in which they answer: those of the
 * services file first, those of the registry behind them.
 *
 * all   each entry gives its row, as in struct iana_new_entry
 *
 * An entry that repeats the name, port and protocol of an earlier one, its twin, melts into
 * it: the twin takes over the aliases that no entry before has, and the registry's row.  An
 * alias of the twin could then answer before an entry that stands between the two.  In this
 * case the entry stays, unlisted at the end of the table; or, if others behind it have its
 * aliases, where it is.  So the table answers each lookup with the entry that answers it in
 * the sequence, by name, port and protocol.  An entry of a file that nss_files reads takes
 * no alias over from its own file.  It keeps its place if its aliases differ from its
 * twin's: so the enumeration has each line that nss_files lists, once.
 *
 * table   to be freed with iana_table_done, also after a failure
 *
 * Fails past 255 protocols or IANA_ENTRIES_MAX entries.  Cost: O(n log n).
 */
bool iana_entries_join(struct iana_table *table, struct iana_registry *reg,
		       const struct iana_new_entries *all, struct iana_report *rep);

#endif
