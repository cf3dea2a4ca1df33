/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks a line of services(5) text by itself. */
#ifndef IANA_CHECK_LINE_H
#define IANA_CHECK_LINE_H

#include "check/checked.h"

/*
 * Check a line of the file that was added last, at the current place, and keep its entry.
 *
 * line   without its end; any bytes
 *
 * An overlay is judged as `convert --overlay --strict` reads it.  A services file is judged
 * as nss_files reads it.  False, with a fault, if no table can hold this line and more.
 * Source: gen/read/services_line.h; rules N1, N2, N10.
 */
bool iana_check_line(struct iana_checked *c, struct iana_cell line);

/*
 * A byte order mark, NUL bytes and carriage returns, which a line of any file may have.
 * Returns the line without what is to be passed over.  False: nothing is left to check.
 */
bool iana_check_bytes(struct iana_checked *c, struct iana_cell *line);

#endif
