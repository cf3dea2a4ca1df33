/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stages files beside their places, then renames them all. */
#include "base/output.h"
#include "base/descriptor.h"
#include "base/libc.h"
#include "base/rights.h"
#include "base/target.h"
#include "base/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Static_assert(IANA_OUTPUTS_MAX <= IANA_TEMPS_MAX, "each output may have a temporary file");

struct staged {
	const struct iana_buffer *content;
	const struct iana_folder *files; /* NULL: it is a file */
	struct iana_folder_names old;	 /* of the folder that it replaces */
	const struct iana_target *target;
	size_t number; /* of its temporary file */
	int folder;    /* a descriptor of the folder; -1: none */
	bool placed;   /* the target holds the content */
	bool swapped;  /* the temporary file holds the old content */
	bool remains;  /* the old folder could not be removed */
};

/* ---- writing ---------------------------------------------------------------- */

/* Open the folder, to make a rename last.  One may write to a folder and not read it. */
static bool
open_folder(struct staged *s, struct iana_report *rep)
{
	const char *real = s->target->real;
	char *path = strndup(real, iana_folder_length(real));

	if (path != NULL)
		s->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(path);
	return s->folder >= 0 || errno == EACCES ||
	       iana_fail_errno(rep, s->target->path, "cannot open its folder");
}

/*
 * Write the content beside its place.  No function that ends the program when memory is
 * short may be called from here on: it would leave files behind.
 */
static bool
write_temp(struct staged *s, struct iana_report *rep)
{
	const struct iana_target *t = s->target;
	/* A new file gets the rights that the system gives.  Others must wait for theirs.
	 */
	int fd = iana_temp_create(s->number, t->real, t->exists ? 0600 : 0666);
	bool ok;

	if (fd < 0)
		return iana_fail_errno(rep, t->path, "cannot create a file in its folder");
	ok = iana_descriptor_write(fd, t->path, s->content, rep) &&
	     (!t->exists || iana_rights_keep(fd, t->path, &t->old, rep));
	if (ok && TEMP_FAILURE_RETRY(fsync(fd)) != 0)
		ok = iana_fail_errno(rep, t->path, "cannot sync");
	/* Interrupted, a descriptor is closed all the same. */
	if (close(fd) != 0 && errno != EINTR && ok)
		ok = iana_fail_errno(rep, t->path, "cannot close");
	return ok && open_folder(s, rep);
}

static bool
write_folder(struct staged *s, struct iana_report *rep)
{
	return iana_folder_stage(s->number, s->files, s->target, rep) &&
	       open_folder(s, rep);
}

/* Write a device or a pipe. */
static bool
write_device(const struct staged *s, struct iana_report *rep)
{
	const char *path = s->target->path;
	int fd = (int)TEMP_FAILURE_RETRY(open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY));
	bool ok;

	if (fd < 0)
		return iana_fail_errno(rep, path, "cannot open");
	ok = iana_descriptor_write(fd, path, s->content, rep);
	if (close(fd) != 0 && errno != EINTR && ok)
		ok = iana_fail_errno(rep, path, "cannot close");
	return ok;
}

/* Write an output that is not renamed into place. */
static bool
write_as_is(const struct staged *s, struct iana_report *rep)
{
	const struct iana_target *t = s->target;

	return t->descriptor >= 0 ? iana_descriptor_write(
					t->descriptor, iana_target_name(t), s->content, rep)
				  : write_device(s, rep);
}

/* Write all that can be undone, then the rest. */
static bool
stage(struct staged *s, size_t n, struct iana_report *rep)
{
	for (size_t i = 0; i < n; i++)
		if (s[i].target->real != NULL &&
		    !(s[i].files != NULL ? write_folder(&s[i], rep)
					 : write_temp(&s[i], rep)))
			return false;
	for (size_t i = 0; i < n; i++)
		if (s[i].target->real == NULL && !write_as_is(&s[i], rep))
			return false;
	return true;
}

/* ---- renaming --------------------------------------------------------------- */

/* Give the temporary file and the target each other's name; not every file system can. */
static bool
swap(const struct staged *s)
{
	return renameat2(AT_FDCWD, iana_temp_path(s->number), AT_FDCWD, s->target->real,
			 RENAME_EXCHANGE) == 0;
}

/* The temporary folder is the old one now, or the new one again. */
static void
tell_temp(const struct staged *s, bool is_old)
{
	char *const *name = is_old ? s->old.name : s->files->name;

	iana_temp_exchange(s->number, (const char *const *)name,
			   is_old ? s->old.n : s->files->n);
}

static bool
place(struct staged *s, struct iana_report *rep)
{
	s->swapped = s->target->exists && swap(s);
	if (!s->swapped && rename(iana_temp_path(s->number), s->target->real) != 0)
		return iana_fail_errno(rep, s->target->path, "cannot rename into place");
	s->placed = true;
	if (s->swapped && s->files != NULL)
		tell_temp(s, true);
	return true;
}

/* Make a rename last.  Some file systems cannot sync a folder, and say so. */
static bool
sync_folder(const struct staged *s, struct iana_report *rep)
{
	return s->folder < 0 || TEMP_FAILURE_RETRY(fsync(s->folder)) == 0 ||
	       errno == EINVAL || errno == ENOTSUP ||
	       iana_fail_errno(rep, s->target->path, "cannot sync its folder");
}

/* Take a new output away: a file goes, and a folder becomes the temporary one again. */
static bool
take_away(const struct staged *s)
{
	if (s->files == NULL)
		return unlink(s->target->real) == 0;
	return rename(s->target->real, iana_temp_path(s->number)) == 0;
}

/* Take an output out of its place again; say so where there is no way back. */
static void
take_back(struct staged *s, struct iana_report *rep)
{
	size_t len = strlen(rep->error.text);

	if (s->swapped ? swap(s) : !s->target->exists && take_away(s)) {
		s->placed = s->files == NULL && !s->swapped;
		if (s->files != NULL)
			tell_temp(s, false);
		return;
	}
	snprintf(rep->error.text + len, sizeof rep->error.text - len,
		 "; %.100s is new already", s->target->path);
}

/* Place all files, or none. */
static bool
commit(struct staged *s, size_t n, struct iana_report *rep)
{
	sigset_t before;
	bool ok = true;

	iana_temps_hold(&before);
	for (size_t i = 0; i < n && ok; i++)
		ok = s[i].target->real == NULL || place(&s[i], rep);
	for (size_t i = 0; i < n && ok; i++)
		ok = sync_folder(&s[i], rep);
	for (size_t i = 0; i < n; i++) {
		if (s[i].placed && !ok)
			take_back(&s[i], rep);
		/* A file that was renamed has no temporary name any more. */
		if (s[i].placed && !s[i].swapped)
			iana_temp_forget(i);
		else
			s[i].remains = !iana_temp_remove(i) && ok && s[i].files != NULL;
	}
	iana_temps_release(&before);
	for (size_t i = 0; i < n; i++)
		if (s[i].remains)
			iana_tell(rep, s[i].target->path, 0,
				  "a file came into the old folder meanwhile; it stays "
				  "beside the new one, with a dot before its name");
	return ok;
}

/* ---- all outputs --------------------------------------------------------------- */

/* No output may be another one, or be in it. */
static bool
check_targets(const struct iana_target *target, size_t n, struct iana_report *rep)
{
	size_t at = iana_target_repeated(target, n);

	if (at != n)
		return iana_fail(rep, target[at].path, 0, IANA_OUTPUT_REPEATED);
	at = iana_target_inside(target, n);
	return at == n ||
	       iana_fail(rep, target[at].path, 0,
			 "lies in a folder that is an output, and is replaced as a whole");
}

/* Find the targets of all outputs: n files, then the folder. */
static bool
find_targets(struct iana_target *target, const struct iana_output *outputs, size_t n,
	     const char *folder, struct iana_report *rep)
{
	for (size_t i = 0; i < n; i++)
		if (!iana_target_find(&target[i], outputs[i].path, rep))
			return false;
	if (folder != NULL && !iana_target_find_folder(&target[n], folder, rep))
		return false;
	return check_targets(target, n + (folder != NULL), rep);
}

/* Write what is staged, with the target of each, or nothing. */
static bool
write_staged(struct staged *staged, size_t n, struct iana_report *rep)
{
	bool ok;

	iana_temps_begin();
	ok = stage(staged, n, rep) && commit(staged, n, rep);
	for (size_t i = 0; i < n; i++)
		iana_temp_remove(i);
	iana_temps_end();
	return ok;
}

bool
iana_outputs_write_with(const struct iana_output *outputs, size_t n, const char *path,
			const struct iana_folder *folder, struct iana_report *rep)
{
	struct iana_target target[IANA_OUTPUTS_MAX] = { 0 };
	struct staged staged[IANA_OUTPUTS_MAX] = { 0 };
	size_t n_all = n + (folder != NULL);
	bool ok = find_targets(target, outputs, n, folder != NULL ? path : NULL, rep);

	for (size_t i = 0; i < n_all; i++)
		staged[i] = (struct staged){ .content = i < n ? outputs[i].content : NULL,
					     .files = i < n ? NULL : folder,
					     .target = &target[i],
					     .number = i,
					     .folder = -1 };
	if (ok && folder != NULL && target[n].exists)
		ok = iana_folder_is_ours(&target[n], folder->mark, &staged[n].old, rep);
	ok = ok && write_staged(staged, n_all, rep);
	for (size_t i = 0; i < n_all; i++) {
		if (staged[i].folder >= 0)
			close(staged[i].folder);
		iana_folder_names_done(&staged[i].old);
		iana_target_done(&target[i]);
	}
	return ok;
}

bool
iana_outputs_write(const struct iana_output *outputs, size_t n, struct iana_report *rep)
{
	return iana_outputs_write_with(outputs, n, NULL, NULL, rep);
}

size_t
iana_outputs_repeated(const char *const *path, size_t n)
{
	struct iana_target target[IANA_OUTPUTS_MAX] = { 0 };
	struct iana_report ignored = { 0 };
	size_t repeated;

	for (size_t i = 0; i < n; i++)
		iana_target_find(&target[i], path[i], &ignored);
	repeated = iana_target_repeated(target, n);
	for (size_t i = 0; i < n; i++)
		iana_target_done(&target[i]);
	return repeated;
}
