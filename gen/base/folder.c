/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes the files of a folder beside its place, and looks at an older folder. */
#include "base/folder.h"
#include "base/descriptor.h"
#include "base/libc.h"
#include "base/rights.h"
#include "base/temp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- the files ------------------------------------------------------------------ */

static char *
file_name_copy(const char *name, size_t len)
{
	char *copy = strndup(name, len);

	if (copy == NULL)
		iana_out_of_memory();
	return copy;
}

void
iana_folder_end_file(struct iana_folder *f, const char *name, size_t len)
{
	f->name = iana_grow(f->name, &f->cap, f->n + 1, sizeof *f->name);
	f->end = iana_grow(f->end, &f->cap_ends, f->n + 1, sizeof *f->end);
	f->name[f->n] = file_name_copy(name, len);
	f->end[f->n++] = f->text.len;
}

void
iana_folder_done(struct iana_folder *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->name[i]);
	free(f->name);
	free(f->end);
	iana_buffer_done(&f->text);
}

/* ---- an older folder ---------------------------------------------------------------- */

#define HEAD_BYTES 512 /* the mark stands in the first ones */

void
iana_folder_names_done(struct iana_folder_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->name[i]);
	free(names->name);
}

/* Has a file of the folder the mark?  A FIFO must not keep the program waiting. */
static bool
has_mark(int folder, const char *name, const char *mark)
{
	int fd =
	    openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
	char head[HEAD_BYTES];
	ssize_t n = -1;
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		n = TEMP_FAILURE_RETRY(read(fd, head, sizeof head));
	if (fd >= 0)
		close(fd);
	return n > 0 && memmem(head, (size_t)n, mark, strlen(mark)) != NULL;
}

/* Add the names of all files.  Returns false at the first file without the mark. */
static bool
list_files(DIR *dir, const struct iana_target *t, const char *mark,
	   struct iana_folder_names *names, struct iana_report *rep)
{
	const struct dirent *d;

	while (errno = 0, (d = readdir(dir)) != NULL) {
		const char *name = d->d_name;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		if (!has_mark(dirfd(dir), name, mark))
			return iana_fail(rep, t->path, 0,
					 "has \"%.80s\", which this program did not write; "
					 "name a folder that is new or empty",
					 name);
		names->name =
		    iana_grow(names->name, &names->cap, names->n + 1, sizeof *names->name);
		names->name[names->n++] = file_name_copy(name, strlen(name));
	}
	return errno == 0 || iana_fail_errno(rep, t->path, "cannot read the folder");
}

bool
iana_folder_is_ours(const struct iana_target *t, const char *mark,
		    struct iana_folder_names *ret, struct iana_report *rep)
{
	struct iana_folder_names names = { 0 };
	DIR *dir = opendir(t->real);
	bool ok;

	if (dir == NULL)
		return iana_fail_errno(rep, t->path, "cannot open the folder");
	ok = list_files(dir, t, mark, &names, rep);
	closedir(dir);
	if (ok)
		*ret = names;
	else
		iana_folder_names_done(&names);
	return ok;
}

/* ---- writing ------------------------------------------------------------------------ */

/* Write one file.  A name of the folder is as long as a message can tell. */
static bool
write_one_file(int folder, const struct iana_folder *f, size_t i, const char *path,
	       struct iana_report *rep)
{
	size_t start = i > 0 ? f->end[i - 1] : 0;
	struct iana_buffer text = { f->text.bytes + start, f->end[i] - start, 0 };
	int fd = openat(folder, f->name[i], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool ok;

	if (fd < 0)
		return iana_fail_errno(rep, path, "cannot create \"%.80s\" in it",
				       f->name[i]);
	ok = iana_descriptor_write(fd, path, &text, rep);
	/* Interrupted, a descriptor is closed all the same. */
	if (close(fd) != 0 && errno != EINTR && ok)
		ok = iana_fail_errno(rep, path, "cannot close");
	return ok;
}

static bool
write_files(int fd, const struct iana_folder *f, const struct iana_target *t,
	    struct iana_report *rep)
{
	for (size_t i = 0; i < f->n; i++)
		if (!write_one_file(fd, f, i, t->path, rep))
			return false;
	if (t->exists && !iana_rights_keep(fd, t->path, &t->old, rep))
		return false;
	/* One sync of thousands of files: one for each would take minutes. */
	return syncfs(fd) == 0 || iana_fail_errno(rep, t->path, "cannot sync");
}

bool
iana_folder_stage(size_t number, const struct iana_folder *f, const struct iana_target *t,
		  struct iana_report *rep)
{
	mode_t mode = t->exists ? 0700 : 0777;
	int fd = -1;
	bool ok;

	if (iana_temp_create_folder(number, t->real, mode, (const char *const *)f->name,
				    f->n) == 0)
		fd = open(iana_temp_path(number),
			  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return iana_fail_errno(rep, t->path, "cannot create a folder beside it");
	ok = write_files(fd, f, t, rep);
	close(fd);
	return ok;
}
