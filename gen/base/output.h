/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Output files that appear whole or not at all. */
#ifndef IANA_BASE_OUTPUT_H
#define IANA_BASE_OUTPUT_H

#include "base/buffer.h"
#include "base/report.h"

#define IANA_OUTPUTS_MAX 8

struct iana_output {
	const char *path;
	const struct iana_buffer *content; /* borrowed */
};

/*
 * Write n files (at most IANA_OUTPUTS_MAX), no two of them the same.  Each is
 * written and synced beside its place under another name, .NAME.XXXXXX; only when
 * all are complete are they renamed into place, and the directories synced.  An
 * old file's mode and owner are kept; a symbolic link is followed; a device or
 * pipe is written as it is, and so is standard output, whose path is "-".
 *
 * On failure every old file stands untouched, and nothing is left behind.  Only
 * where a file system cannot exchange two files may the first be new when the
 * second cannot be renamed; the message says so then.  Killed at any point, each
 * file is the old or the new one, and what may be left behind disturbs nobody.
 */
bool iana_outputs_write(const struct iana_output *outputs, size_t n,
			struct iana_report *rep);

/* Write a buffer to a descriptor; name is for messages. */
bool iana_output_fd(int fd, const char *name, const struct iana_buffer *content,
		    struct iana_report *rep);

#endif
