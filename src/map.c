/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Maps an index file, or reads it where mapping is refused. */
#include "map.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Read len bytes from the start of the file; false when it ends before. */
static bool
read_all(int fd, uint8_t *to, size_t len)
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
		st = iana_image_open(map->addr, map->len, &map->image);
	if (st == IANA_OK && map->image.total_bytes != (uint64_t)sb.st_size)
		st = IANA_CORRUPT; /* cut short, or grown since it was written */
	return st;
}

enum iana_status
iana_map_open(const char *path, enum iana_extent extent, struct iana_map *ret)
{
	struct iana_map map = { 0 };
	enum iana_status st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return IANA_NOFILE;
	st = bring_file(fd, extent, &map);
	if (st != IANA_OK) {
		int e = errno;

		iana_map_close(&map);
		close(fd);
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
