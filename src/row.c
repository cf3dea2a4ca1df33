/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decodes the rows of the details part. */
#include "row.h"

/* A text at an offset; NULL when it does not lie in texts that end with a zero. */
/*@ requires image_ok(im);
    assigns \result \from *im, off, im->bytes[0 .. im->size - 1];
    ensures \result != \null ==> in_image(im, \result, 1); */
static const char *
text_at(const struct iana_image *im, uint32_t off)
{
	uint32_t len = iana_section_len(im, IANA_S_TEXTS);
	const char *texts = iana_section_span(im, IANA_S_TEXTS, 0, len);

	if (texts == NULL || off >= len || iana_u8(texts + (len - 1)) != 0)
		return NULL;
	return texts + off;
}

/* The texts of the fields that a row has; off is behind the last one then. */
/*@ requires image_ok(im) && \valid(off) && *off <= im->size;
    requires \valid(field + (0 .. IANA_N_FIELDS - 1));
    requires \separated(im, off, field + (0 .. IANA_N_FIELDS - 1));
    assigns *off, field[0 .. IANA_N_FIELDS - 1];
    ensures \old(*off) <= *off <= im->size;
    ensures \result == IANA_OK ==> fields_ok(im, field, IANA_N_FIELDS); */
static enum iana_status
read_fields(const struct iana_image *im, unsigned present, uint32_t *off,
	    const char **field)
{
	/*@ loop invariant 0 <= i <= IANA_N_FIELDS && fields_ok(im, field, i);
	    loop invariant \at(*off, Pre) <= *off <= im->size;
	    loop assigns i, *off, field[0 .. IANA_N_FIELDS - 1];
	    loop variant IANA_N_FIELDS - i; */
	for (unsigned i = 0; i < IANA_N_FIELDS; i++) {
		const char *at;

		field[i] = NULL;
		if ((present >> i & 1) == 0)
			continue;
		at = iana_section_at(im, IANA_S_ROWS, *off, 4);
		if (at == NULL)
			return IANA_CORRUPT;
		field[i] = text_at(im, iana_le32(at));
		if (field[i] == NULL)
			return IANA_CORRUPT;
		*off += 4;
	}
	return IANA_OK;
}

enum iana_status
iana_row_next(const struct iana_image *im, uint32_t *cursor, struct iana_index_row *ret)
{
	const char *field[IANA_N_FIELDS];
	uint32_t off = *cursor;
	const char *r;

	if (im->size < iana_header_u32(im, IANA_H_TOTAL_BYTES) ||
	    off == iana_section_len(im, IANA_S_ROWS))
		return IANA_NOTFOUND;
	r = iana_section_at(im, IANA_S_ROWS, off, IANA_D_TEXTS);
	if (r == NULL)
		return IANA_CORRUPT;
	off += IANA_D_TEXTS;
	if (read_fields(im, iana_le16(r + IANA_D_FIELDS), &off, field) != IANA_OK)
		return IANA_CORRUPT;
	ret->port_lo = iana_le16(r + IANA_D_PORT_LO);
	ret->port_hi = iana_le16(r + IANA_D_PORT_HI);
	ret->has_port = (iana_u8(r + IANA_D_FLAGS) & IANA_ROW_PORT) != 0;
	*cursor = off;
	/*@ loop invariant 0 <= i <= IANA_N_FIELDS;
	    loop invariant fields_ok(im, &ret->field[0], i);
	    loop assigns i, ret->field[0 .. IANA_N_FIELDS - 1];
	    loop variant IANA_N_FIELDS - i; */
	for (unsigned i = 0; i < IANA_N_FIELDS; i++)
		ret->field[i] = field[i];
	return IANA_OK;
}
