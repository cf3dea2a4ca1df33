/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Maps an index file, or reads it if that is safer or mapping is refused. */
#include "map.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

/* An open index file that was judged. */
struct source {
	int fd;
	size_t size;
	bool may_map;
};

static enum iana_status
read_part(int fd, char *to, size_t len)
{
	switch (iana_file_read(fd, to, len)) {
	case IANA_FILE_READ:
		return IANA_OK;
	case IANA_FILE_SHORT:
		return IANA_CORRUPT; /* cut short since it was opened */
	default:
		return IANA_NOFILE;
	}
}

/*
 * Map the first len bytes of the file, or else read them.  If there is no memory, or the
 * disk fails, the file counts as not seen, so that it is tried again.
 */
static enum iana_status
bring(const struct source *from, size_t len, struct iana_map *map)
{
	void *p = MAP_FAILED;
	enum iana_status st = IANA_OK;

	if (from->may_map)
		p = mmap(NULL, len, PROT_READ, MAP_PRIVATE, from->fd, 0);
	map->mapped = p != MAP_FAILED;
	if (!map->mapped) {
		p = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			 0);
		st = p != MAP_FAILED ? read_part(from->fd, p, len) : IANA_NOFILE;
	}
	if (p != MAP_FAILED) {
		map->addr = p;
		map->len = len;
	}
	if (st == IANA_NOFILE)
		map->id = (struct iana_file_id){ 0 };
	return st;
}

/*
 * Bring in the hot part.  Its length stands in the header.
 *
 * A part that is read costs each process its length.  The header is no proof that the file
 * has content: a sparse file of 8 KiB may claim 256 MiB.  So what is read has a limit.
 */
static enum iana_status
bring_hot(const struct source *from, struct iana_map *map)
{
	size_t len = from->size < IANA_HOT_USUAL ? from->size : IANA_HOT_USUAL;
	uint32_t hot;
	enum iana_status st = bring(from, len, map);

	if (st == IANA_OK)
		st = iana_image_hot_bytes(map->addr, len, &hot);
	if (st != IANA_OK || hot <= len)
		return st;
	if (hot > from->size)
		return IANA_CORRUPT;
	if (!map->mapped && hot > IANA_HOT_READ_MAX) {
		errno = EFBIG;
		return IANA_NOFILE;
	}
	iana_map_close(map);
	/* A read begins at the start again. */
	return lseek(from->fd, 0, SEEK_SET) == 0 ? bring(from, hot, map) : IANA_NOFILE;
}

/* Was the file written to while it was read?  Then the bytes may be of two states. */
static bool
is_torn(int fd, const struct iana_file_id *id)
{
	struct stat st;
	struct iana_file_id after;

	if (fstat(fd, &st) != 0)
		return true;
	after = iana_file_id_of(&st);
	return !iana_file_id_equal(&after, id);
}

static enum iana_status
bring_file(int fd, enum iana_care care, enum iana_extent extent, struct iana_map *map)
{
	struct source from = { .fd = fd };
	struct stat sb;
	enum iana_trust trust;
	enum iana_status st;

	if (fstat(fd, &sb) != 0)
		return IANA_NOFILE;
	map->id = iana_file_id_of(&sb);
	trust = iana_trust(&sb, care);
	if (!S_ISREG(sb.st_mode) || trust == IANA_TRUST_REFUSE) {
		errno = S_ISREG(sb.st_mode) ? EPERM : EINVAL;
		return IANA_NOFILE;
	}
	if (sb.st_size < IANA_HEADER_BYTES || sb.st_size > IANA_INDEX_MAX)
		return IANA_CORRUPT;
	from.size = (size_t)sb.st_size;
	from.may_map = trust == IANA_TRUST_MAP;
	st = extent == IANA_HOT ? bring_hot(&from, map) : bring(&from, from.size, map);
	if (st == IANA_OK && !map->mapped && is_torn(fd, &map->id)) {
		map->id = (struct iana_file_id){ 0 };
		errno = EAGAIN;
		return IANA_NOFILE;
	}
	if (st == IANA_OK)
		st = iana_image_open(map->addr, map->len, &map->image, &map->header);
	if (st == IANA_OK && map->header.total_bytes != (uint64_t)sb.st_size)
		st = IANA_CORRUPT; /* cut short, or grown since it was written */
	return st;
}

/*
 * Does the error of open(2) stay the same until the file changes?  A right that is missing
 * does; a lack of descriptors or memory passes.
 */
static bool
keeps_still(int error)
{
	return error == EACCES || error == EPERM;
}

/*
 * Open a regular file and bring it in.  No other file is opened: that alone can start a
 * device or wake the writer of a FIFO.  A file put there after the look is opened without
 * waiting, and then refused.
 */
static enum iana_status
open_and_bring(const char *path, enum iana_care care, enum iana_extent extent,
	       struct iana_map *map)
{
	struct stat sb;
	enum iana_status st;
	int fd;

	if (stat(path, &sb) != 0)
		return IANA_NOFILE;
	if (!S_ISREG(sb.st_mode)) {
		map->id = iana_file_id_of(&sb);
		errno = EINVAL;
		return IANA_NOFILE;
	}
	fd = iana_file_open(path);
	if (fd < 0) {
		if (keeps_still(errno))
			map->id = iana_file_id_of(&sb);
		return IANA_NOFILE;
	}
	st = bring_file(fd, care, extent, map);
	iana_file_close(fd);
	return st;
}

/*
 * How often a file is brought in that is torn.  An update replaces the file within a
 * moment: so the next one is whole.
 */
#define TORN_MAX 3

enum iana_status
iana_map_open(const char *path, enum iana_care care, enum iana_extent extent,
	      struct iana_map *ret)
{
	struct iana_map map = { 0 };
	enum iana_status st = open_and_bring(path, care, extent, &map);
	int e;

	for (int n = 1; st == IANA_NOFILE && errno == EAGAIN && n < TORN_MAX; n++) {
		iana_map_close(&map);
		st = open_and_bring(path, care, extent, &map);
	}
	e = errno;
	if (st == IANA_OK) {
		*ret = map;
	} else {
		iana_map_close(&map);
		ret->id = map.id;
	}
	errno = e;
	return st;
}

void
iana_map_close(struct iana_map *map)
{
	if (map->len != 0)
		munmap(map->addr, map->len);
	map->addr = NULL;
	map->len = 0;
}
