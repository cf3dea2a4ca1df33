/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Renames indexes, so that one of them is in place at each moment. */
#include "update/generation.h"
#include "base/libc.h"
#include "base/output.h"
#include "base/target.h"
#include "src/locate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
in_folder(const char *folder, const char *name)
{
	size_t room = strlen(folder) + strlen(name) + 2;
	char *path = iana_calloc(room, 1);

	snprintf(path, room, "%s/%s", folder, name);
	return path;
}

void
iana_generations_init(struct iana_generations *g)
{
	const char *local = iana_paths_default(NULL, false).local;
	char *folder = strndup(local, iana_folder_length(local) - 1);

	if (folder == NULL)
		iana_out_of_memory();
	*g = (struct iana_generations){
		.folder = folder,
		.current = in_folder(folder, strrchr(local, '/') + 1),
		.previous = in_folder(folder, "previous.idx"),
		.next = in_folder(folder, "next.idx"),
		.state = in_folder(folder, "update.json"),
	};
}

void
iana_generations_done(struct iana_generations *g)
{
	free(g->folder);
	free(g->current);
	free(g->previous);
	free(g->next);
	free(g->state);
}

/* Let the names of the folder reach the disk. */
static bool
sync_names(const struct iana_generations *g, struct iana_report *rep)
{
	int fd = open(g->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		iana_fail_errno(rep, g->folder, "cannot sync");
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool
move(const char *from, const char *to, struct iana_report *rep)
{
	return rename(from, to) == 0 || iana_fail_errno(rep, to, "cannot rename to it");
}

/* Give a file a second name, in place of the file that has it; false with errno set. */
static bool
link_over(const struct iana_generations *g, const char *from, const char *to)
{
	char *between = in_folder(g->folder, "between.idx");
	bool ok;
	int e;

	unlink(between);
	ok = link(from, between) == 0 && rename(between, to) == 0;
	e = errno;
	/* It is there if rename failed, or did nothing: both names are of the same file. */
	unlink(between);
	errno = e;
	free(between);
	return ok;
}

bool
iana_generation_install(const struct iana_generations *g, const struct iana_buffer *index,
			struct iana_report *rep)
{
	struct iana_output out = { g->next, index };
	bool ok;

	if (!iana_outputs_write(&out, 1, rep))
		return false;
	/* From here on no byte is written, only names. */
	ok = link_over(g, g->current, g->previous) || errno == ENOENT ||
	     iana_fail_errno(rep, g->previous, "cannot keep the index in place");
	ok = ok && move(g->next, g->current, rep);
	if (!ok)
		unlink(g->next);
	return ok && sync_names(g, rep);
}

static bool
is_there(const char *path)
{
	return access(path, F_OK) == 0 || errno != ENOENT;
}

/* Exchange two files, in a file system that cannot do so at once: one name at a time. */
static bool
exchange_by_names(const struct iana_generations *g, struct iana_report *rep)
{
	if (!link_over(g, g->current, g->next))
		return iana_fail_errno(rep, g->current, "cannot give it another name");
	return move(g->previous, g->current, rep) && move(g->next, g->previous, rep);
}

static bool
exchange(const struct iana_generations *g, struct iana_report *rep)
{
	if (renameat2(AT_FDCWD, g->current, AT_FDCWD, g->previous, RENAME_EXCHANGE) == 0)
		return true;
	if (errno == EINVAL || errno == ENOSYS)
		return exchange_by_names(g, rep);
	return iana_fail_errno(rep, g->current, "cannot exchange it with the previous one");
}

bool
iana_generation_rollback(const struct iana_generations *g, struct iana_report *rep)
{
	bool has_current = is_there(g->current);
	bool has_previous = is_there(g->previous);
	bool ok;

	if (!has_current && !has_previous)
		return iana_fail(rep, g->folder, 0,
				 "no index there that update could roll back");
	if (has_current && has_previous)
		ok = exchange(g, rep);
	else
		ok = has_current ? move(g->current, g->previous, rep)
				 : move(g->previous, g->current, rep);
	return ok && sync_names(g, rep);
}
