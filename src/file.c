/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tells files apart, and reads them without a cancellation point. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

struct iana_file_id
iana_file_id_of(const struct stat *st)
{
	return (struct iana_file_id){
		.device = st->st_dev,
		.inode = st->st_ino,
		.size = (uint64_t)st->st_size,
		.modified = st->st_mtim,
		.changed = st->st_ctim,
	};
}

struct iana_file_id
iana_file_id_at(const char *path)
{
	struct stat st;

	if (path == NULL || stat(path, &st) != 0)
		return (struct iana_file_id){ 0 };
	return iana_file_id_of(&st);
}

static bool
same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool
iana_file_id_equal(const struct iana_file_id *a, const struct iana_file_id *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       same_time(&a->modified, &b->modified) && same_time(&a->changed, &b->changed);
}

/* By their numbers: libc's functions are cancellation points.  nss_files ends no thread. */
int
iana_file_open(const char *path)
{
	return (int)syscall(SYS_openat, AT_FDCWD, path,
			    O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_LARGEFILE);
}

void
iana_file_close(int fd)
{
	int saved_errno = errno;

	syscall(SYS_close, fd);
	errno = saved_errno;
}

/* How often a read may be interrupted: some file systems never stop saying so. */
#define INTERRUPTIONS_MAX 100

enum iana_file_read
iana_file_read(int fd, char *to, size_t len)
{
	size_t done = 0;
	unsigned interrupted = 0;

	while (done < len) {
		ssize_t n = syscall(SYS_read, fd, to + done, len - done);

		if (n < 0 && errno == EINTR && interrupted++ < INTERRUPTIONS_MAX)
			continue;
		if (n < 0)
			return IANA_FILE_FAILED;
		if (n == 0)
			return IANA_FILE_SHORT;
		done += (size_t)n;
	}
	return IANA_FILE_READ;
}
