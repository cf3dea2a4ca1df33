/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Maps an index file, or reads it where mapping is refused. */
#include "map.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

struct iana_file_id
iana_file_id(const struct stat *st)
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
	return iana_file_id(&st);
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

/* Read len bytes from the start of the file; false when it ends before. */
static bool
read_all(int fd, char *to, size_t len)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = pread(fd, to + done, len - done, (off_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

/* The first len bytes of the file, mapped or else read; MAP_FAILED. */
static void *
bring(int fd, size_t len)
{
	void *p = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);

	if (p != MAP_FAILED)
		return p;
	p = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p != MAP_FAILED && !read_all(fd, p, len)) {
		munmap(p, len);
		return MAP_FAILED;
	}
	return p;
}

/* Bring in the hot part, whose length only the header knows. */
static enum iana_status
bring_hot(int fd, size_t file_size, struct iana_map *map)
{
	size_t len = file_size < IANA_HOT_USUAL ? file_size : IANA_HOT_USUAL;
	uint32_t hot;
	enum iana_status st;

	map->addr = bring(fd, len);
	if (map->addr == MAP_FAILED)
		return IANA_NOFILE;
	map->len = len;
	st = iana_image_hot_bytes(map->addr, len, &hot);
	if (st != IANA_OK || hot <= len)
		return st;
	if (hot > file_size)
		return IANA_CORRUPT;
	munmap(map->addr, len);
	map->len = 0;
	map->addr = bring(fd, hot);
	if (map->addr == MAP_FAILED)
		return IANA_NOFILE;
	map->len = hot;
	return IANA_OK;
}

static enum iana_status
bring_file(int fd, enum iana_extent extent, struct iana_map *map)
{
	struct stat sb;
	enum iana_status st = IANA_OK;

	if (fstat(fd, &sb) != 0)
		return IANA_NOFILE;
	map->id = iana_file_id(&sb);
	if (!S_ISREG(sb.st_mode)) {
		errno = EINVAL;
		return IANA_NOFILE;
	}
	if (sb.st_size < IANA_HEADER_BYTES || sb.st_size > IANA_INDEX_MAX)
		return IANA_CORRUPT;
	if (extent == IANA_HOT) {
		st = bring_hot(fd, (size_t)sb.st_size, map);
	} else {
		map->addr = bring(fd, (size_t)sb.st_size);
		if (map->addr == MAP_FAILED)
			return IANA_NOFILE;
		map->len = (size_t)sb.st_size;
	}
	if (st == IANA_OK)
		st = iana_image_open(map->addr, map->len, &map->image, &map->header);
	if (st == IANA_OK && map->header.total_bytes != (uint64_t)sb.st_size)
		st = IANA_CORRUPT; /* cut short, or grown since it was written */
	return st;
}

enum iana_status
iana_map_open(const char *path, enum iana_extent extent, struct iana_map *ret)
{
	struct iana_map map = { 0 };
	enum iana_status st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	ret->id = map.id;
	if (fd < 0)
		return IANA_NOFILE;
	st = bring_file(fd, extent, &map);
	if (st != IANA_OK) {
		int e = errno;

		iana_map_close(&map);
		close(fd);
		ret->id = map.id;
		errno = e;
		return st;
	}
	close(fd);
	*ret = map;
	return IANA_OK;
}

void
iana_map_close(struct iana_map *map)
{
	if (map->len != 0)
		munmap(map->addr, map->len);
	map->addr = NULL;
	map->len = 0;
}
