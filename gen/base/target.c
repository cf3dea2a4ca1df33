/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looks at the paths of outputs before anything is written. */
#include "base/target.h"
#include "base/buffer.h"
#include "base/descriptor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t
iana_folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* The absolute path of a file that is not there yet; NULL with errno set. */
static char *
resolve_new(const char *path)
{
	size_t len = iana_folder_length(path);
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

const char *
iana_target_name(const struct iana_target *t)
{
	return strcmp(t->path, "-") == 0 ? "standard output" : t->path;
}

/* Look at the folder of a file that is renamed into place. */
static bool
find_folder(struct iana_target *t)
{
	char *dir = strndup(t->real, iana_folder_length(t->real));
	bool ok = dir != NULL && stat(dir, &t->folder) == 0;

	free(dir);
	return ok;
}

static bool
fail_folder(const struct iana_target *t, struct iana_report *rep)
{
	errno = EISDIR;
	return iana_fail_errno(rep, iana_target_name(t), "cannot write");
}

/* Add a path as a word for a shell: in quotes, if a shell would read it in another way. */
static void
add_word(struct iana_buffer *to, const char *path, size_t len)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/._-+,:@%";

	if (strspn(path, plain) >= len) {
		iana_buffer_add(to, path, len);
		return;
	}
	iana_buffer_add(to, "'", 1);
	for (size_t i = 0; i < len; i++)
		if (path[i] == '\'')
			iana_buffer_add(to, "'\\''",
					4); /* ends the quotes, begins new ones */
		else
			iana_buffer_add(to, &path[i], 1);
	iana_buffer_add(to, "'", 1);
}

/*
 * The folder is not there.  The command in the message makes one that all users can enter,
 * whatever the umask: mkdir(1) might not.
 */
static bool
fail_no_folder(const struct iana_target *t, struct iana_report *rep)
{
	struct iana_buffer word = { 0 };
	size_t len = iana_folder_length(t->path);

	add_word(&word, t->path, len > 1 ? len - 1 : len);
	iana_fail(rep, t->path, 0, "its folder is not there; make it: install -d %.*s",
		  (int)word.len, word.bytes);
	iana_buffer_done(&word);
	return false;
}

/*
 * Find out what stands at the path.  A new file may come only where nothing stands: what
 * cannot be looked at may be a device, a link or a file with an owner.
 */
static bool
find_file(struct iana_target *t, struct iana_report *rep)
{
	struct stat link;
	size_t len;

	t->exists = stat(t->path, &t->old) == 0;
	if (!t->exists && errno == ENOENT && lstat(t->path, &link) == 0)
		return iana_fail(rep, t->path, 0, "a symbolic link that leads nowhere");
	if (!t->exists && errno != ENOENT)
		return iana_fail_errno(rep, t->path, "cannot look at it");
	if (t->exists && S_ISDIR(t->old.st_mode))
		return fail_folder(t, rep);
	if (t->exists && !S_ISREG(t->old.st_mode))
		return true;
	if (t->exists && t->descriptor == IANA_DESCRIPTOR_FOREIGN)
		return iana_fail(rep, t->path, 0,
				 "a file that another process has open: its position "
				 "there is not known");
	t->real = t->exists ? realpath(t->path, NULL) : resolve_new(t->path);
	len = iana_folder_length(t->path);
	if (t->real == NULL && errno == ENOENT && len != 0 && t->path[len] != '\0')
		return fail_no_folder(t, rep);
	if (t->real == NULL || !find_folder(t))
		return iana_fail_errno(rep, t->path, "cannot resolve the path");
	return true;
}

bool
iana_target_find(struct iana_target *t, const char *path, struct iana_report *rep)
{
	*t = (struct iana_target){ .path = path };
	t->descriptor = iana_descriptor_of(t->path);
	if (t->descriptor < 0)
		return find_file(t, rep);
	/* A file behind a descriptor is written to where the descriptor stands. */
	t->exists = fstat(t->descriptor, &t->old) == 0;
	if (!t->exists)
		return iana_fail_errno(rep, iana_target_name(t), "cannot write");
	return !S_ISDIR(t->old.st_mode) || fail_folder(t, rep);
}

/* The path of a new folder, without slashes behind it; NULL with errno set. */
static char *
resolve_new_folder(const char *path)
{
	char *plain = strdup(path);
	char *real = NULL;

	for (size_t len = plain != NULL ? strlen(plain) : 0;
	     len > 1 && plain[len - 1] == '/'; len--)
		plain[len - 1] = '\0';
	if (plain != NULL)
		real = resolve_new(plain);
	free(plain);
	return real;
}

bool
iana_target_find_folder(struct iana_target *t, const char *path, struct iana_report *rep)
{
	struct stat link;

	*t = (struct iana_target){ .path = path,
				   .descriptor = IANA_DESCRIPTOR_NONE,
				   .is_folder = true };
	if (strcmp(path, "-") == 0)
		return iana_fail(rep, "standard output", 0, "is no folder");
	t->exists = stat(path, &t->old) == 0;
	if (!t->exists && errno == ENOENT && lstat(path, &link) == 0)
		return iana_fail(rep, path, 0, "a symbolic link that leads nowhere");
	if (!t->exists && errno != ENOENT)
		return iana_fail_errno(rep, path, "cannot look at it");
	if (t->exists && !S_ISDIR(t->old.st_mode))
		return iana_fail(rep, path, 0, "not a folder");
	t->real = t->exists ? realpath(path, NULL) : resolve_new_folder(path);
	if (t->real != NULL && t->real[1] == '\0')
		return iana_fail(rep, path, 0, "the root folder cannot be replaced");
	if (t->real == NULL && errno == ENOENT && iana_folder_length(path) != 0)
		return fail_no_folder(t, rep);
	if (t->real == NULL || !find_folder(t))
		return iana_fail_errno(rep, path, "cannot resolve the path");
	return true;
}

/* Are two files, or their folders, the same? */
static bool
is_one(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/*
 * Would two outputs be one?  Two names of one file are not, when both are replaced; but a
 * name may be in one folder by two paths.  Devices take each output by itself.
 */
static bool
is_same(const struct iana_target *a, const struct iana_target *b)
{
	if (a->descriptor >= 0 && a->descriptor == b->descriptor)
		return true;
	if (a->real != NULL && b->real != NULL)
		return is_one(&a->folder, &b->folder) &&
		       strcmp(strrchr(a->real, '/'), strrchr(b->real, '/')) == 0;
	return a->exists && b->exists && is_one(&a->old, &b->old) &&
	       !S_ISCHR(a->old.st_mode);
}

size_t
iana_target_repeated(const struct iana_target *t, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (is_same(&t[i], &t[k]))
				return i;
	return n;
}

size_t
iana_target_inside(const struct iana_target *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (t[k].is_folder && t[k].exists && t[i].real != NULL &&
			    is_one(&t[i].folder, &t[k].old))
				return i;
	return n;
}

void
iana_target_done(struct iana_target *t)
{
	free(t->real);
	t->real = NULL;
}
