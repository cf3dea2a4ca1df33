/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Complete lookups: any protocol, lists, names in extra blocks, other spellings. */
#include "find.h"
#include "fast.h"
#include "list.h"

/*
 * The records that answer for a key: one, or a list of their numbers, each the first
 * entry of the table for some protocol.
 */
struct answers {
	const char *record;  /* NULL: a list */
	const char *numbers; /* n u32 */
	uint32_t n;
	bool is_local; /* of the exact records of a name: none is the registry's */
};

/*@ predicate answers_ok(struct iana_image *im, struct answers *a) =
      \valid_read(a) &&
      (a->record != \null ==> in_image(im, a->record, IANA_RECORD_BYTES)) &&
      (a->record == \null ==>
	a->n <= IANA_PROTOCOLS_MAX && in_image(im, a->numbers, 4 * a->n)); */

/* The entry of the first record that has the protocol. */
/*@ requires image_ok(im) && answers_ok(im, a);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im, a);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
pick(const struct iana_image *im, const struct answers *a, const char *proto,
     struct iana_match *ret)
{
	uint32_t rank;
	enum iana_status st = iana_proto_find(im, proto, &rank);

	if (st != IANA_OK)
		return st;
	if (a->record != NULL)
		return iana_record_match(a->record, rank, ret);
	st = IANA_NOTFOUND;
	/*@ loop invariant 0 <= i <= a->n;
	    loop invariant st == IANA_OK ==> match_ok(im, ret);
	    loop assigns i, st, *ret;
	    loop variant a->n - i; */
	for (uint32_t i = 0; i < a->n && st == IANA_NOTFOUND; i++) {
		uint32_t number = iana_le32(a->numbers + 4 * (size_t)i);
		const char *r = iana_item(im, IANA_S_RECORDS, number, IANA_RECORD_BYTES);

		if (r == NULL)
			return IANA_CORRUPT;
		st = iana_record_match(r, rank, ret);
	}
	return st;
}

/* ---- names ------------------------------------------------------------------------- */

/* Are the bytes at p those of the key?  There are as many as it has. */
/*@ requires key_ok(k) && \valid_read(p + (0 .. k->n - 1));
    assigns \nothing; */
static bool
key_is(const struct iana_name_key *k, const char *p)
{
	return k->n <= 16 ? iana_same(k->s, p, k->n) : iana_equal(k->s, p, k->n);
}

/* Is the name of an extra block the key? */
/*@ requires image_ok(im) && key_ok(k);
    assigns \nothing; */
static bool
extra_is(const struct iana_image *im, uint32_t off, const struct iana_name_key *k)
{
	const char *e =
	    iana_section_at(im, IANA_S_EXTRAS, off, (uint32_t)(IANA_E_NAME + k->n));

	return e != NULL && iana_u8(e + IANA_E_NAME_LEN) == k->n &&
	       key_is(k, e + IANA_E_NAME);
}

/* Is the name of a record the key? */
/*@ requires image_ok(im) && key_ok(k) && in_image(im, r, IANA_RECORD_BYTES);
    assigns \nothing; */
static bool
record_is(const struct iana_image *im, const char *r, const struct iana_name_key *k)
{
	return iana_record_has_name(r, k) ||
	       (!iana_is8(r + IANA_R_FORM, IANA_FORM_INLINE) &&
		extra_is(im, iana_le32(r + IANA_R_EXTRA), k));
}

/*
 * The answers for a key of the index: for a spelling, or folded, for any spelling of it.
 * Errors: IANA_NOTFOUND: no such key, or none of a spelling.
 */
/*@ requires image_ok(im) && key_ok(k);
    requires \valid(ret) && \separated(ret, im, k);
    assigns *ret;
    ensures \result == IANA_OK ==> answers_ok(im, ret); */
static enum iana_status
name_answers(const struct iana_image *im, const struct iana_name_key *k, bool folded,
	     struct answers *ret)
{
	struct iana_found found;
	struct iana_list l;
	enum iana_status st = iana_search_name(im, k, &found);

	if (st != IANA_OK)
		return st;
	ret->record = found.record;
	ret->is_local = false;
	if (found.record != NULL)
		return record_is(im, found.record, k) ? IANA_OK : IANA_NOTFOUND;
	st = iana_list_find(im, k, found.list, &l);
	if (st != IANA_OK)
		return st;
	/* A key that is the only spelling has no folded answers of its own. */
	folded = folded && l.n_fold != 0;
	ret->numbers = folded ? l.numbers + 4 * (size_t)l.n_exact : l.numbers;
	ret->n = folded ? l.n_fold : l.n_exact;
	ret->is_local = !folded && l.is_local;
	return ret->n != 0 ? IANA_OK : IANA_NOTFOUND;
}

/* The answers for a name in any spelling. */
/*@ requires image_ok(im) && 1 <= n <= IANA_NAME_MAX;
    requires \valid_read(name + (0 .. n - 1));
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> answers_ok(im, ret); */
static enum iana_status
folded_answers(const struct iana_image *im, const char *name, size_t n, struct answers *ret)
{
	char lower[IANA_NAME_MAX];
	struct iana_name_key k;

	if (iana_image_exact_case(im))
		return IANA_NOTFOUND;
	/*@ loop invariant 0 <= i <= n;
	    loop assigns i, lower[0 .. IANA_NAME_MAX - 1];
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++)
		lower[i] = (char)iana_lower((uint8_t)name[i]);
	iana_name_key_set(lower, n, &k);
	return name_answers(im, &k, true, ret);
}

/*
 * Find a name by its own spelling, in any spelling, or by the first and then the second.  A
 * spelling that local files alone have is no answer for a protocol that they lack: the next
 * source would be asked for it, and match it in any case.
 */
/*@ requires image_ok(im) && valid_read_string(name);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
find_name(const struct iana_image *im, const char *name, const char *proto, bool exact,
	  bool folded, struct iana_match *ret)
{
	size_t n = strlen(name);
	enum iana_status st = IANA_NOTFOUND;
	struct iana_name_key k;
	struct answers a;

	if (n == 0 || n > IANA_NAME_MAX)
		return IANA_NOTFOUND;
	if (exact) {
		iana_name_key_set(name, n, &k);
		st = name_answers(im, &k, false, &a);
		if (st == IANA_OK) {
			st = pick(im, &a, proto, ret);
			if (st != IANA_NOTFOUND || !a.is_local)
				return st;
		}
	}
	if (st == IANA_NOTFOUND && folded)
		st = folded_answers(im, name, n, &a);
	return st == IANA_OK ? pick(im, &a, proto, ret) : st;
}

enum iana_status
iana_find_name(const struct iana_image *im, const char *name, const char *proto,
	       struct iana_match *ret)
{
	return find_name(im, name, proto, true, true, ret);
}

enum iana_status
iana_find_exact(const struct iana_image *im, const char *name, const char *proto,
		struct iana_match *ret)
{
	return find_name(im, name, proto, true, false, ret);
}

enum iana_status
iana_find_folded(const struct iana_image *im, const char *name, const char *proto,
		 struct iana_match *ret)
{
	return find_name(im, name, proto, false, true, ret);
}

/* ---- ports ------------------------------------------------------------------------- */

/* The answers of a list of ports. */
/*@ requires image_ok(im) && number <= 0x100000000 + 0x8000;
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> answers_ok(im, ret); */
static enum iana_status
port_list(const struct iana_image *im, uint64_t number, struct answers *ret)
{
	uint64_t off = number * IANA_LIST_BYTES;
	const char *l = iana_section_at(im, IANA_S_LISTS, off, 4);
	uint32_t n;

	if (l == NULL)
		return IANA_CORRUPT;
	n = iana_le32(l);
	if (n > IANA_PROTOCOLS_MAX)
		return IANA_CORRUPT;
	ret->record = NULL;
	ret->is_local = false;
	ret->numbers = iana_section_at(im, IANA_S_LISTS, off + 4, 4 * n);
	ret->n = n;
	return ret->numbers != NULL ? IANA_OK : IANA_CORRUPT;
}

enum iana_status
iana_find_port(const struct iana_image *im, uint32_t port, const char *proto,
	       struct iana_match *ret)
{
	struct iana_found found;
	struct answers a;
	enum iana_status st;

	if (port > 65535)
		return IANA_NOTFOUND;
	st = iana_search_port(im, port, &found);
	if (st != IANA_OK)
		return st;
	a.record = found.record;
	if (found.record == NULL)
		st = port_list(im, found.list, &a);
	if (st == IANA_OK)
		st = pick(im, &a, proto, ret);
	if (st == IANA_OK && iana_le16(ret->record + IANA_R_PORT) != port)
		return IANA_CORRUPT;
	return st;
}
