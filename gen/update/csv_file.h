/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Updates of a CSV, in place of the index of this system. */
#ifndef IANA_UPDATE_CSV_FILE_H
#define IANA_UPDATE_CSV_FILE_H

#include "update/request.h"

/* Bring the CSV of a packager's tree (req->csv) to a newer registry, which is judged. */
bool iana_update_csv(const struct iana_update_request *req, struct iana_update_result *ret,
		     iana_show_changes *show, struct iana_report *rep);

/*
 * Fetch a registry into a CSV (req->fetch), and write its receipt beside it.  Nothing is
 * judged: a later update does that, with this file.  Without anything newer on the server,
 * the files stay.
 */
bool iana_update_fetch(const struct iana_update_request *req,
		       struct iana_update_result *ret, struct iana_report *rep);

#endif
