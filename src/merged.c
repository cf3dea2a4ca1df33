/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads the fields of the header about the services file. */
#include "merged.h"

/* A time of the header.  One before 1970 has seconds below zero. */
/*@ requires image_ok(im) && off <= IANA_HEADER_BYTES - 12;
    assigns \nothing; */
static struct timespec
header_time(const struct iana_image *im, size_t off)
{
	struct timespec t = { 0 };

	t.tv_sec = (time_t)(int64_t)iana_le64(im->bytes + off);
	t.tv_nsec = (long)iana_header_u32(im, off + 8);
	return t;
}

enum iana_status
iana_merged_read(const struct iana_image *im, struct iana_merged *ret)
{
	uint32_t flags = iana_header_u32(im, IANA_H_MAY_IGNORE);

	if ((flags & IANA_FLAG_MERGED) == 0)
		return IANA_NOTFOUND;
	ret->absent = (flags & IANA_FLAG_NO_FILE) != 0;
	ret->file.size = iana_le64(im->bytes + IANA_H_FILE_SIZE);
	ret->file.device = iana_le64(im->bytes + IANA_H_FILE_DEVICE);
	ret->file.inode = iana_le64(im->bytes + IANA_H_FILE_INODE);
	ret->file.modified = header_time(im, IANA_H_FILE_MODIFIED);
	ret->file.changed = header_time(im, IANA_H_FILE_CHANGED);
	ret->hash = iana_le64(im->bytes + IANA_H_FILE_HASH);
	return IANA_OK;
}
