/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file nsswitch.conf: its bytes, its services line, and who may edit it. */
#ifndef IANA_ENABLE_SWITCH_FILE_H
#define IANA_ENABLE_SWITCH_FILE_H

#include "base/buffer.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

#define IANA_SWITCH_FILE_MAX ((size_t)1 << 20)

/*
 * Read a whole file, through links.  Fails if it is no regular file, has a NUL byte or is
 * too large.  A file that is not there: fails with ENOENT in errno.
 */
bool iana_switch_file_read(const char *path, struct iana_buffer *ret,
			   struct iana_report *rep);

/*
 * Is the file one that this program may replace?  Fails, with what to do, on a symbolic
 * link, on a file that authselect manages, and on one that is mounted by itself.  Fails
 * also if the file or its folder may not be written.
 *
 * text    its bytes
 * doing   the edit, for people: "write into its services line: ..."
 */
bool iana_switch_file_may_edit(const char *path, const struct iana_buffer *text,
			       const char *doing, struct iana_report *rep);

/*
 * Is the folder of a file in the tree root?  A link to an absolute path would lead to a
 * folder of the running system.  A folder that is not there is accepted.
 */
bool iana_switch_file_is_inside(const char *root, const char *path,
				struct iana_report *rep);

#endif
