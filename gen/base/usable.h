/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Says whether the plugin uses an index file, and why not (rule L5). */
#ifndef IANA_BASE_USABLE_H
#define IANA_BASE_USABLE_H

#include "base/report.h"
#include "src/trust.h"

#include <stddef.h>

/* Room for a reason: the longest has the path of a folder. */
#define IANA_REASON_ROOM 300

/*
 * Why a process that asks this care of a file refuses it: the reason, for people.
 * Returns false if the process does not refuse it.
 */
bool iana_refusal(const struct stat *st, enum iana_care care,
		  char ret_why[static IANA_REASON_ROOM]);

/*
 * Tell whether the plugin uses an index that was just written, if it lies where the plugin
 * looks: at the local or the shipped place, or where IANA_SERVICES_INDEX says.  Of an index
 * elsewhere nothing is told.
 */
void iana_usable_tell(const char *written, struct iana_report *rep);

#endif
