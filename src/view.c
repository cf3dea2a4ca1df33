/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decodes records of the index, one entry at a time, checking each as it is used. */
#include "view.h"

#include <string.h>

/* The protocol of a rank: its length byte, or NULL when out of bounds. */
static const uint8_t *
proto_entry(const struct iana_image *im, unsigned id)
{
	const uint8_t *p = iana_image_section(im, IANA_S_PROTOCOLS);
	uint32_t len = im->section[IANA_S_PROTOCOLS].len;
	uint32_t off;

	if (!iana_span_ok(len, (size_t)id * 4, 4))
		return NULL;
	off = iana_le32(p + id * 4);
	if (!iana_span_ok(len, off, 2) || !iana_span_ok(len, off, p[off] + (size_t)2))
		return NULL;
	return p[off + 1 + p[off]] == 0 ? p + off : NULL;
}

enum iana_status
iana_proto_find(const struct iana_image *im, const char *proto, unsigned *ret)
{
	uint32_t table = 0; /* the first string ends the table of offsets */
	size_t n;

	if (proto == NULL) {
		*ret = IANA_PROTO_ANY;
		return IANA_OK;
	}
	n = strnlen(proto, IANA_NAME_MAX + 1);
	if (im->section[IANA_S_PROTOCOLS].len >= 4)
		table = iana_le32(iana_image_section(im, IANA_S_PROTOCOLS)) / 4;
	for (unsigned id = 0; id < table && id < IANA_PROTOCOLS_MAX; id++) {
		const uint8_t *p = proto_entry(im, id);

		if (p == NULL)
			return IANA_CORRUPT;
		if (p[0] == n && memcmp(p + 1, proto, n) == 0) {
			*ret = id;
			return IANA_OK;
		}
	}
	return IANA_NOTFOUND;
}

/* The first protocol of a mask at or after bit; 8 when there is none. */
static unsigned
mask_next(unsigned mask, unsigned bit)
{
	while (bit < 8 && (mask >> bit & 1) == 0)
		bit++;
	return bit;
}

/*
 * Fill a view of the record at off, whose fixed part the caller found in range,
 * for one bit of its mask; and tell where the record ends.
 */
static enum iana_status
decode(const struct iana_image *im, uint32_t off, unsigned bit, struct iana_view *ret,
       uint32_t *ret_end)
{
	const uint8_t *r = iana_image_section(im, IANA_S_RECORDS) + off;
	uint32_t len = im->section[IANA_S_RECORDS].len;
	uint32_t size = (uint32_t)IANA_R_NAME + r[IANA_R_NAME_LEN] + 1;
	const uint8_t *proto = proto_entry(im, r[IANA_R_PROTO_BASE] + bit);
	struct iana_view v;

	if (proto == NULL || !iana_span_ok(len, off, size) || r[size - 1] != 0)
		return IANA_CORRUPT;
	v.n_aliases = 0;
	v.alias_bytes = 0;
	v.aliases = r + size;
	if (r[IANA_R_FLAGS] & IANA_RECORD_ALIASES) {
		if (!iana_span_ok(len, off, size + (size_t)IANA_ALIAS_HEAD))
			return IANA_CORRUPT;
		v.n_aliases = iana_le16(r + size);
		v.alias_bytes = iana_le32(r + size + 2);
		size += IANA_ALIAS_HEAD;
		if (!iana_span_ok(len, off + size, v.alias_bytes))
			return IANA_CORRUPT;
		v.aliases = r + size;
		size += v.alias_bytes;
	}
	v.name = (const char *)r + IANA_R_NAME;
	v.name_len = r[IANA_R_NAME_LEN];
	v.proto = (const char *)proto + 1;
	v.proto_len = proto[0];
	v.proto_id = (uint8_t)(r[IANA_R_PROTO_BASE] + bit);
	v.port = iana_le16(r + IANA_R_PORT);
	v.record = off;
	*ret = v;
	*ret_end = off + size;
	return IANA_OK;
}

enum iana_status
iana_view_record(const struct iana_image *im, uint32_t off, unsigned proto,
		 struct iana_view *ret)
{
	const uint8_t *r;
	uint32_t end;
	unsigned bit;

	if (!iana_span_ok(im->section[IANA_S_RECORDS].len, off, IANA_R_NAME))
		return IANA_CORRUPT;
	r = iana_image_section(im, IANA_S_RECORDS) + off;
	if (proto == IANA_PROTO_ANY)
		bit = mask_next(r[IANA_R_PROTO_MASK], 0);
	else
		bit = proto - r[IANA_R_PROTO_BASE]; /* wraps past 8 when below */
	if (bit >= 8)
		return proto == IANA_PROTO_ANY ? IANA_CORRUPT : IANA_NOTFOUND;
	if ((r[IANA_R_PROTO_MASK] >> bit & 1) == 0)
		return IANA_NOTFOUND;
	return decode(im, off, bit, ret, &end);
}

enum iana_status
iana_view_alias(const struct iana_view *view, uint32_t *pos, const char **ret,
		uint8_t *ret_len)
{
	const uint8_t *p;
	uint32_t size;

	if (*pos >= view->alias_bytes)
		return *pos == view->alias_bytes ? IANA_NOTFOUND : IANA_CORRUPT;
	p = view->aliases + *pos;
	size = p[0] + UINT32_C(2);
	if (!iana_span_ok(view->alias_bytes, *pos, size) || p[size - 1] != 0)
		return IANA_CORRUPT;
	*ret = (const char *)p + 1;
	*ret_len = p[0];
	*pos += size;
	return IANA_OK;
}

/* A cursor is a record's offset times eight, and the first protocol bit to give. */
enum iana_status
iana_view_next(const struct iana_image *im, uint32_t *cursor, struct iana_view *ret)
{
	uint32_t len = im->section[IANA_S_RECORDS].len;
	uint32_t off = *cursor / 8;
	const uint8_t *r;
	enum iana_status st;
	uint32_t end;
	unsigned bit;

	if (off == len)
		return IANA_NOTFOUND;
	if (!iana_span_ok(len, off, IANA_R_NAME))
		return IANA_CORRUPT;
	r = iana_image_section(im, IANA_S_RECORDS) + off;
	bit = mask_next(r[IANA_R_PROTO_MASK], *cursor % 8);
	if (bit >= 8)
		return IANA_CORRUPT;
	st = decode(im, off, bit, ret, &end);
	if (st != IANA_OK)
		return st;
	bit = mask_next(r[IANA_R_PROTO_MASK], bit + 1);
	*cursor = bit < 8 ? off * 8 + bit : end * 8;
	return IANA_OK;
}
