/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads entries: checks each count of bytes where it is used. */
#include "entry.h"

/* An extra block, up to the end of its name. */
/*@ requires image_ok(im);
    requires \valid(ret) && \valid(ret_len) && \separated(im, ret, ret_len);
    assigns *ret, *ret_len;
    ensures \result == IANA_OK ==> in_image(im, *ret, IANA_E_NAME + *ret_len + 1); */
static enum iana_status
read_extra(const struct iana_image *im, uint32_t off, const char **ret, uint8_t *ret_len)
{
	const char *e = iana_section_at(im, IANA_S_EXTRAS, off, IANA_E_NAME);
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
/*@ requires \valid_read(s + (0 .. size - 1));
    assigns \nothing;
    ensures \result <= size; */
static uint8_t
inline_len(const char *s, uint8_t size)
{
	uint8_t n = 0;

	/*@ loop invariant 0 <= n <= size;
	    loop assigns n;
	    loop variant size - n; */
	while (n < size && iana_u8(s + n) != 0)
		n++;
	return n;
}

/* The name of the protocol of a rank. */
/*@ requires image_ok(im) && rank <= 4095;
    requires \valid(v) && \separated(im, v);
    assigns v->proto, v->proto_len;
    ensures \result == IANA_OK ==> in_image(im, v->proto, v->proto_len + 1); */
static enum iana_status
read_proto(const struct iana_image *im, uint32_t rank, struct iana_index_entry *v)
{
	const char *p =
	    iana_file_at(im, IANA_PROTOCOLS_AT + rank * UINT64_C(8), IANA_PROTOCOL_BYTES);
	const char *e;
	uint8_t form;
	uint8_t len;

	if (p == NULL)
		return IANA_CORRUPT;
	form = iana_u8(p + IANA_P_FORM);
	if (form == IANA_FORM_INLINE) {
		v->proto = p;
		v->proto_len = inline_len(p, IANA_P_FORM);
		return IANA_OK;
	}
	if (form != IANA_FORM_EXTRA ||
	    read_extra(im, iana_le32(p + IANA_P_NAME), &e, &len) != IANA_OK)
		return IANA_CORRUPT;
	v->proto = e + IANA_E_NAME;
	v->proto_len = len;
	return IANA_OK;
}

/* Name and aliases of a record that has an extra block. */
/*@ requires image_ok(im) && \valid(v) && \separated(im, v);
    assigns v->name, v->name_len, v->aliases, v->n_aliases, v->alias_bytes;
    ensures \result == IANA_OK ==> in_image(im, v->name, v->name_len + 1) &&
      in_image(im, v->aliases, v->alias_bytes); */
static enum iana_status
read_long(const struct iana_image *im, uint32_t off, struct iana_index_entry *v)
{
	const char *e;
	uint64_t aliases;
	uint8_t len;
	enum iana_status st = read_extra(im, off, &e, &len);

	if (st != IANA_OK)
		return st;
	v->name = e + IANA_E_NAME;
	v->name_len = len;
	v->n_aliases = iana_le16(e + IANA_E_N_ALIASES);
	v->alias_bytes = iana_le32(e + IANA_E_ALIAS_BYTES);
	aliases = off + (uint64_t)IANA_E_NAME + len + 1;
	v->aliases = iana_section_span(im, IANA_S_EXTRAS, aliases, v->alias_bytes);
	return v->aliases != NULL ? IANA_OK : IANA_CORRUPT;
}

enum iana_status
iana_entry_read(const struct iana_image *im, const struct iana_match *match,
		struct iana_index_entry *ret)
{
	const char *r = match->record;
	uint8_t form = iana_u8(r + IANA_R_FORM);
	struct iana_index_entry v;
	enum iana_status st = read_proto(im, match->rank, &v);

	if (st != IANA_OK)
		return st;
	v.port = iana_le16(r + IANA_R_PORT);
	if (form == IANA_FORM_INLINE) {
		v.name = r + IANA_R_NAME;
		v.name_len = inline_len(r + IANA_R_NAME, IANA_R_FORM);
		v.n_aliases = 0;
		v.alias_bytes = 0;
		v.aliases = r;
	} else if (form == IANA_FORM_EXTRA || form == IANA_FORM_UNLISTED) {
		st = read_long(im, iana_le32(r + IANA_R_EXTRA), &v);
	} else {
		st = IANA_CORRUPT;
	}
	if (st == IANA_OK)
		*ret = v;
	return st;
}

enum iana_status
iana_entry_alias(const struct iana_index_entry *entry, uint32_t *pos, const char **ret,
		 uint8_t *ret_len)
{
	const char *p;
	uint8_t len;

	if (*pos >= entry->alias_bytes)
		return *pos == entry->alias_bytes ? IANA_NOTFOUND : IANA_CORRUPT;
	p = entry->aliases + *pos;
	len = iana_u8(p);
	if (!iana_span_ok(entry->alias_bytes, *pos, (size_t)len + 2) ||
	    iana_u8(p + len + 1) != 0)
		return IANA_CORRUPT;
	*ret = p + 1;
	*ret_len = len;
	*pos += (uint32_t)len + 2;
	return IANA_OK;
}
