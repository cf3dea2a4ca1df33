/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Verifies a whole index without trusting or allocating anything. */
#include "verify.h"
#include "checksum.h"
#include "find.h"
#include "verify_cold.h"

/* A copy of a name of the image, for questions. */
struct name {
	uint8_t len;
	char s[IANA_NAME_MAX + 1];
};

/*@ predicate name_ok(struct name *n) = \valid_read(n) && n->s[n->len] == 0; */

/* An entry of the table, and its protocol as a name. */
struct subject {
	struct iana_match match;
	struct iana_index_entry entry;
	struct name proto;
};

/*@ predicate subject_ok(struct iana_image *im, struct subject *e) =
      \valid_read(e) && match_ok(im, &e->match) && entry_ok(&e->entry) &&
      name_ok(&e->proto); */

/*@ requires \valid(ret) && \valid_read(s + (0 .. len));
    requires \separated(ret, s + (0 .. len));
    assigns *ret;
    ensures name_ok(ret); */
static void
name_set(const char *s, uint8_t len, struct name *ret)
{
	/*@ loop invariant 0 <= i <= len;
	    loop assigns i, ret->s[0 .. IANA_NAME_MAX - 1];
	    loop variant len - i; */
	for (unsigned i = 0; i < len; i++)
		ret->s[i] = (char)iana_u8(s + i);
	ret->s[len] = '\0';
	ret->len = len;
}

/* Has a name only bytes that names have: no blank, no '#', no control character? */
/*@ requires \valid_read(name);
    assigns \nothing; */
static bool
is_legal_name(const struct name *name)
{
	bool legal = true;

	/*@ loop invariant 0 <= i <= name->len;
	    loop assigns i, legal;
	    loop variant name->len - i; */
	for (unsigned i = 0; i < name->len; i++) {
		uint8_t c = (uint8_t)name->s[i];

		legal &= c > ' ' && c != 0x7f && c != '#';
	}
	return legal;
}

/* Are the bytes those of a name; folded: in any case? */
/*@ requires \valid_read(s + (0 .. len)) && \valid_read(name);
    assigns \nothing; */
static bool
is_name(const char *s, uint8_t len, const struct name *name, bool folded)
{
	bool same = len == name->len;

	/*@ loop invariant 0 <= i <= len;
	    loop assigns i, same;
	    loop variant len - i; */
	for (unsigned i = 0; i < len; i++) {
		uint8_t a = iana_u8(s + i);
		uint8_t b = (uint8_t)name->s[i];

		same &= folded ? iana_lower(a) == iana_lower(b) : a == b;
	}
	return same;
}

/* Does the entry of a match have a name, as its official name or as an alias? */
/*@ requires image_ok(im) && match_ok(im, match) && name_ok(name);
    assigns \nothing; */
static bool
has_name(const struct iana_image *im, const struct iana_match *match,
	 const struct name *name, bool folded)
{
	struct iana_index_entry v;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	if (iana_entry_read(im, match, &v) != IANA_OK)
		return false;
	if (is_name(v.name, v.name_len, name, folded))
		return true;
	/*@ loop invariant pos <= v.alias_bytes;
	    loop assigns pos, alias, len;
	    loop variant v.alias_bytes - pos; */
	while (iana_entry_alias(&v, &pos, &alias, &len) == IANA_OK)
		if (is_name(alias, len, name, folded))
			return true;
	return false;
}

/* Does a match stand at the place of e in the table, or before e? */
/*@ requires image_ok(im) && match_ok(im, match) && subject_ok(im, e);
    assigns \nothing; */
static bool
not_after(const struct iana_image *im, const struct iana_match *match,
	  const struct subject *e)
{
	(void)im; /* the contract's alone */
	return match->record < e->match.record ||
	       (match->record == e->match.record && match->rank <= e->match.rank);
}

/* Has a match the name, which e has? */
/*@ requires image_ok(im) && match_ok(im, match) && subject_ok(im, e) && name_ok(name);
    assigns \nothing; */
static bool
has_it(const struct iana_image *im, const struct iana_match *match, const struct subject *e,
       const struct name *name, bool folded)
{
	return match->record == e->match.record || has_name(im, match, name, folded);
}

/*@ requires image_ok(im) && name_ok(name);
    requires proto == \null || name_ok(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> match_ok(im, ret); */
static enum iana_status
find(const struct iana_image *im, const struct name *name, const struct name *proto,
     bool folded, struct iana_match *ret)
{
	const char *p = proto != NULL ? proto->s : NULL;

	return folded ? iana_find_folded(im, name->s, p, ret)
		      : iana_find_exact(im, name->s, p, ret);
}

/*
 * A lookup must answer with an entry that has the key.  The answer must not stand behind
 * the entry e that the key was taken from.  Each entry has its turn as e, the first with
 * the key as well: so each answer is the first of the table.
 */
/*@ requires image_ok(im) && subject_ok(im, e);
    requires name_ok(name);
    assigns \nothing; */
static bool
found_by_name(const struct iana_image *im, const struct subject *e, const struct name *name,
	      bool folded)
{
	struct iana_match match;

	if (find(im, name, &e->proto, folded, &match) != IANA_OK ||
	    !not_after(im, &match, e) || match.rank != e->match.rank ||
	    !has_it(im, &match, e, name, folded))
		return false;
	return find(im, name, NULL, folded, &match) == IANA_OK &&
	       not_after(im, &match, e) && has_it(im, &match, e, name, folded);
}

/*@ requires image_ok(im) && subject_ok(im, e);
    requires \valid_read(s + (0 .. len));
    assigns \nothing; */
static bool
name_holds(const struct iana_image *im, const struct subject *e, const char *s, uint8_t len)
{
	struct name name;

	name_set(s, len, &name);
	return is_legal_name(&name) && found_by_name(im, e, &name, false) &&
	       (iana_image_exact_case(im) || found_by_name(im, e, &name, true));
}

/*@ requires image_ok(im) && subject_ok(im, e);
    assigns \nothing; */
static bool
port_holds(const struct iana_image *im, const struct subject *e)
{
	uint32_t port = e->entry.port;
	struct iana_match match;

	if (iana_find_port(im, port, e->proto.s, &match) != IANA_OK ||
	    !not_after(im, &match, e) || match.rank != e->match.rank)
		return false;
	return iana_find_port(im, port, NULL, &match) == IANA_OK &&
	       not_after(im, &match, e);
}

/* Is the entry found by each of its aliases?  Counts them. */
/*@ requires image_ok(im) && subject_ok(im, e);
    requires \valid(ret_n) && \separated(ret_n, im, e);
    assigns *ret_n;
    ensures *ret_n <= IANA_INDEX_MAX; */
static bool
aliases_hold(const struct iana_image *im, const struct subject *e, uint32_t *ret_n)
{
	const char *alias;
	enum iana_status st = IANA_OK;
	uint32_t pos = 0;
	uint8_t len;

	*ret_n = 0;
	/*@ loop invariant *ret_n <= pos <= e->entry.alias_bytes;
	    loop assigns pos, alias, len, st, *ret_n;
	    loop variant e->entry.alias_bytes - pos; */
	while ((st = iana_entry_alias(&e->entry, &pos, &alias, &len)) == IANA_OK) {
		if (!name_holds(im, e, alias, len))
			return false;
		*ret_n += 1;
	}
	return st == IANA_NOTFOUND && *ret_n == e->entry.n_aliases;
}

/* Is the entry of a match found by each of its names and by its port? */
/*@ requires image_ok(im) && \valid(n_aliases) && \separated(n_aliases, im, match);
    requires match_ok(im, match);
    assigns *n_aliases;
    ensures *n_aliases <= IANA_INDEX_MAX; */
static bool
entry_holds(const struct iana_image *im, const struct iana_match *match,
	    uint32_t *n_aliases)
{
	struct subject e;

	*n_aliases = 0;
	e.match = *match;
	if (iana_entry_read(im, match, &e.entry) != IANA_OK)
		return false;
	name_set(e.entry.proto, e.entry.proto_len, &e.proto);
	return is_legal_name(&e.proto) &&
	       name_holds(im, &e, e.entry.name, e.entry.name_len) && port_holds(im, &e) &&
	       aliases_hold(im, &e, n_aliases);
}

/*@ requires image_ok(im) && \valid_read(h);
    assigns \nothing; */
static const char *
verify_table(const struct iana_image *im, const struct iana_header *h)
{
	struct iana_match match;
	enum iana_status st = IANA_OK;
	uint32_t cursor = 0;
	uint32_t n_entries = 0;
	uint32_t n_aliases = 0;
	uint32_t n;
	bool listed = true;

	if (iana_section_len(im, IANA_S_RECORDS) % IANA_RECORD_BYTES != 0)
		return "the table of entries is damaged";
	/* An alias takes some bytes, so there cannot be more aliases than bytes. */
	if (h->n_aliases > IANA_INDEX_MAX)
		return "the counts of the header are wrong";
	/*@ loop invariant n_entries <= cursor && cursor <= 8 * im->size;
	    loop invariant n_aliases <= h->n_aliases;
	    loop assigns cursor, match, st, n, n_entries, n_aliases, listed;
	    loop variant 8 * im->size - cursor; */
	while ((st = iana_find_next(im, &cursor, &match)) == IANA_OK) {
		if (!entry_holds(im, &match, &n))
			return "an entry is not found by its name, alias or port";
		if (iana_is_listed(im, &match) && !listed)
			return "a listed entry stands behind one that is not listed";
		listed = iana_is_listed(im, &match);
		n_entries++;
		if (n > h->n_aliases - n_aliases)
			return "the counts of the header are wrong";
		n_aliases += n;
	}
	if (st != IANA_NOTFOUND)
		return "the table of entries is damaged";
	if (n_entries != h->n_entries || n_aliases != h->n_aliases)
		return "the counts of the header are wrong";
	return NULL;
}

/* Has each port either no answer, or one with that port? */
/*@ requires image_ok(im);
    assigns \nothing; */
static const char *
verify_ports(const struct iana_image *im)
{
	struct iana_match match;

	/*@ loop invariant 0 <= port <= 65536;
	    loop assigns port, match;
	    loop variant 65536 - port; */
	for (uint32_t port = 0; port <= 65535; port++) {
		enum iana_status st = iana_find_port(im, port, NULL, &match);

		if (st != IANA_OK && st != IANA_NOTFOUND)
			return "the ports are damaged";
	}
	return NULL;
}

enum iana_status
iana_verify(const struct iana_image *im, const struct iana_header *header,
	    const char **ret_what)
{
	struct iana_tally tally = { 0 };
	const char *what = NULL;

	if (im->size != header->total_bytes || im->size % 8 != 0)
		what = "the file is not whole";
	else if (iana_checksum(im->bytes, im->size) !=
		 iana_le64(im->bytes + IANA_H_CHECKSUM))
		what = "the checksum is wrong";
	if (what == NULL)
		what = verify_table(im, header);
	if (what == NULL)
		what = verify_ports(im);
	if (what == NULL)
		what = iana_verify_rows(im, header, &tally);
	if (what == NULL)
		what = iana_verify_directories(im, &tally);
	if (what == NULL)
		return IANA_OK;
	*ret_what = what;
	return IANA_CORRUPT;
}
