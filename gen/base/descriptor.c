/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Follows symbolic links up to one of procfs that stands for a descriptor, and writes. */
#include "base/descriptor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#define LINKS_MAX 40 /* as many as the kernel follows */
#define PROCFS 0x9fa0

/* Is a folder the same as one of procfs, whose name depends on who asks? */
static bool
is_folder(const char *folder, const char *name)
{
	char real[PATH_MAX];

	return realpath(name, real) != NULL && strcmp(folder, real) == 0;
}

/* Does a folder hold the descriptors of some process? */
static bool
holds_descriptors(const char *folder)
{
	const char *slash = strrchr(folder, '/');
	struct statfs fs;

	return strcmp(slash, "/fd") == 0 && statfs(folder, &fs) == 0 && fs.f_type == PROCFS;
}

/* The descriptor that a name in a folder stands for, none or a foreign one. */
static int
descriptor_at(const char *folder, const char *name)
{
	if (name[0] == '\0' || name[strspn(name, "0123456789")] != '\0' ||
	    !holds_descriptors(folder) || strlen(name) > 9)
		return IANA_DESCRIPTOR_NONE;
	if (is_folder(folder, "/proc/self/fd") || is_folder(folder, "/proc/thread-self/fd"))
		return atoi(name);
	return IANA_DESCRIPTOR_FOREIGN;
}

/* Split a path: its folder without any links in it, room for PATH_MAX, and its name. */
static bool
split(const char *path, char *ret_folder, const char **ret_name)
{
	const char *slash = strrchr(path, '/');
	char folder[PATH_MAX];

	*ret_name = slash != NULL ? slash + 1 : path;
	/* The slash stays: that of the root is all there is. */
	snprintf(folder, sizeof folder, "%.*s", (int)(*ret_name - path), path);
	return realpath(slash != NULL ? folder : ".", ret_folder) != NULL;
}

int
iana_descriptor_of(const char *path)
{
	char at[PATH_MAX];
	char folder[PATH_MAX];
	char link[PATH_MAX];
	const char *name;

	if (strcmp(path, "-") == 0)
		return STDOUT_FILENO;
	if ((size_t)snprintf(at, sizeof at, "%s", path) >= sizeof at)
		return IANA_DESCRIPTOR_NONE;
	for (int i = 0; i < LINKS_MAX && split(at, folder, &name); i++) {
		int fd = descriptor_at(folder, name);
		ssize_t n;

		if (fd != IANA_DESCRIPTOR_NONE)
			return fd;
		n = readlink(at, link, sizeof link - 1);
		if (n < 0)
			break;
		link[n] = '\0';
		if ((size_t)snprintf(at, sizeof at, "%s%s%s", link[0] == '/' ? "" : folder,
				     link[0] == '/' ? "" : "/", link) >= sizeof at)
			break;
	}
	return IANA_DESCRIPTOR_NONE;
}

/* ---- writing -------------------------------------------------------------------- */

/* Wait until a descriptor that does not block takes more. */
static void
wait_for_room(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	poll(&p, 1, -1);
}

bool
iana_descriptor_write(int fd, const char *name, const struct iana_buffer *content,
		      struct iana_report *rep)
{
	size_t done = 0;

	while (done < content->len) {
		ssize_t n = write(fd, content->bytes + done, content->len - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno == EAGAIN)
			wait_for_room(fd);
		else if (errno != EINTR)
			return iana_fail_errno(rep, name, "cannot write");
	}
	return true;
}
