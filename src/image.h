/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An opened index: bytes with a checked header, and the ways to its items. */
#ifndef IANA_IMAGE_H
#define IANA_IMAGE_H

#include "bytes.h"
#include "format.h"
#include "status.h"

struct iana_image {
	const char *bytes; /* borrowed */
	size_t size;	   /* bytes readable there, at least IANA_HOT_MIN */
};

/* Opening ensures image_ok, and each question requires it: no content is trusted. */
/*@ predicate bytes_ok(char *bytes, integer size) =
      IANA_HOT_MIN <= size <= IANA_INDEX_MAX && \valid_read(bytes + (0 .. size - 1));

    predicate image_ok(struct iana_image *im) =
      \valid_read(im) && bytes_ok(im->bytes, im->size);

    predicate inside(char *bytes, integer size, char *p, integer len) =
      \base_addr(p) == \base_addr(bytes) && bytes <= p && p + len <= bytes + size;

    predicate in_image(struct iana_image *im, char *p, integer len) =
      inside(im->bytes, im->size, p, len); */

/* The header's fields about the whole file.  Lookups need none of them. */
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
 * size    at least the hot part; all of the file for the cold part
 * ret     set on IANA_OK
 * ret_header   set on IANA_OK; may be NULL
 *
 * Errors: IANA_UNSUPPORTED, IANA_CORRUPT.  Cost: O(1), three cache lines.
 * Source: doc/index-format.md "Header".
 */
/*@ requires \valid_read(bytes + (0 .. size - 1));
    requires \valid(ret) && (ret_header == \null || \valid(ret_header));
    requires \separated(ret, ret_header);
    assigns *ret, *ret_header;
    ensures \result == IANA_OK ==>
      image_ok(ret) && ret->bytes == bytes && ret->size <= size;
    ensures \result != IANA_OK ==> *ret == \old(*ret); */
enum iana_status iana_image_open(const char *bytes, size_t size, struct iana_image *ret,
				 struct iana_header *ret_header);

/*
 * The length of the hot part by the header, not trusted: a map may have to be longer.
 * Errors: as iana_image_open, which checks the rest.
 */
/*@ requires \valid_read(bytes + (0 .. size - 1));
    requires \valid(ret_hot_bytes);
    assigns *ret_hot_bytes; */
enum iana_status iana_image_hot_bytes(const char *bytes, size_t size,
				      uint32_t *ret_hot_bytes);

/* A field of the header. */
/*@ requires image_ok(im) && off <= IANA_HEADER_BYTES - 4;
    assigns \nothing; */
static inline uint32_t
iana_header_u32(const struct iana_image *im, size_t off)
{
	return iana_le32(im->bytes + off);
}

/* The length of a section by the header, not trusted. */
/*@ requires image_ok(im) && 0 <= s < IANA_N_SECTIONS;
    assigns \nothing; */
static inline uint32_t
iana_section_len(const struct iana_image *im, enum iana_section s)
{
	return iana_header_u32(im, IANA_H_SECTIONS + 8 * (size_t)s + 4);
}

/*
 * The ways to each byte behind the header.  They check that len bytes at an offset of the
 * file, or of a section, lie in the image; those that give a pointer give NULL if not.
 * len is at most IANA_HOT_MIN; iana_section_span takes any len.
 */
/*@ requires image_ok(im) && len <= IANA_HOT_MIN;
    assigns \nothing;
    ensures \result <==> at + len <= im->size; */
static inline bool
iana_file_has(const struct iana_image *im, uint64_t at, uint32_t len)
{
	return at <= im->size - len;
}

/*@ requires image_ok(im);
    requires at <= 0x20000000000 && len <= IANA_HOT_MIN;
    assigns \result \from im->bytes, im->size, at, len;
    ensures \result != \null ==> in_image(im, \result, len);
    ensures \result != \null ==> at + len <= im->size; */
static inline const char *
iana_file_at(const struct iana_image *im, uint64_t at, uint32_t len)
{
	return iana_file_has(im, at, len) ? im->bytes + at : NULL;
}

/*@ requires image_ok(im) && 0 <= s < IANA_N_SECTIONS;
    requires off <= 0x10000000000 && len <= IANA_HOT_MIN;
    assigns \result \from im->bytes, im->size, s, off, len,
      im->bytes[0 .. IANA_HEADER_BYTES];
    ensures \result != \null ==> in_image(im, \result, len);
    ensures \result != \null ==> off + len <= im->size; */
static inline const char *
iana_section_at(const struct iana_image *im, enum iana_section s, uint64_t off,
		uint32_t len)
{
	return iana_file_at(im, iana_header_u32(im, IANA_H_SECTIONS + 8 * (size_t)s) + off,
			    len);
}

/*@ requires image_ok(im) && 0 <= s < IANA_N_SECTIONS;
    requires off <= 0x10000000000;
    assigns \result \from im->bytes, im->size, s, off, len,
      im->bytes[0 .. IANA_HEADER_BYTES];
    ensures \result != \null ==> in_image(im, \result, len);
    ensures \result != \null ==> off + len <= im->size;
    ensures \object_pointer(\result); */
static inline const char *
iana_section_span(const struct iana_image *im, enum iana_section s, uint64_t off,
		  uint32_t len)
{
	uint64_t at = iana_header_u32(im, IANA_H_SECTIONS + 8 * (size_t)s) + off;

	return iana_span_ok(im->size, at, len) ? im->bytes + at : NULL;
}

/* The same for item i of a section of items of one size. */
/*@ requires image_ok(im) && 0 <= s < IANA_N_SECTIONS;
    requires i <= 0x100010000 && 1 <= bytes <= IANA_PORT_PAGE_BYTES;
    assigns \result \from im->bytes, im->size, s, i, bytes,
      im->bytes[0 .. IANA_HEADER_BYTES];
    ensures \result != \null ==> in_image(im, \result, bytes);
    ensures \result != \null ==> (i + 1) * bytes <= im->size; */
static inline const char *
iana_item(const struct iana_image *im, enum iana_section s, uint64_t i, uint32_t bytes)
{
	return iana_section_at(im, s, i * bytes, bytes);
}

/* Was the index made with exact case? */
/*@ requires image_ok(im);
    assigns \nothing; */
static inline bool
iana_image_exact_case(const struct iana_image *im)
{
	return (iana_header_u32(im, IANA_H_MUST_REFUSE) & IANA_FLAG_EXACT_CASE) != 0;
}

#endif
