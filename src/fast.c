/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The plain case that is not inline. */
#include "fast.h"

struct iana_hit
iana_fast_list(struct iana_image im, uint32_t number, struct iana_words w, size_t n,
	       const char *proto)
{
	static const struct iana_hit general;
	uint64_t off = (uint64_t)number * IANA_LIST_BYTES;
	const uint8_t *l = iana_section_at(&im, IANA_S_LISTS, off, IANA_L_RECORDS);
	struct iana_words v;
	uint32_t n_exact;
	uint32_t size;

	if (l == NULL || iana_u8(l + IANA_L_KEY_LEN) != n)
		return general;
	n_exact = iana_u8(l + IANA_L_N_EXACT);
	size = IANA_L_RECORDS + 4 * (n_exact + iana_u8(l + IANA_L_N_FOLD));
	l = iana_section_at(&im, IANA_S_LISTS, off, size + (uint32_t)n);
	if (l == NULL)
		return general;
	v = iana_words(l + size, n);
	if (v.a != w.a || v.b != w.b)
		return general;
	for (uint32_t i = 0; i < n_exact; i++) {
		uint32_t at = iana_le32(l + IANA_L_RECORDS + 4 * (size_t)i);
		const uint8_t *r = iana_item(&im, IANA_S_RECORDS, at, IANA_RECORD_BYTES);
		struct iana_hit hit;

		if (r == NULL)
			break;
		if (iana_fast_entry(&im, r, proto, &hit) == IANA_OK)
			return hit;
	}
	return general;
}
