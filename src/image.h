/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An opened index: bytes whose header has been checked, and the way to its items. */
#ifndef IANA_IMAGE_H
#define IANA_IMAGE_H

#include "bytes.h"
#include "format.h"
#include "status.h"

struct iana_image {
	const uint8_t *bytes; /* borrowed */
	size_t size;	      /* bytes readable there, at least IANA_HOT_MIN */
};

/* What the header says of the whole file; for questions other than lookups. */
struct iana_header {
	uint32_t flags; /* must-refuse flags, all known */
	uint32_t minor;
	uint32_t date; /* the registry's, YYYYMMDD, 0 unknown */
	uint32_t total_bytes;
	uint32_t hot_bytes;
	uint32_t n_entries;
	uint32_t n_names;
	uint32_t n_aliases;
	uint32_t n_rows;
};

/*
 * Open an index that lies in memory.
 *
 * bytes   the first size bytes of the file; borrowed for as long as the image is used
 * size    at least the hot part; all of it where the details are wanted
 * ret     set on IANA_OK
 * ret_header   set on IANA_OK; may be NULL
 *
 * Errors: IANA_UNSUPPORTED, IANA_CORRUPT.  Cost: O(1), three cache lines.
 * Source: doc/index-format.md "Header".
 */
enum iana_status iana_image_open(const uint8_t *bytes, size_t size, struct iana_image *ret,
				 struct iana_header *ret_header);

/*
 * How large the hot part says it is, so that a short map can grow.
 * Errors: as iana_image_open, which checks the rest.
 */
enum iana_status iana_image_hot_bytes(const uint8_t *bytes, size_t size,
				      uint32_t *ret_hot_bytes);

/* A field of the header; always readable. */
static inline uint32_t
iana_header_u32(const struct iana_image *im, size_t off)
{
	return iana_le32(im->bytes + off);
}

/* The length of a section, as the header says: not trusted. */
static inline uint32_t
iana_section_len(const struct iana_image *im, enum iana_section s)
{
	return iana_header_u32(im, IANA_H_SECTIONS + 8 * (size_t)s + 4);
}

/*
 * The way to every byte behind the header: len bytes at off of a section, or
 * NULL when they do not all lie in the image.  len is below IANA_HOT_MIN.
 */
static inline const uint8_t *
iana_section_at(const struct iana_image *im, enum iana_section s, uint64_t off,
		uint32_t len)
{
	uint64_t at = iana_header_u32(im, IANA_H_SECTIONS + 8 * (size_t)s) + off;

	return at <= im->size - len ? im->bytes + at : NULL;
}

/* Item i of a section of items of the same size, in the same way. */
static inline const uint8_t *
iana_item(const struct iana_image *im, enum iana_section s, uint32_t i, uint32_t bytes)
{
	return iana_section_at(im, s, (uint64_t)i * bytes, bytes);
}

/* Must names match by their bytes alone? */
static inline bool
iana_image_exact_case(const struct iana_image *im)
{
	return (iana_header_u32(im, IANA_H_MUST_REFUSE) & IANA_FLAG_EXACT_CASE) != 0;
}

#endif
