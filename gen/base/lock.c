/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Locks a file that others may not open: so no other user can hold the lock. */
#include "base/lock.h"
#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

int
iana_lock(const char *folder, struct iana_report *rep)
{
	size_t room = strlen(folder) + sizeof "/.lock";
	char *path = iana_calloc(room, 1);
	int fd;
	int got = -1;

	snprintf(path, room, "%s/.lock", folder);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0)
		while ((got = flock(fd, LOCK_EX)) != 0 && errno == EINTR)
			continue;
	if (got != 0) {
		iana_fail_errno(rep, path, "cannot lock");
		if (fd >= 0)
			close(fd);
		fd = -1;
	}
	free(path);
	return fd;
}

void
iana_unlock(int lock)
{
	close(lock);
}
