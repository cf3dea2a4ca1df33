/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Maps an index file, or reads it into memory. */
#ifndef IANA_MAP_H
#define IANA_MAP_H

#include "file.h"
#include "image.h"
#include "trust.h"

enum iana_extent {
	IANA_HOT,  /* the hot part alone: lookups need no more */
	IANA_WHOLE /* the cold part as well */
};

struct iana_map {
	void *addr;
	size_t len;  /* bytes of memory there; 0: none */
	bool mapped; /* the memory shows the file, also when it changes */
	struct iana_image image;
	struct iana_header header;
	struct iana_file_id id;
};

/*
 * Map an index file and open the index.
 *
 * The file is read into anonymous memory instead if others than root might cut it short
 * (src/trust.h), or if mapping is refused and reading is not (rule L5).  A later change
 * of the file does not reach that memory.
 *
 * path    of a regular file
 * care    what is asked of the file
 * ret     set on IANA_OK; to be closed by iana_map_close
 *
 * No file descriptor stays open.  On IANA_NOFILE errno tells more: EPERM for a file that
 * is refused, EAGAIN for one that is written to while it is read.
 * Errors: IANA_NOFILE, IANA_UNSUPPORTED, IANA_CORRUPT.  ret->id is the file that was
 * judged, or that may not be opened.  It is all zero if another try may succeed while the
 * file stays the same.
 * Cost: five system calls; seven if the file is read; three more if the hot part is larger
 * than IANA_HOT_USUAL.
 */
enum iana_status iana_map_open(const char *path, enum iana_care care,
			       enum iana_extent extent, struct iana_map *ret);

/* Unmap.  Accepts a map that is closed or all zero. */
void iana_map_close(struct iana_map *map);

#endif
