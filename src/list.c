/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds lists of names: by their numbers, or by halving the sorted names. */
#include "list.h"

/*@ requires image_ok(im) && number <= UINT32_MAX;
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> list_ok(im, ret); */
static enum iana_status
list_read(const struct iana_image *im, uint64_t number, struct iana_list *ret)
{
	uint64_t off = number * IANA_LIST_BYTES;
	const char *l = iana_section_at(im, IANA_S_LISTS, off, IANA_L_RECORDS);
	uint32_t size;

	if (l == NULL)
		return IANA_CORRUPT;
	ret->key_len = iana_u8(l + IANA_L_KEY_LEN);
	ret->n_exact = iana_u8(l + IANA_L_N_EXACT);
	ret->n_fold = iana_u8(l + IANA_L_N_FOLD);
	ret->is_local = (iana_u8(l + IANA_L_FLAGS) & IANA_LIST_LOCAL) != 0;
	size = IANA_L_RECORDS + 4 * (ret->n_exact + ret->n_fold);
	l = iana_section_at(im, IANA_S_LISTS, off, size + ret->key_len);
	if (l == NULL)
		return IANA_CORRUPT;
	ret->numbers = l + IANA_L_RECORDS;
	ret->key = l + size;
	return IANA_OK;
}

/* Compare a key with that of a list: below 0, 0 or above 0. */
/*@ requires image_ok(im) && key_ok(k) && list_ok(im, l);
    assigns \nothing; */
static int
compare_key(const struct iana_image *im, const struct iana_name_key *k,
	    const struct iana_list *l)
{
	size_t n = k->n < l->key_len ? k->n : l->key_len;

	(void)im; /* the contract's alone */
	/*@ loop invariant 0 <= i <= n;
	    loop assigns i;
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++) {
		uint8_t a = (uint8_t)k->s[i];
		uint8_t b = iana_u8(l->key + i);

		if (a != b)
			return a < b ? -1 : 1;
	}
	return (k->n > l->key_len) - (k->n < l->key_len);
}

/* The list of a key among the sorted names. */
/*@ requires image_ok(im) && key_ok(k);
    requires \valid(ret) && \separated(ret, im, k);
    assigns *ret;
    ensures \result == IANA_OK ==> list_ok(im, ret); */
static enum iana_status
sorted_list(const struct iana_image *im, const struct iana_name_key *k,
	    struct iana_list *ret)
{
	uint32_t lo = 0;
	uint32_t hi = iana_section_len(im, IANA_S_SORTED_NAMES) / IANA_SORTED_NAME_BYTES;

	/*@ loop invariant lo <= hi;
	    loop assigns lo, hi, *ret;
	    loop variant hi - lo; */
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		const char *p =
		    iana_item(im, IANA_S_SORTED_NAMES, mid, IANA_SORTED_NAME_BYTES);
		int by;

		if (p == NULL || list_read(im, iana_le32(p), ret) != IANA_OK)
			return IANA_CORRUPT;
		by = compare_key(im, k, ret);
		if (by == 0)
			return IANA_OK;
		if (by < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return IANA_NOTFOUND;
}

enum iana_status
iana_list_find(const struct iana_image *im, const struct iana_name_key *k, uint64_t number,
	       struct iana_list *ret)
{
	if (number == IANA_LIST_SORTED)
		return sorted_list(im, k, ret);
	if (list_read(im, number, ret) != IANA_OK)
		return IANA_CORRUPT;
	return compare_key(im, k, ret) == 0 ? IANA_OK : IANA_NOTFOUND;
}
