/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All checks of files that were read. */
#ifndef IANA_CHECK_ALL_H
#define IANA_CHECK_ALL_H

#include "base/report.h"
#include "check/checked.h"
#include "src/image.h"

/*
 * Check names, collisions and lists, and compare with the registry of an index.
 *
 * c      iana_check_file took all files
 * im     the whole index, mapped; NULL: compare with nothing
 * path   of the index, for messages
 *
 * Fails on a damaged index.  Cost: a few lookups for each port and name.  Source: rules C1
 * to C5.
 */
bool iana_check_all(struct iana_checked *c, const struct iana_image *im, const char *path,
		    struct iana_report *rep);

#endif
