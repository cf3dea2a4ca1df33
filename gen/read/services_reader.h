/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of services(5) text, as nss_files reads it. */
#ifndef IANA_READ_SERVICES_READER_H
#define IANA_READ_SERVICES_READER_H

#include "input/input.h"
#include "input/raw_row.h"

/*
 * Read every entry of an opened input, in order: each is a raw row, with its aliases,
 * and its comment as the description.
 *
 * A line is read as glibc's nss_files reads it: a name, blanks, a port by strtoul's
 * rules for base 0 (0x50, 010), slashes, a protocol, aliases.  '#' starts a comment
 * anywhere; the last line needs no end.  Warns of lines that nss_files skips, and of
 * ports that it changes.  A line without a protocol stands for tcp and udp (rule N2),
 * with a warning as well.  In text of our own writer, the header has the date of the
 * registry, sections are overlays again, and names that were kept from an older registry
 * are kept ones again (rule N11).
 *
 * The one exception is the list of nmap(1), which has a frequency behind each port and
 * calls a port without a name "unknown".  Frequencies are no aliases here, and such a
 * port has no name; one warning names the form.
 *
 * Fails on a NUL byte, on a comment over 64 KiB, and on more than 65,535 aliases of one
 * service.
 * Cost: O(size); memory for one line.  Source: glibc, nss/nss_files/files-service.c and
 * files-parse.c; nmap, nmap-services.
 */
bool iana_services_read(struct iana_input *in, const struct iana_sink *sink,
			struct iana_report *rep);

/*
 * The same for an overlay (rule N10), which nss_files never reads itself: a range of ports
 * is an entry, and each line that is no entry has a warning of its own.  Fails also if
 * lines are there but none is an entry.
 */
bool iana_services_read_overlay(struct iana_input *in, const struct iana_sink *sink,
				struct iana_report *rep);

/*
 * The same for a file that nss_files itself reads, as /etc/services: whatever its bytes
 * are, each line is what nss_files makes of it.  A line without a protocol keeps a blank
 * one. The list of nmap is no exception here, and comments that our writer makes mean
 * nothing.
 */
bool iana_services_read_live(struct iana_input *in, const struct iana_sink *sink,
			     struct iana_report *rep);

#endif
