/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writer of services(5) text. */
#ifndef IANA_WRITE_SERVICES_H
#define IANA_WRITE_SERVICES_H

#include "base/buffer.h"
#include "table/table.h"

/* A row of 64 KiB that names a range of all ports would be 4 GiB of text. */
#define IANA_SERVICES_MAX ((size_t)256 << 20)

/*
 * Write the table as services(5) text, an entry a line, in the table's order.
 *
 * date     the registry's, YYYYMMDD, 0 unknown
 *
 * Overlays come first, each under a comment line with its name.  The header tells source,
 * registry date and version and holds no clock time: the same input gives the same bytes.
 * Fails past 256 MiB. Cost: O(size).  Source: N12.
 */
bool iana_services_write(struct iana_buffer *to, const struct iana_table *table,
			 uint32_t date, struct iana_report *rep);

#endif
