/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The enumeration: every entry of the table, in its order. */
#include "find.h"
#include "proto.h"

/* A cursor is a record's number times eight, and the first protocol bit to give. */
enum iana_status
iana_find_next(const struct iana_image *im, uint32_t *cursor, struct iana_match *ret)
{
	uint32_t number = *cursor / 8;
	const char *r;
	uint32_t mask;
	uint32_t bit;

	if (number >= iana_section_len(im, IANA_S_RECORDS) / IANA_RECORD_BYTES)
		return IANA_NOTFOUND;
	r = iana_item(im, IANA_S_RECORDS, number, IANA_RECORD_BYTES);
	if (r == NULL)
		return IANA_CORRUPT;
	mask = iana_u8(r + IANA_R_MASK);
	bit = iana_mask_next(mask, *cursor % 8);
	if (bit == 8)
		return IANA_CORRUPT;
	ret->record = r;
	ret->proto =
	    iana_item(im, IANA_S_PROTOCOLS, iana_u8(r + IANA_R_GROUP) * UINT64_C(8) + bit,
		      IANA_PROTOCOL_BYTES);
	if (ret->proto == NULL)
		return IANA_CORRUPT;
	bit = iana_mask_next(mask, bit + 1);
	*cursor = bit < 8 ? number * 8 + bit : (number + 1) * 8;
	return IANA_OK;
}
