/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the ports of services as definitions of nftables. */
#ifndef IANA_WRITE_NFTABLES_H
#define IANA_WRITE_NFTABLES_H

#include "base/buffer.h"
#include "base/report.h"
#include "table/table.h"

/*
 * Write a line for each name and protocol, sorted by name: "define SSH_TCP = 22".  A name
 * at several ports has a set of ports and ranges.
 *
 * date   of the registry, YYYYMMDD; 0 unknown
 *
 * An identifier follows from the name and the protocol alone: letters in upper case, '_'
 * for a hyphen, a dot and two hexadecimal digits for each other byte; '_' comes first if it
 * would not begin with a letter.  So different names have different identifiers, unless
 * they differ in ASCII case alone: these are one name (RFC 6335, section 5.1).
 *
 * Protocols that nftables knows no ports of are left out, with a counted warning.  Fails
 * past IANA_NFTABLES_MAX.  Cost: O(n log n).  Source: nft(8), "Symbolic variables".
 */
bool iana_nftables_write(struct iana_buffer *to, const struct iana_table *table,
			 uint32_t date, struct iana_report *rep);

#define IANA_NFTABLES_MAX ((size_t)256 << 20)

#endif
