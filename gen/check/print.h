/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gives the remarks of a check to people and to scripts. */
#ifndef IANA_CHECK_PRINT_H
#define IANA_CHECK_PRINT_H

#include "base/report.h"
#include "check/checked.h"

/*
 * Pass the remarks on: each warning as a warning, each fault as a message.  They are sorted
 * before.
 */
void iana_check_tell(struct iana_checked *c, struct iana_report *rep);

/*
 * Print how much was checked to standard output: "2 files, 40 lines, 31 entries: no fault".
 *
 * index   what the files were compared with; NULL: nothing
 */
void iana_check_summary(const struct iana_checked *c, const char *index);

/*
 * Print all as a JSON object to standard output, sorted.  index is null if it is NULL.
 * Source: doc/check.schema.json.
 */
void iana_check_print_json(struct iana_checked *c, const char *index);

#endif
