/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decodes the rows of the details part. */
#include "detail.h"

enum iana_status
iana_detail_next(const struct iana_image *im, uint32_t *cursor, struct iana_detail *ret)
{
	const struct iana_span *rows = &im->section[IANA_S_ROWS];
	const struct iana_span *texts = &im->section[IANA_S_TEXTS];
	struct iana_detail d = { 0 };
	uint32_t off = *cursor;
	const uint8_t *r;
	unsigned fields;

	if (off == rows->len)
		return IANA_NOTFOUND;
	if (!iana_span_ok(rows->len, off, IANA_D_TEXTS))
		return IANA_CORRUPT;
	r = iana_image_section(im, IANA_S_ROWS) + off;
	d.port_lo = iana_le16(r + IANA_D_PORT_LO);
	d.port_hi = iana_le16(r + IANA_D_PORT_HI);
	d.has_port = (r[IANA_D_FLAGS] & IANA_ROW_PORT) != 0;
	fields = iana_le16(r + IANA_D_FIELDS);
	off += IANA_D_TEXTS;
	for (unsigned i = 0; i < IANA_N_FIELDS; i++) {
		uint32_t at;

		if ((fields >> i & 1) == 0)
			continue;
		if (!iana_span_ok(rows->len, off, 4))
			return IANA_CORRUPT;
		at = iana_le32(iana_image_section(im, IANA_S_ROWS) + off);
		if (at >= texts->len)
			return IANA_CORRUPT;
		d.field[i] = (const char *)iana_image_section(im, IANA_S_TEXTS) + at;
		off += 4;
	}
	*ret = d;
	*cursor = off;
	return IANA_OK;
}
