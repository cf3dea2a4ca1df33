/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The plain cases that are not inline: lists. */
#include "fast.h"

/* Not a plain case. */
/*@ assigns \nothing;
    ensures \result.record == \null; */
static struct iana_plain
general(void)
{
	struct iana_plain none = { NULL, 0, 0 };

	return none;
}

/* The first of n records that has the protocol. */
/*@ requires image_ok(im) && n <= IANA_PROTOCOLS_MAX;
    requires in_image(im, items, 4 * n);
    requires proto == \null || valid_read_string(proto);
    assigns \result \from *im, items[0 .. 4 * n - 1], n, proto;
    ensures \result.record != \null ==>
      in_image(im, \result.record, IANA_RECORD_BYTES) && \result.rank <= 1; */
static struct iana_plain
pick_plain(const struct iana_image *im, const char *items, uint32_t n, const char *proto)
{
	struct iana_plain plain;

	/*@ loop invariant 0 <= i <= n;
	    loop assigns i, plain;
	    loop variant n - i; */
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = iana_le32(items + 4 * (size_t)i);
		const char *r = iana_item(im, IANA_S_RECORDS, at, IANA_RECORD_BYTES);
		enum iana_status st;
		uint32_t word;

		if (r == NULL)
			break;
		word = iana_le32(r + IANA_R_PORT);
		if ((word & IANA_FAST_GROUP) != 0)
			break;
		plain.record = r;
		plain.port = word & 0xffff;
		st = iana_fast_rank(word >> IANA_FAST_MASK_SHIFT, proto, &plain.rank);
		if (st == IANA_OK)
			return plain;
		/* It may be the one, and is not for here: a later one would be wrong. */
		if (st == IANA_GENERAL)
			break;
	}
	return general();
}

struct iana_plain
iana_fast_name_list(struct iana_image im, uint64_t number, struct iana_words w, size_t n,
		    const char *proto)
{
	uint64_t off = number * IANA_LIST_BYTES;
	const char *l = iana_section_at(&im, IANA_S_LISTS, off, IANA_L_RECORDS);
	struct iana_words v;
	uint32_t n_exact;
	uint32_t size;

	if (l == NULL || iana_u8(l + IANA_L_KEY_LEN) != n)
		return general();
	n_exact = iana_u8(l + IANA_L_N_EXACT);
	size = IANA_L_RECORDS + 4 * (n_exact + iana_u8(l + IANA_L_N_FOLD));
	l = iana_section_at(&im, IANA_S_LISTS, off, size + (uint32_t)n);
	if (l == NULL)
		return general();
	v = iana_words(l + size, n);
	if (v.a != w.a || v.b != w.b)
		return general();
	return pick_plain(&im, l + IANA_L_RECORDS, n_exact, proto);
}

struct iana_plain
iana_fast_port_list(struct iana_image im, uint64_t number, uint32_t port, const char *proto)
{
	uint64_t off = number * IANA_LIST_BYTES;
	const char *l = iana_section_at(&im, IANA_S_LISTS, off, 4);
	struct iana_plain plain;
	uint32_t n;

	if (l == NULL)
		return general();
	n = iana_le32(l);
	if (n > IANA_PROTOCOLS_MAX)
		return general();
	l = iana_section_at(&im, IANA_S_LISTS, off + 4, 4 * n);
	if (l == NULL)
		return general();
	plain = pick_plain(&im, l, n, proto);
	if (plain.record == NULL || plain.port != port)
		return general();
	return plain;
}
