/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ports that a file lists: services(5) text of this machine, and files to avoid. */
#ifndef IANA_FREE_LISTED_H
#define IANA_FREE_LISTED_H

#include "base/report.h"
#include "free/taken.h"

/*
 * Add the ports of services(5) text.  A range of ports counts, and lines that nss_files
 * skips are passed over.
 *
 * path   borrowed as long as the set; if it is not there, nothing is added
 * bit    the reason, one bit
 *
 * Fails on a file that cannot be read, and on one of more than 64 MiB.
 * Cost: O(size) and O(65,536).
 */
bool iana_taken_add_services(struct iana_taken *t, const char *path, unsigned bit,
			     const struct iana_wanted *w, struct iana_report *rep);

/*
 * Add the ports to avoid.  A line has ports and ranges, with blanks or commas between them,
 * or is a line of services(5) text.  '#' starts a comment.
 *
 * path   "-" is standard input; borrowed as long as the set
 *
 * Fails on a file that cannot be read, on a NUL byte, and on any other line: a port that
 * was not understood would not be avoided.  Cost: as above.
 */
bool iana_taken_add_avoided(struct iana_taken *t, const char *path,
			    const struct iana_wanted *w, struct iana_report *rep);

#endif
