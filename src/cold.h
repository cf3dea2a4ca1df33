/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one way to the items of the cold part. */
#ifndef IANA_COLD_H
#define IANA_COLD_H

#include "image.h"

/* Is the cold part in the image?  A map of the hot part alone has none. */
/*@ requires image_ok(im);
    assigns \nothing; */
static inline bool
iana_image_is_whole(const struct iana_image *im)
{
	return im->size >= iana_header_u32(im, IANA_H_TOTAL_BYTES);
}

/* The number of items of size bytes in a section, as the header says: not trusted. */
/*@ requires image_ok(im) && 0 <= s < IANA_N_SECTIONS;
    requires 1 <= bytes <= IANA_PORT_PAGE_BYTES;
    assigns \nothing; */
static inline uint32_t
iana_cold_count(const struct iana_image *im, enum iana_section s, uint32_t bytes)
{
	return iana_section_len(im, s) / bytes;
}

/*
 * An item of a cold section.
 *
 * ret   set on IANA_OK: bytes of the image
 *
 * Errors: IANA_NOTFOUND past the last item, and for an image without its cold part;
 * IANA_CORRUPT.  Cost: O(1).
 */
/*@ requires image_ok(im) && 0 <= s < IANA_N_SECTIONS;
    requires 1 <= bytes <= IANA_PORT_PAGE_BYTES;
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> in_image(im, *ret, bytes) && number < im->size; */
static inline enum iana_status
iana_cold_item(const struct iana_image *im, enum iana_section s, uint32_t number,
	       uint32_t bytes, const char **ret)
{
	const char *item;

	if (!iana_image_is_whole(im) || number >= iana_cold_count(im, s, bytes))
		return IANA_NOTFOUND;
	item = iana_item(im, s, number, bytes);
	if (item == NULL)
		return IANA_CORRUPT;
	*ret = item;
	return IANA_OK;
}

#endif
