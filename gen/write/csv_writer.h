/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the rows of a registry in CSV form. */
#ifndef IANA_WRITE_CSV_WRITER_H
#define IANA_WRITE_CSV_WRITER_H

#include "base/buffer.h"
#include "table/table.h"

/*
 * Write the header and each row of the registry that the policy wants, in the order and
 * the columns of IANA.  Overlays, and names kept from an older registry, are no rows of
 * the registry.
 *
 * date      of the registry, YYYYMMDD; 0 unknown
 * without   bit f for each enum iana_field f whose cells are left blank; notes that make
 *           an alias stay (N4)
 *
 * The date has a column of its own if the rows do not tell it.  convert makes of the CSV
 * the table that it made of the registry, if no field is left out.  Fails if the registry
 * is services(5) text, if no row is wanted, and on what the reader would refuse: a cell
 * over 64 KiB, more than 64 MiB.  Cost: O(size).  Source: RFC 4180; lines end in LF.
 */
bool iana_csv_write(struct iana_buffer *to, const struct iana_table *table, uint32_t date,
		    unsigned without, struct iana_report *rep);

#endif
