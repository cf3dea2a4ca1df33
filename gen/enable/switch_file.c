/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads nsswitch.conf, and finds out who else may manage it. */
#include "enable/switch_file.h"
#include "base/libc.h"
#include "enable/switch_text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- reading ------------------------------------------------------------------ */

/* Read up to the end, or to one byte more than the limit. */
static bool
read_to_end(int fd, struct iana_buffer *to)
{
	while (to->len <= IANA_SWITCH_FILE_MAX) {
		ssize_t n;

		to->bytes = iana_grow(to->bytes, &to->cap, to->len + 4096, 1);
		n = TEMP_FAILURE_RETRY(read(fd, to->bytes + to->len, 4096));
		if (n <= 0)
			return n == 0;
		to->len += (size_t)n;
	}
	return true;
}

static bool
read_regular(int fd, const char *path, struct iana_buffer *to, struct iana_report *rep)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return iana_fail_errno(rep, path, "cannot look at it");
	if (!S_ISREG(st.st_mode))
		return iana_fail(rep, path, 0, "not a regular file");
	if (!read_to_end(fd, to))
		return iana_fail_errno(rep, path, "cannot read");
	if (to->len > IANA_SWITCH_FILE_MAX)
		return iana_fail(rep, path, 0, "larger than %zu bytes",
				 IANA_SWITCH_FILE_MAX);
	if (to->len != 0 && memchr(to->bytes, '\0', to->len) != NULL)
		return iana_fail(rep, path, 0, "not a text file: it has a NUL byte");
	return true;
}

bool
iana_switch_file_read(const char *path, struct iana_buffer *ret, struct iana_report *rep)
{
	/* A FIFO must not keep the program waiting. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct iana_buffer text = { 0 };
	bool ok;

	if (fd < 0) {
		int e = errno;

		iana_fail_errno(rep, path, "cannot open");
		errno = e;
		return false;
	}
	ok = read_regular(fd, path, &text, rep);
	close(fd);
	if (ok)
		*ret = text;
	else
		iana_buffer_done(&text);
	errno = 0;
	return ok;
}

/* ---- who manages it ------------------------------------------------------------- */

/* Does authselect name itself in a comment? */
static bool
names_authselect(const struct iana_buffer *text)
{
	static const char name[] = "authselect";
	const size_t len = sizeof name - 1;
	struct iana_switch_span span = { 0 };

	while (iana_switch_span_next(text, &span)) {
		const char *line = text->bytes + span.start;

		if (span.len == 0 || line[0] != '#')
			continue;
		for (size_t i = 1; i + len <= span.len; i++)
			if (strncasecmp(line + i, name, len) == 0)
				return true;
	}
	return false;
}

static bool
fail_authselect(const char *path, const char *doing, struct iana_report *rep)
{
	return iana_fail(
	    rep, path, 0,
	    "authselect manages this file; in nsswitch.conf of a profile of your "
	    "own, %s; a new profile: authselect create-profile iana --base-on "
	    "PROFILE --symlink-meta --symlink-pam; to use it: authselect select "
	    "custom/iana FEATURE...; PROFILE and FEATURE are in: authselect "
	    "current --raw",
	    doing);
}

/* Refuse a symbolic link, and tell where it leads. */
static bool
fail_link(const char *path, const char *doing, struct iana_report *rep)
{
	char to[PATH_MAX];
	ssize_t n = readlink(path, to, sizeof to - 1);

	to[n > 0 ? n : 0] = '\0';
	if (strstr(to, "authselect/") != NULL)
		return fail_authselect(path, doing, rep);
	return iana_fail(rep, path, 0,
			 "a symbolic link to %.120s, which is managed elsewhere; there, %s",
			 to, doing);
}

/* Is another file mounted at the path?  Then no file can take its place. */
static bool
is_mounted(const char *path, const struct stat *file, const struct stat *folder)
{
#ifdef STATX_ATTR_MOUNT_ROOT
	struct statx st;

	if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_TYPE, &st) == 0 &&
	    (st.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0)
		return (st.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
	(void)path;
#endif
	return file->st_dev != folder->st_dev;
}

bool
iana_switch_file_may_edit(const char *path, const struct iana_buffer *text,
			  const char *doing, struct iana_report *rep)
{
	const char *slash = strrchr(path, '/');
	char *dir = strndup(path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
	struct stat file;
	struct stat folder;
	bool ok = false;

	if (dir == NULL)
		iana_out_of_memory();
	if (lstat(path, &file) != 0 || stat(dir, &folder) != 0)
		iana_fail_errno(rep, path, "cannot look at it");
	else if (S_ISLNK(file.st_mode))
		fail_link(path, doing, rep);
	else if (names_authselect(text))
		fail_authselect(path, doing, rep);
	else if (is_mounted(path, &file, &folder))
		iana_fail(
		    rep, path, 0,
		    "it is mounted by itself, as in a container, so no other file can "
		    "take its place; in the file that is mounted here, %s",
		    doing);
	else if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0 ||
		 faccessat(AT_FDCWD, dir, W_OK, AT_EACCESS) != 0)
		iana_fail(rep, path, 0, "cannot be edited: %s; %s, %s", strerror(errno),
			  errno == EROFS ? "where the system is made" : "as root", doing);
	else
		ok = true;
	free(dir);
	return ok;
}

/* The resolved folder of a file; NULL if it is not there. */
static char *
resolve_folder(const char *path)
{
	char *dir = strndup(path, (size_t)(strrchr(path, '/') - path) + 1);
	char *real = dir != NULL ? realpath(dir, NULL) : NULL;

	free(dir);
	return real;
}

bool
iana_switch_file_is_inside(const char *root, const char *path, struct iana_report *rep)
{
	char *tree = realpath(root[0] != '\0' ? root : "/", NULL);
	char *real = tree != NULL ? resolve_folder(path) : NULL;
	/* The root folder itself, as a tree, ends in a slash already. */
	size_t len = tree != NULL && tree[1] != '\0' ? strlen(tree) : 0;
	bool ok = true;

	if (tree == NULL)
		ok = iana_fail_errno(rep, path, "cannot resolve the path");
	else if (real != NULL && (strncmp(real, tree, len) != 0 || real[len] != '/'))
		ok = iana_fail(rep, path, 0, "its folder is not in %.120s, but is %.200s",
			       root, real);
	free(tree);
	free(real);
	return ok;
}
