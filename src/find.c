/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lookups by name through a perfect hash, by port through pages. */
#include "find.h"
#include "fast.h"

/* A name asked for: its bytes, and the words that tell them when they are few. */
struct key {
	const char *s;
	size_t n;
	struct iana_words words; /* of all bytes if there are at most 16 */
	uint64_t hash;
};

/*@ predicate key_ok(struct key *k) =
      \valid_read(k) && 1 <= k->n <= IANA_NAME_MAX &&
      \valid_read(k->s + (0 .. k->n - 1)); */

/*
 * What the index holds for one key: u32 record numbers, each the first entry of
 * the table for some protocol; exact spelling first, then any spelling.
 */
struct answers {
	const char *items;
	unsigned n_exact;
	unsigned n_fold;
};

/*@ predicate answers_ok(struct iana_image *im, struct answers *a) =
      \valid_read(a) && a->n_exact <= 255 && a->n_fold <= 255 &&
      in_image(im, a->items, 4 * (a->n_exact + a->n_fold)); */

/*@ requires image_ok(im) && 1 <= n <= IANA_NAME_MAX;
    requires \valid_read(name + (0 .. n - 1));
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures key_ok(ret) && ret->s == name && ret->n == n; */
static void
key_set(const struct iana_image *im, const char *name, size_t n, struct key *ret)
{
	uint64_t seed = iana_le64(im->bytes + IANA_H_SEED);
	size_t rest;
	uint64_t head = iana_hash_head(name, n, seed, &rest);

	ret->s = name;
	ret->n = n;
	ret->words = iana_words(name + (n - rest), rest);
	ret->hash = iana_hash_words(ret->words, head);
}

/* ---- records ------------------------------------------------------------- */

/* The entry of a record for a protocol, or for its first. */
/*@ requires image_ok(im) && proto_ok(im, proto);
    requires in_image(im, r, IANA_RECORD_BYTES);
    requires \valid(ret) && \separated(ret, im, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
record_entry(const struct iana_image *im, const char *r, const struct iana_proto *proto,
	     struct iana_match *ret)
{
	uint32_t group = iana_u8(r + IANA_R_GROUP);
	uint32_t mask = iana_u8(r + IANA_R_MASK);
	uint32_t bit;

	ret->record = r;
	if (proto->entry != NULL) {
		ret->proto = proto->entry;
		return proto->rank / 8 == group && (mask >> proto->rank % 8 & 1) != 0
			   ? IANA_OK
			   : IANA_NOTFOUND;
	}
	bit = iana_mask_next(mask, 0);
	ret->proto =
	    iana_item(im, IANA_S_PROTOCOLS, group * UINT64_C(8) + bit, IANA_PROTOCOL_BYTES);
	return ret->proto != NULL && bit < 8 ? IANA_OK : IANA_CORRUPT;
}

/* The entry of the first of n records that has the protocol. */
/*@ requires image_ok(im) && proto_ok(im, proto) && n <= IANA_PROTOCOLS_MAX;
    requires in_image(im, items, 4 * n);
    requires \valid(ret) && \separated(ret, im, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
pick(const struct iana_image *im, const char *items, unsigned n,
     const struct iana_proto *proto, struct iana_match *ret)
{
	enum iana_status st = IANA_NOTFOUND;

	/*@ loop invariant 0 <= i <= n;
	    loop invariant st == IANA_OK ==> match_ok(im, ret);
	    loop assigns i, st, *ret;
	    loop variant n - i; */
	for (unsigned i = 0; i < n && st == IANA_NOTFOUND; i++) {
		uint32_t number = iana_le32(items + 4 * (size_t)i);
		const char *r = iana_item(im, IANA_S_RECORDS, number, IANA_RECORD_BYTES);

		if (r == NULL)
			return IANA_CORRUPT;
		st = record_entry(im, r, proto, ret);
	}
	return st;
}

/* Is the name of an extra block the key? */
/*@ requires image_ok(im) && key_ok(k);
    assigns \nothing; */
static bool
extra_is(const struct iana_image *im, uint32_t off, const struct key *k)
{
	const char *e =
	    iana_section_at(im, IANA_S_EXTRAS, off, (uint32_t)(IANA_E_NAME + k->n));

	return e != NULL && iana_u8(e + IANA_E_NAME_LEN) == k->n &&
	       iana_equal(e + IANA_E_NAME, k->s, k->n);
}

/* Is a record's name the key? */
/*@ requires image_ok(im) && key_ok(k);
    requires in_image(im, r, IANA_RECORD_BYTES);
    assigns \nothing; */
static bool
record_is(const struct iana_image *im, const char *r, const struct key *k)
{
	struct iana_words w;

	if (iana_u8(r + IANA_R_FORM) != IANA_FORM_INLINE)
		return extra_is(im, iana_le32(r + IANA_R_EXTRA), k);
	if (k->n > IANA_R_FORM)
		return false;
	w = iana_words(r, k->n);
	return w.a == k->words.a && w.b == k->words.b && iana_u8(r + k->n) == 0;
}

/* ---- names ----------------------------------------------------------------- */

/* The slot of a key in the perfect hash. */
/*@ requires image_ok(im) && key_ok(k);
    requires \valid(ret) && \separated(ret, im, k);
    assigns *ret; */
static enum iana_status
name_slot(const struct iana_image *im, const struct key *k, uint32_t *ret)
{
	uint32_t n_pilots = iana_section_len(im, IANA_S_PILOTS) / 2;
	uint32_t n_slots = iana_section_len(im, IANA_S_NAMES) / 4;
	const char *pilot =
	    iana_item(im, IANA_S_PILOTS, iana_hash_bucket(k->hash, n_pilots), 2);
	const char *slot;

	if (pilot == NULL)
		return IANA_CORRUPT;
	slot = iana_item(im, IANA_S_NAMES,
			 iana_hash_slot(k->hash, iana_le16(pilot), n_slots), 4);
	if (slot == NULL)
		return IANA_CORRUPT;
	*ret = iana_le32(slot);
	return *ret >> IANA_NAME_MARK_SHIFT == iana_hash_mark(k->hash) ? IANA_OK
								       : IANA_NOTFOUND;
}

/* Answers of a slot that holds a list: an alias, a folded name, several records. */
/*@ requires image_ok(im) && key_ok(k) && number <= IANA_NAME_NUMBER;
    requires \valid(ret) && \separated(ret, im, k);
    assigns *ret;
    ensures \result == IANA_OK ==> answers_ok(im, ret); */
static enum iana_status
name_list(const struct iana_image *im, uint32_t number, const struct key *k,
	  struct answers *ret)
{
	uint64_t off = (uint64_t)number * IANA_LIST_BYTES;
	const char *l = iana_section_at(im, IANA_S_LISTS, off, IANA_L_RECORDS);
	uint32_t size;

	if (l == NULL)
		return IANA_CORRUPT;
	if (iana_u8(l + IANA_L_KEY_LEN) != k->n)
		return IANA_NOTFOUND;
	ret->n_exact = iana_u8(l + IANA_L_N_EXACT);
	ret->n_fold = iana_u8(l + IANA_L_N_FOLD);
	size = IANA_L_RECORDS + 4 * (ret->n_exact + ret->n_fold);
	l = iana_section_at(im, IANA_S_LISTS, off, size + (uint32_t)k->n);
	if (l == NULL)
		return IANA_CORRUPT;
	ret->items = l + IANA_L_RECORDS;
	return iana_equal(l + size, k->s, k->n) ? IANA_OK : IANA_NOTFOUND;
}

/* Would folding change the name? */
/*@ requires key_ok(k);
    assigns \nothing; */
static bool
key_has_upper(const struct key *k)
{
	bool upper = false;

	/*@ loop invariant 0 <= i <= k->n;
	    loop assigns i, upper;
	    loop variant k->n - i; */
	for (size_t i = 0; i < k->n; i++)
		upper |= k->s[i] >= 'A' && k->s[i] <= 'Z';
	return upper;
}

/* The entry among the answers for any spelling. */
/*@ requires image_ok(im) && answers_ok(im, a) && proto_ok(im, proto);
    requires \valid(ret) && \separated(ret, im, a, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
pick_folded(const struct iana_image *im, const struct answers *a,
	    const struct iana_proto *proto, struct iana_match *ret)
{
	if (a->n_fold == 0) /* one spelling: the folded one */
		return pick(im, a->items, a->n_exact, proto, ret);
	return pick(im, a->items + 4 * (size_t)a->n_exact, a->n_fold, proto, ret);
}

/* The entry of a key in lower case, of any spelling. */
/*@ requires image_ok(im) && key_ok(k) && proto_ok(im, proto);
    requires \valid(ret) && \separated(ret, im, k, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
find_lower(const struct iana_image *im, const struct key *k, const struct iana_proto *proto,
	   struct iana_match *ret)
{
	struct answers a;
	enum iana_status st;
	const char *r;
	uint32_t slot;

	st = name_slot(im, k, &slot);
	if (st != IANA_OK)
		return st;
	if ((slot & IANA_NAME_LIST) != 0) {
		st = name_list(im, slot & IANA_NAME_NUMBER, k, &a);
		return st == IANA_OK ? pick_folded(im, &a, proto, ret) : st;
	}
	r = iana_item(im, IANA_S_RECORDS, slot & IANA_NAME_NUMBER, IANA_RECORD_BYTES);
	if (r == NULL)
		return IANA_CORRUPT;
	return record_is(im, r, k) ? record_entry(im, r, proto, ret) : IANA_NOTFOUND;
}

/*@ requires image_ok(im) && key_ok(k) && proto_ok(im, proto);
    requires \valid(ret) && \separated(ret, im, k, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
find_folded(const struct iana_image *im, const struct key *k,
	    const struct iana_proto *proto, struct iana_match *ret)
{
	char lower[IANA_NAME_MAX];
	struct key folded;

	/*@ loop invariant 0 <= i <= k->n;
	    loop assigns i, lower[0 .. IANA_NAME_MAX - 1];
	    loop variant k->n - i; */
	for (size_t i = 0; i < k->n; i++)
		lower[i] = (char)iana_lower((uint8_t)k->s[i]);
	key_set(im, lower, k->n, &folded);
	return find_lower(im, &folded, proto, ret);
}

/* A name that does not stand in the index as it is spelled. */
/*@ requires image_ok(im) && key_ok(k) && proto_ok(im, proto);
    requires \valid(ret) && \separated(ret, im, k, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
find_other_case(const struct iana_image *im, const struct key *k, bool is_key,
		const struct iana_proto *proto, struct iana_match *ret)
{
	if (iana_image_exact_case(im))
		return IANA_NOTFOUND;
	/* Without capitals it is the folded key, and that is not there. */
	return is_key || key_has_upper(k) ? find_folded(im, k, proto, ret) : IANA_NOTFOUND;
}

/* A name whose slot holds a list. */
/*@ requires image_ok(im) && key_ok(k) && proto_ok(im, proto) && number <= IANA_NAME_NUMBER;
    requires \valid(ret) && \separated(ret, im, k, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
find_in_list(const struct iana_image *im, const struct key *k, uint32_t number,
	     const struct iana_proto *proto, struct iana_match *ret)
{
	struct answers a;
	enum iana_status st = name_list(im, number, k, &a);

	if (st == IANA_CORRUPT)
		return st;
	if (st == IANA_OK && a.n_exact != 0)
		return pick(im, a.items, a.n_exact, proto, ret);
	return find_other_case(im, k, st == IANA_OK, proto, ret);
}

enum iana_status
iana_find_name(const struct iana_image *im, const char *name, const char *proto,
	       struct iana_match *ret)
{
	size_t n = strlen(name);
	struct iana_proto p;
	struct key k;
	enum iana_status st;
	const char *r;
	uint32_t slot;

	if (n == 0 || n > IANA_NAME_MAX)
		return IANA_NOTFOUND;
	st = iana_proto_find(im, proto, &p);
	if (st != IANA_OK)
		return st;
	key_set(im, name, n, &k);
	st = name_slot(im, &k, &slot);
	if (st == IANA_CORRUPT)
		return st;
	if (st == IANA_NOTFOUND)
		return find_other_case(im, &k, false, &p, ret);
	if ((slot & IANA_NAME_LIST) != 0)
		return find_in_list(im, &k, slot & IANA_NAME_NUMBER, &p, ret);
	slot &= IANA_NAME_NUMBER;
	r = iana_item(im, IANA_S_RECORDS, slot, IANA_RECORD_BYTES);
	if (r == NULL)
		return IANA_CORRUPT;
	if (!record_is(im, r, &k))
		return find_other_case(im, &k, false, &p, ret);
	return record_entry(im, r, &p, ret);
}

enum iana_status
iana_find_folded(const struct iana_image *im, const char *name, const char *proto,
		 struct iana_match *ret)
{
	size_t n = strlen(name);
	struct iana_proto p;
	struct key k;
	enum iana_status st;

	if (n == 0 || n > IANA_NAME_MAX || iana_image_exact_case(im))
		return IANA_NOTFOUND;
	st = iana_proto_find(im, proto, &p);
	if (st != IANA_OK)
		return st;
	key_set(im, name, n, &k);
	return find_folded(im, &k, &p, ret);
}

/* ---- ports ----------------------------------------------------------------- */

/* A port that has a list. */
/*@ requires image_ok(im) && proto_ok(im, proto) && number <= 0x100000000 + 0x8000;
    requires \valid(ret) && \separated(ret, im, proto);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
find_in_port_list(const struct iana_image *im, uint64_t number,
		  const struct iana_proto *proto, struct iana_match *ret)
{
	uint64_t off = number * IANA_LIST_BYTES;
	const char *l = iana_section_at(im, IANA_S_LISTS, off, 4);
	uint32_t n;

	if (l == NULL)
		return IANA_CORRUPT;
	n = iana_le32(l);
	if (n > IANA_PROTOCOLS_MAX)
		return IANA_CORRUPT;
	l = iana_section_at(im, IANA_S_LISTS, off + 4, 4 * n);
	return l != NULL ? pick(im, l, n, proto, ret) : IANA_CORRUPT;
}

enum iana_status
iana_find_port(const struct iana_image *im, uint32_t port, const char *proto,
	       struct iana_match *ret)
{
	struct iana_proto p;
	enum iana_status st;
	const char *page;
	const char *r;
	uint32_t number;
	uint32_t at;

	if (port > 65535)
		return IANA_NOTFOUND;
	number = iana_le16(im->bytes + IANA_HEADER_BYTES + (size_t)(port / 16) * 2);
	if (number == 0)
		return IANA_NOTFOUND;
	st = iana_proto_find(im, proto, &p);
	if (st != IANA_OK)
		return st;
	page = iana_file_at(im, (uint64_t)number * IANA_PP_UNIT, IANA_PORT_PAGE_BYTES);
	if (page == NULL)
		return IANA_CORRUPT;
	at = iana_le16(page + IANA_PP_PORTS + (size_t)(port % 16) * 2);
	if (at == IANA_PORT_NONE)
		return IANA_NOTFOUND;
	if (at >= IANA_PORT_LIST) {
		at -= IANA_PORT_LIST;
		st = find_in_port_list(im, (uint64_t)iana_le32(page + IANA_PP_LISTS) + at,
				       &p, ret);
	} else {
		r = iana_file_at(
		    im, ((uint64_t)iana_le32(page + IANA_PP_RECORDS) + at) * IANA_PP_WORD,
		    IANA_RECORD_BYTES);
		st = r != NULL ? record_entry(im, r, &p, ret) : IANA_CORRUPT;
	}
	if (st == IANA_OK && iana_le16(ret->record + IANA_R_PORT) != port)
		return IANA_CORRUPT;
	return st;
}
