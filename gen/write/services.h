/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the table as services(5) text. */
#ifndef IANA_WRITE_SERVICES_H
#define IANA_WRITE_SERVICES_H

#include "base/buffer.h"
#include "table/table.h"

/* One row with 64 KiB of text and a range of all ports would give 4 GiB of lines. */
#define IANA_SERVICES_MAX ((size_t)256 << 20)

/*
 * Write a line for each entry, in the order of the table.
 *
 * date     of the registry, YYYYMMDD; 0 unknown
 *
 * Overlays come first, each under a comment line with its name.  The header has the
 * source, the date of the registry and the version.  It has no clock time, so the same
 * input gives the same bytes.  Fails past 256 MiB.  Cost: O(size).  Source: N12.
 */
bool iana_services_write(struct iana_buffer *to, const struct iana_table *table,
			 uint32_t date, struct iana_report *rep);

#endif
