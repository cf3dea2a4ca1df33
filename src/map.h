/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Brings an index file into memory. */
#ifndef IANA_MAP_H
#define IANA_MAP_H

#include "image.h"

#include <sys/types.h>

enum iana_extent {
	IANA_HOT,  /* what lookups need */
	IANA_WHOLE /* the details as well */
};

struct iana_map {
	void *addr;
	size_t len; /* of the mapping; 0 when there is none */
	struct iana_image image;
};

/*
 * Map an index file and open it; where mapping is refused and reading is not,
 * read it into anonymous memory (DESIGN L5).
 *
 * path    of a regular file
 * ret     set on IANA_OK; to be closed by iana_map_close
 *
 * No file descriptor stays open.  errno tells more on IANA_NOFILE.
 * Errors: IANA_NOFILE, IANA_UNSUPPORTED, IANA_CORRUPT.
 * Cost: four system calls, one more for a hot part beyond IANA_HOT_USUAL.
 */
enum iana_status iana_map_open(const char *path, enum iana_extent extent,
			       struct iana_map *ret);

/* Unmap; accepts a map that is closed already or all zero. */
void iana_map_close(struct iana_map *map);

#endif
