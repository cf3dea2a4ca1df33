/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An opened index: bytes whose header has been checked, and where its parts lie. */
#ifndef IANA_IMAGE_H
#define IANA_IMAGE_H

#include "bytes.h"
#include "format.h"
#include "status.h"

/* A part of the image; opening proved off + len <= size. */
struct iana_span {
	uint32_t off;
	uint32_t len;
};

struct iana_image {
	const uint8_t *bytes; /* borrowed */
	size_t size;	      /* bytes readable there */
	uint32_t flags;	      /* must-refuse flags, all known */
	uint32_t minor;
	uint32_t date; /* the registry's, YYYYMMDD, 0 unknown */
	uint32_t total_bytes;
	uint32_t hot_bytes;
	uint32_t n_entries;
	uint32_t n_names;
	uint32_t n_aliases;
	uint32_t n_rows;
	uint64_t seed;
	struct iana_span section[IANA_N_SECTIONS];
};

/*
 * Open an index that lies in memory.
 *
 * bytes   the first size bytes of the file; borrowed for as long as the image is used
 * size    at least the hot part; all of it where the details are wanted
 * ret     set on IANA_OK
 *
 * The details are present when size holds the whole file; else their sections
 * are empty.
 * Errors: IANA_UNSUPPORTED, IANA_CORRUPT.  Cost: O(1), one or two cache lines.
 * Source: doc/index-format.md "Header".
 */
enum iana_status iana_image_open(const uint8_t *bytes, size_t size, struct iana_image *ret);

/*
 * How large the hot part says it is, so that a short map can grow.
 * Errors: as iana_image_open, which checks the rest.
 */
enum iana_status iana_image_hot_bytes(const uint8_t *bytes, size_t size,
				      uint32_t *ret_hot_bytes);

/* The start of a section; its length is im->section[s].len. */
static inline const uint8_t *
iana_image_section(const struct iana_image *im, enum iana_section s)
{
	return im->bytes + im->section[s].off;
}

#endif
