/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Spells records out, checking each byte count as it is used. */
#include "view.h"

/* An extra block, up to the end of its name. */
static enum iana_status
view_extra(const struct iana_image *im, uint32_t off, const uint8_t **ret, uint8_t *ret_len)
{
	const uint8_t *e = iana_section_at(im, IANA_S_EXTRAS, off, IANA_E_NAME);
	uint8_t len;

	if (e == NULL)
		return IANA_CORRUPT;
	len = iana_u8(e + IANA_E_NAME_LEN);
	e = iana_section_at(im, IANA_S_EXTRAS, off, IANA_E_NAME + len + UINT32_C(1));
	if (e == NULL || iana_u8(e + IANA_E_NAME + len) != 0)
		return IANA_CORRUPT;
	*ret = e;
	*ret_len = len;
	return IANA_OK;
}

/* The length of a name that zeros fill up to size bytes. */
static uint8_t
inline_len(const uint8_t *s, uint8_t size)
{
	uint8_t n = 0;

	while (n < size && iana_u8(s + n) != 0)
		n++;
	return n;
}

static enum iana_status
view_proto(const struct iana_image *im, const uint8_t *p, struct iana_view *v)
{
	enum iana_status st = IANA_OK;
	uint8_t form = iana_u8(p + IANA_P_FORM);

	if (form == IANA_FORM_INLINE) {
		v->proto = (const char *)p;
		v->proto_len = inline_len(p, IANA_P_FORM);
	} else if (form == IANA_FORM_EXTRA) {
		const uint8_t *e;

		st = view_extra(im, iana_le32(p), &e, &v->proto_len);
		if (st == IANA_OK)
			v->proto = (const char *)e + IANA_E_NAME;
	} else {
		st = IANA_CORRUPT;
	}
	return st;
}

/* Name and aliases of a record that has an extra block. */
static enum iana_status
view_long(const struct iana_image *im, uint32_t off, struct iana_view *v)
{
	const uint8_t *e;
	uint64_t aliases;
	enum iana_status st = view_extra(im, off, &e, &v->name_len);

	if (st != IANA_OK)
		return st;
	v->name = (const char *)e + IANA_E_NAME;
	v->n_aliases = iana_le16(e + IANA_E_N_ALIASES);
	v->alias_bytes = iana_le32(e + IANA_E_ALIAS_BYTES);
	aliases = off + (uint64_t)IANA_E_NAME + v->name_len + 1;
	v->aliases = iana_section_at(im, IANA_S_EXTRAS, aliases, 0);
	if (v->aliases == NULL ||
	    v->alias_bytes > im->size - (size_t)(v->aliases - im->bytes))
		return IANA_CORRUPT;
	return IANA_OK;
}

enum iana_status
iana_view_hit(const struct iana_image *im, const struct iana_hit *hit,
	      struct iana_view *ret)
{
	const uint8_t *r = hit->record;
	uint8_t form = iana_u8(r + IANA_R_FORM);
	struct iana_view v;
	enum iana_status st = view_proto(im, hit->proto, &v);

	if (st != IANA_OK)
		return st;
	v.port = iana_le16(r + IANA_R_PORT);
	if (form == IANA_FORM_INLINE) {
		v.name = (const char *)r + IANA_R_NAME;
		v.name_len = inline_len(r + IANA_R_NAME, IANA_R_FORM);
		v.n_aliases = 0;
		v.alias_bytes = 0;
		v.aliases = r;
	} else if (form == IANA_FORM_EXTRA) {
		st = view_long(im, iana_le32(r + IANA_R_EXTRA), &v);
	} else {
		st = IANA_CORRUPT;
	}
	if (st == IANA_OK)
		*ret = v;
	return st;
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
	size = iana_u8(p) + UINT32_C(2);
	if (!iana_span_ok(view->alias_bytes, *pos, size) || iana_u8(p + size - 1) != 0)
		return IANA_CORRUPT;
	*ret = (const char *)p + 1;
	*ret_len = (uint8_t)(size - 2);
	*pos += size;
	return IANA_OK;
}
