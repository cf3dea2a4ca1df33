/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Says why a line of services(5) text is no entry. */
#ifndef IANA_CHECK_SKIPPED_H
#define IANA_CHECK_SKIPPED_H

#include "check/checked.h"
#include "read/services_line.h"

/*
 * Add the fault of a line that is skipped.
 *
 * line   without its comment
 * kind   IANA_LINE_NO_PORT, IANA_LINE_NO_SLASH or IANA_LINE_RANGE
 */
void iana_check_skipped(struct iana_checked *c, struct iana_cell line,
			enum iana_line_kind kind);

#endif
