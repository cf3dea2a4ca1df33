/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decodes the rows of the details part. */
#include "detail.h"

/* A text at an offset; NULL when it does not lie in texts that end with a zero. */
static const char *
text_at(const struct iana_image *im, uint32_t off)
{
	uint32_t len = iana_section_len(im, IANA_S_TEXTS);
	const uint8_t *last;

	if (off >= len)
		return NULL;
	last = iana_section_at(im, IANA_S_TEXTS, len - 1, 1);
	if (last == NULL || iana_u8(last) != 0)
		return NULL;
	return (const char *)last - (len - 1 - off);
}

enum iana_status
iana_detail_next(const struct iana_image *im, uint32_t *cursor, struct iana_detail *ret)
{
	struct iana_detail d = { 0 };
	uint32_t off = *cursor;
	const uint8_t *r;
	unsigned fields;

	if (im->size < iana_header_u32(im, IANA_H_TOTAL_BYTES) ||
	    off == iana_section_len(im, IANA_S_ROWS))
		return IANA_NOTFOUND;
	r = iana_section_at(im, IANA_S_ROWS, off, IANA_D_TEXTS);
	if (r == NULL)
		return IANA_CORRUPT;
	d.port_lo = iana_le16(r + IANA_D_PORT_LO);
	d.port_hi = iana_le16(r + IANA_D_PORT_HI);
	d.has_port = (iana_u8(r + IANA_D_FLAGS) & IANA_ROW_PORT) != 0;
	fields = iana_le16(r + IANA_D_FIELDS);
	off += IANA_D_TEXTS;
	for (unsigned i = 0; i < IANA_N_FIELDS; i++) {
		if ((fields >> i & 1) == 0)
			continue;
		r = iana_section_at(im, IANA_S_ROWS, off, 4);
		d.field[i] = r != NULL ? text_at(im, iana_le32(r)) : NULL;
		if (d.field[i] == NULL)
			return IANA_CORRUPT;
		off += 4;
	}
	*ret = d;
	*cursor = off;
	return IANA_OK;
}
