/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lists of names: the records that answer for a key. */
#ifndef IANA_LIST_H
#define IANA_LIST_H

#include "fast.h"

/* A list of names. */
struct iana_list {
	const char *numbers; /* n_exact u32, then n_fold */
	const char *key;     /* key_len bytes */
	uint32_t n_exact;
	uint32_t n_fold;
	uint32_t key_len;
	bool is_local; /* all exact records are of local files */
};

/*@ predicate list_ok(struct iana_image *im, struct iana_list *l) =
      \valid_read(l) && l->n_exact <= 255 && l->n_fold <= 255 && l->key_len <= 255 &&
      in_image(im, l->numbers, 4 * (l->n_exact + l->n_fold)) &&
      in_image(im, l->key, l->key_len); */

/*
 * Find the list of a key.
 *
 * number   of the list that iana_search_name found, or IANA_LIST_SORTED
 *
 * Errors: IANA_NOTFOUND: a slot may lead to the list of another key; IANA_CORRUPT.
 * Cost: O(1); O(log n) among n sorted names.  Source: doc/index-format.md "Names".
 */
/*@ requires image_ok(im) && key_ok(k);
    requires number <= IANA_NAME_NUMBER || number == IANA_LIST_SORTED;
    requires \valid(ret) && \separated(ret, im, k);
    assigns *ret;
    ensures \result == IANA_OK ==> list_ok(im, ret); */
enum iana_status iana_list_find(const struct iana_image *im, const struct iana_name_key *k,
				uint64_t number, struct iana_list *ret);

#endif
