/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes services as files of firewalld. */
#ifndef IANA_WRITE_FIREWALLD_H
#define IANA_WRITE_FIREWALLD_H

#include "base/folder.h"
#include "table/table.h"

#define IANA_FIREWALLD_FILES_MAX 100000
#define IANA_FIREWALLD_MAX ((size_t)256 << 20)

/*
 * Add a file NAME.xml for each name, an official one or an alias, with its ports.
 *
 * date   of the registry, YYYYMMDD; 0 unknown
 *
 * Left out, with a counted warning: protocols that firewalld knows no ports of, and names
 * that it does not take.  It takes letters, digits, '-' and '_'.
 *
 * Fails without any file, past IANA_FIREWALLD_FILES_MAX files, and past IANA_FIREWALLD_MAX
 * bytes.  Cost: O(n log n).  Source: firewalld.service(5).
 */
bool iana_firewalld_write(struct iana_folder *to, const struct iana_table *table,
			  uint32_t date, struct iana_report *rep);

#endif
