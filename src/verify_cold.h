/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the two halves of verifying the cold part share.  Two lists that must hold the
 * same items are compared by their numbers of items and by an exclusive or of a hash of
 * each item: so nothing has to be remembered.
 */
#ifndef IANA_VERIFY_COLD_H
#define IANA_VERIFY_COLD_H

#include "hash.h"
#include "row.h"

/* What the rows and the table say, to be compared with the directories. */
struct iana_tally {
	uint32_t n_records;
	uint32_t n_rows;
	uint32_t n_unnamed;
	uint64_t unnamed; /* of the numbers of these rows */
	uint64_t n_names; /* names and aliases of all records, and names without a port */
	uint64_t names;	  /* of each of them, with its owner */
	uint64_t sources; /* the sum of all rows' source numbers */
};

/* A hash of a number and of another hash. */
/*@ assigns \nothing; */
static inline uint64_t
iana_mix(uint64_t hash, uint32_t number)
{
	uint64_t h = iana_wrap_mul(hash, IANA_HASH_K) ^ number ^ UINT64_C(1) << 32;

	h = iana_wrap_mul(h ^ h >> 32, IANA_HASH_K);
	return h ^ h >> 32;
}

/* Has a section n items of size bytes, and no byte more? */
/*@ requires image_ok(im) && 0 <= s < IANA_N_SECTIONS;
    requires 1 <= bytes <= IANA_PORT_PAGE_BYTES;
    assigns \nothing; */
static inline bool
iana_section_is(const struct iana_image *im, enum iana_section s, uint32_t n,
		uint32_t bytes)
{
	return iana_section_len(im, s) == n * (uint64_t)bytes;
}

/* The bytes from p to the end of the image. */
/*@ requires image_ok(im) && in_image(im, p, 1);
    assigns \nothing;
    ensures 1 <= \result <= im->size && in_image(im, p, \result); */
static inline size_t
iana_room(const struct iana_image *im, const char *p)
{
	return im->size - (size_t)(p - im->bytes);
}

/* The length of a text that is a name, 1 to 255; 0 for any other text. */
/*@ requires image_ok(im) && in_image(im, text, 1);
    assigns \nothing;
    ensures \result <= IANA_NAME_MAX && in_image(im, text, \result + 1); */
static inline uint32_t
iana_name_len(const struct iana_image *im, const char *text)
{
	size_t room = iana_room(im, text);
	uint32_t n = 0;

	/*@ loop invariant 0 <= n <= IANA_NAME_MAX && n < room;
	    loop assigns n;
	    loop variant IANA_NAME_MAX - n; */
	while (iana_u8(text + n) != 0) {
		if (n == IANA_NAME_MAX || n + (size_t)1 == room)
			return 0;
		n++;
	}
	return n;
}

/* Is p the first byte of a text? */
/*@ requires image_ok(im) && in_image(im, p, 1);
    assigns \nothing; */
static inline bool
iana_is_text(const struct iana_image *im, const char *p)
{
	size_t at = (size_t)(p - im->bytes);

	return at == iana_header_u32(im, IANA_H_SECTIONS + 8 * IANA_S_TEXTS) ||
	       (at > 0 && iana_u8(p - 1) == 0);
}

/*
 * Verify the rows, their sources, and the links from entries to rows.
 *
 * t   starts all zero; is filled
 *
 * NULL if all holds; else what does not.  Cost: O(size of the cold part).
 */
/*@ requires image_ok(im) && \valid_read(header);
    requires \valid(t) && \separated(t, header, im);
    requires t->n_unnamed == 0 && t->n_names == 0 && t->sources == 0;
    assigns *t; */
const char *iana_verify_rows(const struct iana_image *im, const struct iana_header *header,
			     struct iana_tally *t);

/*
 * Verify the directories against what iana_verify_rows counted.
 *
 * NULL if all holds; else what does not.  Cost: O(size of the cold part).
 */
/*@ requires image_ok(im) && \valid_read(t);
    assigns \nothing; */
const char *iana_verify_directories(const struct iana_image *im,
				    const struct iana_tally *t);

#endif
