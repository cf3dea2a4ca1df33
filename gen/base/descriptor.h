/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths that are open descriptors: /dev/stdout, /dev/fd/3, /proc/self/fd/3. */
#ifndef IANA_BASE_DESCRIPTOR_H
#define IANA_BASE_DESCRIPTOR_H

#include "base/buffer.h"
#include "base/report.h"

/* A path that is no descriptor, and one that is a descriptor of another process. */
enum { IANA_DESCRIPTOR_NONE = -1, IANA_DESCRIPTOR_FOREIGN = -2 };

/*
 * The number of the descriptor of this process that a path leads to, through any symbolic
 * links; "-" is standard output.  The descriptor is open, unless the path is "-".
 *
 * A file behind a descriptor has a position and may be open for appending.  Opening or
 * replacing the path honours neither: the descriptor itself must be written to.
 *
 * Cost: a few system calls for each link.  Source: proc_pid_fd(5).
 */
int iana_descriptor_of(const char *path);

/*
 * Write a buffer to a descriptor; name is for messages.  Waits where a descriptor that does
 * not block has no room.
 */
bool iana_descriptor_write(int fd, const char *name, const struct iana_buffer *content,
			   struct iana_report *rep);

#endif
