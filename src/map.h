/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Brings an index file into memory. */
#ifndef IANA_MAP_H
#define IANA_MAP_H

#include "image.h"
#include "trust.h"

#include <sys/stat.h>

enum iana_extent {
	IANA_HOT,  /* what lookups need */
	IANA_WHOLE /* the cold part as well */
};

/* Which file, and which state of it; all zero for none. */
struct iana_file_id {
	uint64_t device;
	uint64_t inode;
	uint64_t size;
	struct timespec modified;
	struct timespec changed;
};

struct iana_map {
	void *addr;
	size_t len;  /* of the memory there; 0 when there is none */
	bool mapped; /* what happens to the file happens there */
	struct iana_image image;
	struct iana_header header;
	struct iana_file_id id;
};

struct iana_file_id iana_file_id(const struct stat *st);

/* The identity of what is at a path; all zero where stat(2) fails or path is NULL. */
struct iana_file_id iana_file_id_at(const char *path);

bool iana_file_id_equal(const struct iana_file_id *a, const struct iana_file_id *b);

/*
 * Map an index file and open it.  Where somebody else than root might cut it short
 * (src/trust.h), or mapping is refused and reading is not, read it into anonymous
 * memory (rule L5): nothing that happens to the file then reaches the reader.
 *
 * path    of a regular file
 * care    what is asked of it
 * ret     set on IANA_OK; to be closed by iana_map_close
 *
 * No file descriptor stays open.  errno tells more on IANA_NOFILE: EPERM for a
 * file that is refused.
 * Errors: IANA_NOFILE, IANA_UNSUPPORTED, IANA_CORRUPT; ret->id tells the file
 * that was judged so, and is all zero where none was: another try may succeed.
 * Cost: four system calls; six where it is read, two more for a hot part beyond
 * IANA_HOT_USUAL.
 */
enum iana_status iana_map_open(const char *path, enum iana_care care,
			       enum iana_extent extent, struct iana_map *ret);

/* Unmap; accepts a map that is closed already or all zero. */
void iana_map_close(struct iana_map *map);

#endif
