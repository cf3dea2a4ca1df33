/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Searches the protocols of an index one by one. */
#include "proto.h"

/*
 * The bytes of a name that a protocol of the index can hold, as one little-endian word.
 * False for longer names.
 */
/*@ requires valid_read_string(proto);
    requires \valid(ret);
    assigns *ret; */
static bool
short_name(const char *proto, uint64_t *ret)
{
	char word[IANA_P_FORM + 1] = { 0 };

	/*@ loop invariant 0 <= i <= IANA_P_FORM + 1 && i <= strlen(proto);
	    loop assigns i, word[0 .. IANA_P_FORM], *ret;
	    loop variant IANA_P_FORM + 1 - i; */
	for (unsigned i = 0; i <= IANA_P_FORM; i++) {
		if (proto[i] == '\0') {
			*ret = iana_le64(word);
			return true;
		}
		word[i] = proto[i];
	}
	return false;
}

/* Is p a protocol with this long name? */
/*@ requires image_ok(im) && n <= IANA_NAME_MAX;
    requires in_image(im, p, IANA_PROTOCOL_BYTES);
    requires \valid_read(proto + (0 .. n - 1));
    assigns \nothing; */
static bool
is_long_name(const struct iana_image *im, const char *p, const char *proto, size_t n)
{
	uint32_t off = iana_le32(p);
	const char *e;

	if (iana_u8(p + IANA_P_FORM) != IANA_FORM_EXTRA)
		return false;
	e = iana_section_at(im, IANA_S_EXTRAS, off, (uint32_t)(IANA_E_NAME + n + 1));
	return e != NULL && iana_u8(e + IANA_E_NAME_LEN) == n &&
	       iana_equal(e + IANA_E_NAME, proto, n);
}

enum iana_status
iana_proto_find(const struct iana_image *im, const char *proto, uint32_t *ret)
{
	uint32_t count = iana_section_len(im, IANA_S_PROTOCOLS) / IANA_PROTOCOL_BYTES;
	uint64_t word = 0;
	bool is_long;
	size_t n;

	if (iana_proto_common(proto, ret))
		return IANA_OK;
	is_long = !short_name(proto, &word);
	n = is_long ? strnlen(proto, IANA_NAME_MAX + 1) : 0;
	if (count > IANA_PROTOCOLS_MAX)
		return IANA_CORRUPT;
	if (n > IANA_NAME_MAX)
		return IANA_NOTFOUND;
	/*@ loop invariant rank >= 2;
	    loop assigns rank;
	    loop variant count - rank; */
	for (uint32_t rank = 2; rank < count; rank++) {
		const char *p = iana_item(im, IANA_S_PROTOCOLS, rank, IANA_PROTOCOL_BYTES);

		if (p == NULL)
			return IANA_CORRUPT;
		if (is_long ? is_long_name(im, p, proto, n) : iana_le64(p) == word) {
			*ret = rank;
			return IANA_OK;
		}
	}
	return IANA_NOTFOUND;
}
