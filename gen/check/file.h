/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a file of a check, and tells an overlay from a list of names. */
#ifndef IANA_CHECK_FILE_H
#define IANA_CHECK_FILE_H

#include "base/report.h"
#include "check/checked.h"

/*
 * Read a file and check each line by itself.  Entries and names are kept in c.
 *
 * path   "-" for standard input; borrowed as long as c lives
 * form   IANA_CHECK_AUTO: a list if most lines have one word, else an overlay
 *
 * Each fault of the content is a remark.  Fails if the file cannot be read, if it is too
 * large, and if it has more than 4,194,304 lines.  Cost: O(size), memory for all of it.
 */
bool iana_check_file(struct iana_checked *c, const char *path, enum iana_check_form form,
		     struct iana_report *rep);

/* The same for the bytes of a file; name is for messages, and borrowed. */
bool iana_check_text(struct iana_checked *c, const char *name, struct iana_cell text,
		     enum iana_check_form form, struct iana_report *rep);

#endif
