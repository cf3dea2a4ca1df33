/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The plain cases that are not inline: lists. */
#include "fast.h"

/* Not a plain case. */
/*@ assigns \nothing;
    ensures \result.record == \null; */
static struct iana_hit
general(void)
{
	struct iana_hit none = { NULL, NULL };

	return none;
}

/* The first of n records that has the protocol. */
/*@ requires image_ok(im) && n <= IANA_PROTOCOLS_MAX;
    requires in_image(im, items, 4 * n);
    requires proto == \null || valid_read_string(proto);
    assigns \result \from *im, items[0 .. 4 * n - 1], n, proto;
    ensures \result.record != \null ==>
      in_image(im, \result.record, IANA_RECORD_BYTES) &&
      in_image(im, \result.proto, IANA_PROTOCOL_BYTES); */
static struct iana_hit
pick_plain(const struct iana_image *im, const char *items, uint32_t n, const char *proto)
{
	struct iana_hit hit;

	/*@ loop invariant 0 <= i <= n;
	    loop assigns i, hit;
	    loop variant n - i; */
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = iana_le32(items + 4 * (size_t)i);
		const char *r = iana_item(im, IANA_S_RECORDS, at, IANA_RECORD_BYTES);
		enum iana_status st;

		if (r == NULL)
			break;
		st = iana_fast_entry(im, r, proto, &hit);
		if (st == IANA_OK)
			return hit;
		/* It may be the one, and is not for here: a later one would be wrong. */
		if (st == IANA_GENERAL)
			break;
	}
	return general();
}

struct iana_hit
iana_fast_name_list(struct iana_image im, uint32_t number, struct iana_words w, size_t n,
		    const char *proto)
{
	uint64_t off = (uint64_t)number * IANA_LIST_BYTES;
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

struct iana_hit
iana_fast_port_list(struct iana_image im, uint64_t number, uint16_t port, const char *proto)
{
	uint64_t off = number * IANA_LIST_BYTES;
	const char *l = iana_section_at(&im, IANA_S_LISTS, off, 4);
	struct iana_hit hit;
	uint32_t n;

	if (l == NULL)
		return general();
	n = iana_le32(l);
	if (n > IANA_PROTOCOLS_MAX)
		return general();
	l = iana_section_at(&im, IANA_S_LISTS, off + 4, 4 * n);
	if (l == NULL)
		return general();
	hit = pick_plain(&im, l, n, proto);
	if (hit.record == NULL || iana_le16(hit.record + IANA_R_PORT) != port)
		return general();
	return hit;
}
