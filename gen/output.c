/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stages files beside their places, then renames them all. */
#include "output.h"
#include "alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct staged {
	const char *path; /* as given, for messages */
	const struct iana_buffer *content;
	char *target; /* links followed */
	char *temp;   /* NULL: the target is written as it is */
	bool exists;
	struct stat old;
};

bool
iana_output_fd(int fd, const char *name, const struct iana_buffer *content,
	       struct iana_report *rep)
{
	size_t done = 0;

	while (done < content->len) {
		ssize_t n = write(fd, content->bytes + done, content->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return iana_fail_errno(rep, name, "cannot write");
		done += (size_t)n;
	}
	return true;
}

static char *
format(const char *dir, size_t dir_len, const char *base, const char *suffix)
{
	size_t size = dir_len + strlen(base) + strlen(suffix) + 2;
	char *s = iana_calloc(size, 1);

	snprintf(s, size, "%.*s.%s%s", (int)dir_len, dir, base, suffix);
	return s;
}

/* The length of the directory part of a path, with its slash. */
static size_t
dir_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* Give the new file the old one's owner and mode, or what a new file gets. */
static bool
take_after(int fd, const struct staged *s, struct iana_report *rep)
{
	mode_t mode = 0666;

	if (!s->exists) {
		mode_t mask = umask(0);

		umask(mask);
		mode &= ~mask;
	} else {
		mode = s->old.st_mode & 07777;
		if ((s->old.st_uid != geteuid() || s->old.st_gid != getegid()) &&
		    fchown(fd, s->old.st_uid, s->old.st_gid) != 0)
			return iana_fail_errno(rep, s->path, "cannot keep the owner");
	}
	if (fchmod(fd, mode) != 0)
		return iana_fail_errno(rep, s->path, "cannot set the mode");
	return true;
}

static bool
write_temp(struct staged *s, struct iana_report *rep)
{
	size_t dir = dir_length(s->target);
	char *temp = format(s->target, dir, s->target + dir, ".XXXXXX");
	int fd = mkostemp(temp, O_CLOEXEC);
	bool ok;

	if (fd < 0) {
		free(temp);
		return iana_fail_errno(rep, s->path,
				       "cannot create a file in its directory");
	}
	s->temp = temp;
	ok = iana_output_fd(fd, s->path, s->content, rep) && take_after(fd, s, rep);
	if (ok && fsync(fd) != 0)
		ok = iana_fail_errno(rep, s->path, "cannot sync");
	if (close(fd) != 0 && ok)
		ok = iana_fail_errno(rep, s->path, "cannot close");
	return ok;
}

/* Find out what stands at the path, and write all that can be undone. */
static bool
stage(struct staged *s, struct iana_report *rep)
{
	s->target = realpath(s->path, NULL);
	if (s->target == NULL)
		s->target = strdup(s->path);
	if (s->target == NULL)
		return iana_fail_errno(rep, s->path, "cannot resolve the path");
	s->exists = stat(s->target, &s->old) == 0;
	if (s->exists && S_ISDIR(s->old.st_mode)) {
		errno = EISDIR;
		return iana_fail_errno(rep, s->path, "cannot write");
	}
	if (s->exists && !S_ISREG(s->old.st_mode))
		return true;
	return write_temp(s, rep);
}

/* Write a device or a pipe. */
static bool
write_as_is(const struct staged *s, struct iana_report *rep)
{
	int fd = open(s->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	bool ok;

	if (fd < 0)
		return iana_fail_errno(rep, s->path, "cannot open");
	ok = iana_output_fd(fd, s->path, s->content, rep);
	if (close(fd) != 0 && ok)
		ok = iana_fail_errno(rep, s->path, "cannot close");
	return ok;
}

/* Make a rename last.  File systems without directory sync are let be. */
static void
sync_directory(const char *path)
{
	size_t len = dir_length(path);
	char *dir = len != 0 ? strndup(path, len) : strdup(".");
	int fd = dir != NULL ? open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(dir);
}

static bool
commit(struct staged *s, struct iana_report *rep)
{
	if (s->temp == NULL)
		return true;
	if (rename(s->temp, s->target) != 0)
		return iana_fail_errno(rep, s->path, "cannot rename into place");
	free(s->temp);
	s->temp = NULL;
	sync_directory(s->target);
	return true;
}

bool
iana_outputs_write(const struct iana_output *outputs, size_t n, struct iana_report *rep)
{
	struct staged staged[IANA_OUTPUTS_MAX] = { 0 };
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++) {
		staged[i].path = outputs[i].path;
		staged[i].content = outputs[i].content;
		ok = stage(&staged[i], rep);
	}
	for (size_t i = 0; i < n && ok; i++)
		if (staged[i].temp == NULL)
			ok = write_as_is(&staged[i], rep);
	for (size_t i = 0; i < n && ok; i++)
		ok = commit(&staged[i], rep);
	for (size_t i = 0; i < n; i++) {
		if (staged[i].temp != NULL)
			unlink(staged[i].temp);
		free(staged[i].temp);
		free(staged[i].target);
	}
	return ok;
}
