/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The one search by name and by port, inline.
 *
 * Two ways begin with it.  A fast search ends at a fast hit, which is a record with a
 * short name and tcp, udp or any protocol asked for, or at a miss.  It calls no function,
 * so it keeps everything in registers.  All other cases are left to a complete lookup
 * (src/find.h).
 */
#ifndef IANA_FAST_H
#define IANA_FAST_H

#include "entry.h"
#include "hash.h"
#include "proto.h"

/* The records that a search leads to: one, or a list of them. */
struct iana_found {
	const char *record; /* NULL: a list */
	uint64_t list;	    /* the number of the list, or IANA_LIST_SORTED */
};

/* No list: the key is one of the sorted names, if it is there. */
#define IANA_LIST_SORTED UINT64_MAX

/* ---- names ------------------------------------------------------------------------- */

/* A name asked for. */
struct iana_name_key {
	const char *s;
	size_t n;
	struct iana_words words; /* of its last 1 to 16 bytes */
	uint64_t hash;
};

/*@ predicate key_ok(struct iana_name_key *k) =
      \valid_read(k) && 1 <= k->n <= IANA_NAME_MAX &&
      \valid_read(k->s + (0 .. k->n - 1)); */

/*@ requires 1 <= n <= IANA_NAME_MAX;
    requires \valid_read(name + (0 .. n - 1));
    requires \valid(ret);
    assigns *ret;
    ensures key_ok(ret) && ret->s == name && ret->n == n; */
static inline void
iana_name_key_set(const char *name, size_t n, struct iana_name_key *ret)
{
	size_t rest;
	uint64_t head = iana_hash_head(name, n, &rest);

	ret->s = name;
	ret->n = n;
	ret->words = iana_words(name + (n - rest), rest);
	ret->hash = iana_hash_words(head, ret->words, n);
}

/*
 * Can the key have capitals?  Small letters, digits and '-' have the bit 0x20; capitals
 * and '_' have not.  Of a longer key only the end is known here.
 */
/*@ requires key_ok(k);
    assigns \nothing; */
static inline bool
iana_name_key_may_have_upper(const struct iana_name_key *k)
{
	const uint64_t bits = 0x2020202020202020u;

	return k->n > 16 || (k->words.a & k->words.b & bits) != bits;
}

/* Is the key the name of a record, as far as the record itself tells its name? */
/*@ requires key_ok(k) && \valid_read(r + (0 .. IANA_RECORD_BYTES - 1));
    assigns \nothing; */
static inline bool
iana_record_has_name(const char *r, const struct iana_name_key *k)
{
	size_t n_max =
	    iana_is8(r + IANA_R_FORM, IANA_FORM_INLINE) ? IANA_R_FORM : IANA_R_EXTRA - 1;

	return k->n <= n_max && iana_same(k->s, r, k->n) && iana_is8(r + k->n, 0);
}

/*
 * Find the slot of a key.  The record or the list in it need not be that of the key:
 * only eight bits of its hash are compared.
 * Errors: IANA_NOTFOUND, IANA_CORRUPT.
 */
/*@ requires image_ok(im) && key_ok(k);
    requires \valid(ret) && \separated(ret, im, k);
    assigns *ret;
    ensures \result == IANA_OK && ret->record != \null ==>
      in_image(im, ret->record, IANA_RECORD_BYTES);
    ensures \result == IANA_OK && ret->record == \null ==>
      ret->list <= IANA_NAME_NUMBER || ret->list == IANA_LIST_SORTED; */
static inline enum iana_status
iana_search_name(const struct iana_image *im, const struct iana_name_key *k,
		 struct iana_found *ret)
{
	uint32_t n = iana_section_len(im, IANA_S_PILOTS) / 2;
	const char *p = iana_item(im, IANA_S_PILOTS, iana_hash_bucket(k->hash, n), 2);
	uint32_t pilot;
	uint32_t slot;

	if (p == NULL)
		return IANA_CORRUPT;
	pilot = iana_le16(p);
	if (pilot == IANA_PILOT_SORTED) {
		ret->record = NULL;
		ret->list = IANA_LIST_SORTED;
		return IANA_OK;
	}
	n = iana_section_len(im, IANA_S_NAMES) / 4;
	p = iana_item(im, IANA_S_NAMES, iana_hash_slot(k->hash, pilot, n), 4);
	if (p == NULL)
		return IANA_CORRUPT;
	slot = iana_le32(p);
	if (slot >> IANA_NAME_TAG_SHIFT != iana_hash_tag(k->hash))
		return IANA_NOTFOUND;
	ret->record = NULL;
	ret->list = slot & IANA_NAME_NUMBER;
	if ((slot & IANA_NAME_LIST) != 0)
		return IANA_OK;
	ret->record =
	    iana_item(im, IANA_S_RECORDS, slot & IANA_NAME_NUMBER, IANA_RECORD_BYTES);
	return ret->record != NULL ? IANA_OK : IANA_CORRUPT;
}

/* ---- ports ------------------------------------------------------------------------- */

/* Find the record or the list of a port.  Errors: IANA_NOTFOUND, IANA_CORRUPT. */
/*@ requires image_ok(im) && port <= 65535;
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK && ret->record != \null ==>
      in_image(im, ret->record, IANA_RECORD_BYTES);
    ensures \result == IANA_OK && ret->record == \null ==>
      ret->list <= 0x100000000 + 0x8000; */
static inline enum iana_status
iana_search_port(const struct iana_image *im, uint32_t port, struct iana_found *ret)
{
	uint32_t number =
	    iana_le16(im->bytes + (IANA_HEADER_BYTES + (size_t)(port / 16) * 2));
	const char *page;
	uint32_t at;
	uint64_t off;

	if (number == 0)
		return IANA_NOTFOUND;
	page = iana_file_at(im, (uint64_t)number * IANA_PP_UNIT, IANA_PORT_PAGE_BYTES);
	if (page == NULL)
		return IANA_CORRUPT;
	at = iana_le16(page + (IANA_PP_PORTS + (size_t)(port % 16) * 2));
	if (at == IANA_PORT_NONE)
		return IANA_NOTFOUND;
	if (at >= IANA_PORT_LIST) {
		ret->record = NULL;
		ret->list =
		    (uint64_t)iana_le32(page + IANA_PP_LISTS) + (at - IANA_PORT_LIST);
		return IANA_OK;
	}
	off = ((uint64_t)iana_le32(page + IANA_PP_RECORDS) + at) * IANA_PP_WORD;
	if (!iana_file_has(im, off, IANA_RECORD_BYTES) ||
	    iana_le16(im->bytes + off + IANA_R_PORT) != port)
		return IANA_CORRUPT;
	ret->record = im->bytes + off;
	ret->list = 0;
	return IANA_OK;
}

/* ---- matches ----------------------------------------------------------------------- */

/*
 * The entry of a record for the protocol of a rank, or its first entry.
 * Errors: IANA_NOTFOUND, IANA_CORRUPT.
 */
/*@ requires \valid_read(r + (0 .. IANA_RECORD_BYTES - 1));
    requires rank <= IANA_PROTO_ANY;
    requires \valid(ret);
    assigns *ret;
    ensures \result == IANA_OK ==> ret->record == r;
    ensures \result == IANA_OK ==> ret->rank <= 4095; */
static inline enum iana_status
iana_record_match(const char *r, uint32_t rank, struct iana_match *ret)
{
	uint32_t group = iana_u8(r + IANA_R_GROUP);
	uint32_t mask = iana_u8(r + IANA_R_MASK);

	if (rank == IANA_PROTO_ANY) {
		if (mask == 0)
			return IANA_CORRUPT;
		rank = group * 8 + iana_lowest_bit(mask);
		/*@ assert rank <= 4095; */
	} else if (rank / 8 != group || (mask >> rank % 8 & 1) == 0) {
		return IANA_NOTFOUND;
	}
	/*@ assert rank <= 4095; */
	ret->record = r;
	ret->rank = rank;
	return IANA_OK;
}

/* Is a record a fast hit for a protocol? */
/*@ requires \valid_read(r + (0 .. IANA_RECORD_BYTES - 1));
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret);
    assigns *ret;
    ensures \result ==> ret->record == r && ret->rank <= 4095; */
static inline bool
iana_fast_hit(const char *r, const char *proto, struct iana_match *ret)
{
	uint32_t rank;

	return iana_proto_common(proto, &rank) &&
	       iana_record_match(r, rank, ret) == IANA_OK;
}

/*
 * Search a name fast, or a port.
 *
 * name    n bytes
 * ret     set with *ret_status == IANA_OK
 *
 * True: *ret_status is the status that a complete lookup gives, and *ret its match.
 * False: only a complete lookup can tell.
 */
/*@ requires image_ok(im) && \valid_read(name + (0 .. n - 1));
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret_status) && \valid(ret) && \separated(im, ret_status, ret);
    assigns *ret_status, *ret;
    ensures \result && *ret_status == IANA_OK ==> match_ok(im, ret); */
static inline bool
iana_fast_name(const struct iana_image *im, const char *name, size_t n, const char *proto,
	       enum iana_status *ret_status, struct iana_match *ret)
{
	struct iana_found found;
	struct iana_name_key key;

	if (n == 0 || n > IANA_NAME_MAX)
		return false;
	iana_name_key_set(name, n, &key);
	*ret_status = iana_search_name(im, &key, &found);
	if (*ret_status == IANA_NOTFOUND)
		return !iana_name_key_may_have_upper(&key);
	return *ret_status != IANA_OK ||
	       (found.record != NULL && iana_record_has_name(found.record, &key) &&
		iana_fast_hit(found.record, proto, ret));
}

/*@ requires image_ok(im) && port <= 65535;
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret_status) && \valid(ret) && \separated(im, ret_status, ret);
    assigns *ret_status, *ret;
    ensures \result && *ret_status == IANA_OK ==> match_ok(im, ret); */
static inline bool
iana_fast_port(const struct iana_image *im, uint32_t port, const char *proto,
	       enum iana_status *ret_status, struct iana_match *ret)
{
	struct iana_found found;

	*ret_status = iana_search_port(im, port, &found);
	return *ret_status != IANA_OK ||
	       (found.record != NULL && iana_fast_hit(found.record, proto, ret));
}

#endif
