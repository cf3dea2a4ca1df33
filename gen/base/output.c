/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stages files beside their places, then renames them all. */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct staged {
	const char *path; /* as given, for messages */
	const struct iana_buffer *content;
	char *target; /* absolute, links followed; NULL: written as it is */
	char *temp;   /* what stands beside the target under another name */
	bool exists;
	bool placed;  /* the target holds the content */
	bool swapped; /* so it does, and temp holds what it held */
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

/*
 * Write the content beside its place.  No function that ends the program when
 * memory is short may be called from here on: it would leave files behind.
 */
static bool
write_temp(struct staged *s, struct iana_report *rep)
{
	int dir = (int)dir_length(s->target);
	char *temp;
	int fd;
	bool ok;

	if (asprintf(&temp, "%.*s.%s.XXXXXX", dir, s->target, s->target + dir) < 0)
		return iana_fail_errno(rep, s->path, "cannot name a file beside it");
	fd = mkostemp(temp, O_CLOEXEC);
	if (fd < 0) {
		iana_fail_errno(rep, s->path, "cannot create a file in its directory");
		free(temp);
		return false;
	}
	s->temp = temp;
	ok = iana_output_fd(fd, s->path, s->content, rep) && take_after(fd, s, rep);
	if (ok && TEMP_FAILURE_RETRY(fsync(fd)) != 0)
		ok = iana_fail_errno(rep, s->path, "cannot sync");
	/* Interrupted, a descriptor is closed all the same. */
	if (close(fd) != 0 && errno != EINTR && ok)
		ok = iana_fail_errno(rep, s->path, "cannot close");
	return ok;
}

/* The absolute path of a file that is not there yet; NULL with errno set. */
static char *
resolve_new(const char *path)
{
	size_t len = dir_length(path);
	char *dir = len != 0 ? strndup(path, len) : strdup(".");
	char *real = dir != NULL ? realpath(dir, NULL) : NULL;
	char *target = NULL;

	if (path[len] == '\0')
		errno = ENOENT;
	else if (real != NULL && asprintf(&target, "%s/%s", real, path + len) < 0)
		target = NULL;
	free(dir);
	free(real);
	return target;
}

/*
 * Find out what stands at the path.  Only where nothing does may a new file come:
 * what cannot be looked at may be a device, a link or a file with an owner.
 */
static bool
find_target(struct staged *s, struct iana_report *rep)
{
	struct stat link;

	if (strcmp(s->path, "-") == 0)
		return true;
	s->exists = stat(s->path, &s->old) == 0;
	if (!s->exists && errno == ENOENT && lstat(s->path, &link) == 0)
		return iana_fail(rep, s->path, 0, "a symbolic link that leads nowhere");
	if (!s->exists && errno != ENOENT)
		return iana_fail_errno(rep, s->path, "cannot look at it");
	if (s->exists && S_ISDIR(s->old.st_mode)) {
		errno = EISDIR;
		return iana_fail_errno(rep, s->path, "cannot write");
	}
	if (s->exists && !S_ISREG(s->old.st_mode))
		return true;
	s->target = s->exists ? realpath(s->path, NULL) : resolve_new(s->path);
	if (s->target == NULL)
		return iana_fail_errno(rep, s->path, "cannot resolve the path");
	return true;
}

/* The last of two outputs in one file would be all that is left of them. */
static bool
is_same(const struct staged *a, const struct staged *b)
{
	if (a->target == NULL || b->target == NULL)
		return strcmp(a->path, "-") == 0 && strcmp(b->path, "-") == 0;
	return strcmp(a->target, b->target) == 0;
}

static bool
check_distinct(const struct staged *s, size_t n, struct iana_report *rep)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (is_same(&s[i], &s[k]))
				return iana_fail(rep, s[i].path, 0,
						 "two outputs would be this one file");
	return true;
}

/* Write a device or a pipe. */
static bool
write_device(const struct staged *s, struct iana_report *rep)
{
	int fd = TEMP_FAILURE_RETRY(open(s->path, O_WRONLY | O_CLOEXEC | O_NOCTTY));
	bool ok;

	if (fd < 0)
		return iana_fail_errno(rep, s->path, "cannot open");
	ok = iana_output_fd(fd, s->path, s->content, rep);
	if (close(fd) != 0 && errno != EINTR && ok)
		ok = iana_fail_errno(rep, s->path, "cannot close");
	return ok;
}

/* Write a device or a pipe, or standard output. */
static bool
write_as_is(const struct staged *s, struct iana_report *rep)
{
	if (strcmp(s->path, "-") == 0)
		return iana_output_fd(STDOUT_FILENO, "standard output", s->content, rep);
	return write_device(s, rep);
}

/* Write all that can be undone, then what cannot. */
static bool
stage(struct staged *s, size_t n, struct iana_report *rep)
{
	for (size_t i = 0; i < n; i++)
		if (!find_target(&s[i], rep))
			return false;
	if (!check_distinct(s, n, rep))
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i].target != NULL && !write_temp(&s[i], rep))
			return false;
	for (size_t i = 0; i < n; i++)
		if (s[i].target == NULL && !write_as_is(&s[i], rep))
			return false;
	return true;
}

/* Make a rename last.  File systems without directory sync are let be. */
static void
sync_directory(const char *path)
{
	char *dir = strndup(path, dir_length(path));
	int fd = dir != NULL ? open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(dir);
}

/* Give temp and target each other's file; not every file system can. */
static bool
swap(const struct staged *s)
{
	return renameat2(AT_FDCWD, s->temp, AT_FDCWD, s->target, RENAME_EXCHANGE) == 0;
}

/* The last one needs no way back: when it fails, nothing has happened to it. */
static bool
place(struct staged *s, bool last, struct iana_report *rep)
{
	s->swapped = !last && s->exists && swap(s);
	if (!s->swapped && rename(s->temp, s->target) != 0)
		return iana_fail_errno(rep, s->path, "cannot rename into place");
	s->placed = true;
	return true;
}

/* Take an output out of its place again; say so where there is no way back. */
static void
take_back(struct staged *s, struct iana_report *rep)
{
	size_t len = strlen(rep->error.text);

	if (s->swapped ? swap(s) : !s->exists && unlink(s->target) == 0)
		return;
	snprintf(rep->error.text + len, sizeof rep->error.text - len,
		 "; %.100s is new already", s->path);
}

static bool
commit(struct staged *s, size_t n, struct iana_report *rep)
{
	size_t last = n;
	bool ok = true;

	while (last > 0 && s[last - 1].target == NULL)
		last--;
	for (size_t i = 0; i < last && ok; i++)
		if (s[i].target != NULL)
			ok = place(&s[i], i + 1 == last, rep);
	for (size_t i = 0; i < last; i++) {
		if (s[i].placed && ok)
			sync_directory(s[i].target);
		else if (s[i].placed)
			take_back(&s[i], rep);
	}
	return ok;
}

bool
iana_outputs_write(const struct iana_output *outputs, size_t n, struct iana_report *rep)
{
	struct staged staged[IANA_OUTPUTS_MAX] = { 0 };
	bool ok;

	for (size_t i = 0; i < n; i++) {
		staged[i].path = outputs[i].path;
		staged[i].content = outputs[i].content;
	}
	ok = stage(staged, n, rep) && commit(staged, n, rep);
	for (size_t i = 0; i < n; i++) {
		/* Renamed, there is nothing under that name any more. */
		if (staged[i].temp != NULL && (!staged[i].placed || staged[i].swapped))
			unlink(staged[i].temp);
		free(staged[i].temp);
		free(staged[i].target);
	}
	return ok;
}
