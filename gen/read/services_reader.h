/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of services(5) text, as nss_files reads it. */
#ifndef IANA_READ_SERVICES_READER_H
#define IANA_READ_SERVICES_READER_H

#include "input/input.h"
#include "input/raw_row.h"

/* Are most lines of the first chunk, comments aside, entries? */
bool iana_services_knows(const struct iana_input *in);

/* The same, or nothing but comments: what an overlay may be. */
bool iana_services_fits(const struct iana_input *in);

/*
 * Read every entry of an opened input, in order: a record each, with its aliases,
 * and the comment behind it as its description.
 *
 * A line is what glibc's nss_files takes it for: a name, blanks, a port by strtoul's
 * rules for base 0 (0x50, 010), slashes, a protocol, aliases; '#' starts a comment
 * wherever it stands, the last line needs no end.  What nss_files passes over, and
 * ports of which it makes others, are warned of.  A line without a protocol speaks of
 * tcp and udp (N2), with a warning as well.  The date that our own text gives in its
 * header is the registry's, and its sections are overlays again.
 *
 * Fails on NUL bytes, a comment over 64 KiB and more than 65,535 aliases of one service.
 * Cost: O(size); memory for one line. Source: glibc, nss/nss_files/files-service.c and
 * files-parse.c.
 */
bool iana_services_read(struct iana_input *in, const struct iana_sink *sink,
			struct iana_report *rep);

#endif
