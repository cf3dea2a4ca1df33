/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Searches the protocols of an index one by one. */
#include "proto.h"

/* Is this the entry of a long name? */
/*@ requires image_ok(im) && n <= IANA_NAME_MAX;
    requires in_image(im, entry, IANA_PROTOCOL_BYTES);
    requires \valid_read(proto + (0 .. n - 1));
    assigns \nothing; */
static bool
is_long_name(const struct iana_image *im, const char *entry, const char *proto, size_t n)
{
	uint32_t off = iana_le32(entry);
	const char *e;

	if (iana_u8(entry + IANA_P_FORM) != IANA_FORM_EXTRA)
		return false;
	e = iana_section_at(im, IANA_S_EXTRAS, off, (uint32_t)(IANA_E_NAME + n + 1));
	return e != NULL && iana_u8(e + IANA_E_NAME_LEN) == n &&
	       iana_equal(e + IANA_E_NAME, proto, n);
}

enum iana_status
iana_proto_find(const struct iana_image *im, const char *proto, struct iana_proto *ret)
{
	uint32_t count = iana_section_len(im, IANA_S_PROTOCOLS) / IANA_PROTOCOL_BYTES;
	uint64_t word = 0;
	bool is_long;
	size_t n;

	if (proto == NULL) {
		*ret = (struct iana_proto){ NULL, 0 };
		return IANA_OK;
	}
	is_long = !iana_proto_word(proto, &word);
	n = is_long ? strnlen(proto, IANA_NAME_MAX + 1) : 0;
	if (count > IANA_PROTOCOLS_MAX)
		return IANA_CORRUPT;
	if (n > IANA_NAME_MAX || (!is_long && word == 0))
		return IANA_NOTFOUND;
	/*@ loop invariant 0 <= rank <= count;
	    loop assigns rank, *ret;
	    loop variant count - rank; */
	for (uint32_t rank = 0; rank < count; rank++) {
		const char *entry =
		    iana_item(im, IANA_S_PROTOCOLS, rank, IANA_PROTOCOL_BYTES);

		if (entry == NULL)
			return IANA_CORRUPT;
		if (is_long ? is_long_name(im, entry, proto, n)
			    : iana_le64(entry) == word) {
			*ret = (struct iana_proto){ entry, rank };
			return IANA_OK;
		}
	}
	return IANA_NOTFOUND;
}
