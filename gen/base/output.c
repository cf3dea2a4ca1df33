/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stages files beside their places, then renames them all. */
#include "base/output.h"
#include "base/libc.h"
#include "base/rights.h"
#include "base/target.h"
#include "base/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Static_assert(IANA_OUTPUTS_MAX <= IANA_TEMPS_MAX, "each output may have a temporary file");

struct staged {
	const struct iana_buffer *content;
	const struct iana_target *target;
	size_t number; /* of its temporary file */
	int folder;    /* a descriptor of the folder; -1: none */
	bool placed;   /* the target holds the content */
	bool swapped;  /* the temporary file holds the old content */
};

/* Wait until a descriptor that does not block takes more. */
static void
wait_for_room(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	poll(&p, 1, -1);
}

bool
iana_output_fd(int fd, const char *name, const struct iana_buffer *content,
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
	ok = iana_output_fd(fd, t->path, s->content, rep) &&
	     (!t->exists || iana_rights_keep(fd, t->path, &t->old, rep));
	if (ok && TEMP_FAILURE_RETRY(fsync(fd)) != 0)
		ok = iana_fail_errno(rep, t->path, "cannot sync");
	/* Interrupted, a descriptor is closed all the same. */
	if (close(fd) != 0 && errno != EINTR && ok)
		ok = iana_fail_errno(rep, t->path, "cannot close");
	return ok && open_folder(s, rep);
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
	ok = iana_output_fd(fd, path, s->content, rep);
	if (close(fd) != 0 && errno != EINTR && ok)
		ok = iana_fail_errno(rep, path, "cannot close");
	return ok;
}

/* Write an output that is not renamed into place. */
static bool
write_as_is(const struct staged *s, struct iana_report *rep)
{
	const struct iana_target *t = s->target;

	return t->descriptor >= 0
		   ? iana_output_fd(t->descriptor, iana_target_name(t), s->content, rep)
		   : write_device(s, rep);
}

/* Write all that can be undone, then the rest. */
static bool
stage(struct staged *s, size_t n, struct iana_report *rep)
{
	for (size_t i = 0; i < n; i++)
		if (s[i].target->real != NULL && !write_temp(&s[i], rep))
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

static bool
place(struct staged *s, struct iana_report *rep)
{
	s->swapped = s->target->exists && swap(s);
	if (!s->swapped && rename(iana_temp_path(s->number), s->target->real) != 0)
		return iana_fail_errno(rep, s->target->path, "cannot rename into place");
	s->placed = true;
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

/* Take an output out of its place again; say so where there is no way back. */
static void
take_back(struct staged *s, struct iana_report *rep)
{
	size_t len = strlen(rep->error.text);

	if (s->swapped ? swap(s) : !s->target->exists && unlink(s->target->real) == 0)
		return;
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
			iana_temp_remove(i);
	}
	iana_temps_release(&before);
	return ok;
}

/* ---- all outputs --------------------------------------------------------------- */

static bool
find_targets(struct iana_target *target, const struct iana_output *outputs, size_t n,
	     struct iana_report *rep)
{
	size_t repeated;

	for (size_t i = 0; i < n; i++)
		if (!iana_target_find(&target[i], outputs[i].path, rep))
			return false;
	repeated = iana_target_repeated(target, n);
	return repeated == n ||
	       iana_fail(rep, outputs[repeated].path, 0, IANA_OUTPUT_REPEATED);
}

bool
iana_outputs_write(const struct iana_output *outputs, size_t n, struct iana_report *rep)
{
	struct iana_target target[IANA_OUTPUTS_MAX] = { 0 };
	struct staged staged[IANA_OUTPUTS_MAX] = { 0 };
	bool ok = find_targets(target, outputs, n, rep);

	for (size_t i = 0; i < n; i++)
		staged[i] = (struct staged){ .content = outputs[i].content,
					     .target = &target[i],
					     .number = i,
					     .folder = -1 };
	iana_temps_begin();
	ok = ok && stage(staged, n, rep) && commit(staged, n, rep);
	for (size_t i = 0; i < n; i++) {
		iana_temp_remove(i);
		if (staged[i].folder >= 0)
			close(staged[i].folder);
		iana_target_done(&target[i]);
	}
	iana_temps_end();
	return ok;
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
