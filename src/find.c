/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lookups by name through a perfect hash, by port through a ranked bitmap. */
#include "find.h"
#include "hash.h"

#include <string.h>

/*
 * What the index holds for one key: u32 record offsets, each the first entry of
 * the table for some protocol; exact spelling first, then any spelling.
 */
struct answers {
	const uint8_t *items;
	uint8_t n_exact;
	uint8_t n_fold;
};

/* The first of n items that has the protocol. */
static enum iana_status
pick(const struct iana_image *im, const uint8_t *items, unsigned n, unsigned proto,
     struct iana_view *ret)
{
	enum iana_status st = IANA_NOTFOUND;

	for (unsigned i = 0; i < n && st == IANA_NOTFOUND; i++)
		st = iana_view_record(im, iana_le32(items + 4 * (size_t)i), proto, ret);
	return st;
}

/* Does a key of n bytes and a NUL stand at off of a section? */
static bool
key_is(const struct iana_image *im, enum iana_section s, size_t off, const char *name,
       size_t n)
{
	return iana_span_ok(im->section[s].len, off, n + 1) &&
	       memcmp(iana_image_section(im, s) + off, name, n) == 0;
}

/* Answers of a slot that holds one record, whose official name is the key. */
static enum iana_status
name_record(const struct iana_image *im, const uint8_t *slot, const char *name, size_t n,
	    struct answers *ret)
{
	uint32_t off = iana_le32(slot);
	const uint8_t *r;

	if (!iana_span_ok(im->section[IANA_S_RECORDS].len, off, IANA_R_NAME))
		return IANA_CORRUPT;
	r = iana_image_section(im, IANA_S_RECORDS) + off;
	if (r[IANA_R_NAME_LEN] != n ||
	    !key_is(im, IANA_S_RECORDS, (size_t)off + IANA_R_NAME, name, n))
		return IANA_NOTFOUND;
	*ret = (struct answers){ slot, 1, 0 };
	return IANA_OK;
}

/* Answers of a slot that holds a list: an alias, a folded name, several entries. */
static enum iana_status
name_list(const struct iana_image *im, uint32_t off, const char *name, size_t n,
	  struct answers *ret)
{
	uint32_t len = im->section[IANA_S_LISTS].len;
	size_t items = (size_t)off + IANA_L_KEY + n + 1;
	const uint8_t *l;

	if (!iana_span_ok(len, off, IANA_L_KEY))
		return IANA_CORRUPT;
	l = iana_image_section(im, IANA_S_LISTS) + off;
	if (l[IANA_L_KEY_LEN] != n ||
	    !key_is(im, IANA_S_LISTS, (size_t)off + IANA_L_KEY, name, n))
		return IANA_NOTFOUND;
	if (!iana_span_ok(len, items, 4 * ((size_t)l[IANA_L_N_EXACT] + l[IANA_L_N_FOLD])))
		return IANA_CORRUPT;
	*ret = (struct answers){ l + (items - off), l[IANA_L_N_EXACT], l[IANA_L_N_FOLD] };
	return IANA_OK;
}

/* Look a key of 1 to 255 bytes up in the perfect hash. */
static enum iana_status
name_answers(const struct iana_image *im, const char *name, size_t n, struct answers *ret)
{
	uint32_t n_pilots = im->section[IANA_S_PILOTS].len / 2;
	uint32_t n_slots = im->section[IANA_S_NAMES].len / 4;
	uint64_t h = iana_hash((const uint8_t *)name, n, im->seed);
	uint32_t bucket = iana_hash_bucket(h, n_pilots);
	const uint8_t *slot;
	uint32_t at;
	uint32_t to;

	if (bucket >= n_pilots)
		return IANA_CORRUPT;
	at = iana_hash_slot(
	    h, iana_le16(iana_image_section(im, IANA_S_PILOTS) + (size_t)bucket * 2),
	    n_slots);
	if (at >= n_slots)
		return IANA_CORRUPT;
	slot = iana_image_section(im, IANA_S_NAMES) + (size_t)at * 4;
	to = iana_le32(slot);
	if (to == IANA_SLOT_EMPTY)
		return IANA_NOTFOUND;
	if ((to & IANA_SLOT_LIST) != 0)
		return name_list(im, to & ~IANA_SLOT_LIST, name, n, ret);
	return name_record(im, slot, name, n, ret);
}

/* Would folding change the name? */
static bool
has_upper(const char *name, size_t n)
{
	bool upper = false;

	for (size_t i = 0; i < n; i++)
		upper |= name[i] >= 'A' && name[i] <= 'Z';
	return upper;
}

static enum iana_status
find_folded(const struct iana_image *im, const char *name, size_t n, unsigned proto,
	    struct iana_view *ret)
{
	char lower[IANA_NAME_MAX];
	struct answers a;
	enum iana_status st;

	for (size_t i = 0; i < n; i++)
		lower[i] = (char)iana_lower((uint8_t)name[i]);
	st = name_answers(im, lower, n, &a);
	if (st != IANA_OK)
		return st;
	if (a.n_fold == 0) /* one spelling: the folded one */
		return pick(im, a.items, a.n_exact, proto, ret);
	return pick(im, a.items + 4 * (size_t)a.n_exact, a.n_fold, proto, ret);
}

enum iana_status
iana_find_name(const struct iana_image *im, const char *name, const char *proto,
	       struct iana_view *ret)
{
	size_t n = strnlen(name, IANA_NAME_MAX + 1);
	struct answers a;
	enum iana_status st;
	unsigned id;

	if (n == 0 || n > IANA_NAME_MAX)
		return IANA_NOTFOUND;
	st = iana_proto_find(im, proto, &id);
	if (st != IANA_OK)
		return st;
	st = name_answers(im, name, n, &a);
	if (st == IANA_CORRUPT)
		return st;
	if (st == IANA_OK && a.n_exact != 0)
		return pick(im, a.items, a.n_exact, id, ret);
	if ((im->flags & IANA_FLAG_EXACT_CASE) != 0)
		return IANA_NOTFOUND;
	if (st == IANA_NOTFOUND && !has_upper(name, n))
		return IANA_NOTFOUND; /* it is the folded key, and not there */
	return find_folded(im, name, n, id, ret);
}

enum iana_status
iana_find_folded(const struct iana_image *im, const char *name, const char *proto,
		 struct iana_view *ret)
{
	size_t n = strnlen(name, IANA_NAME_MAX + 1);
	enum iana_status st;
	unsigned id;

	if (n == 0 || n > IANA_NAME_MAX || (im->flags & IANA_FLAG_EXACT_CASE) != 0)
		return IANA_NOTFOUND;
	st = iana_proto_find(im, proto, &id);
	return st == IANA_OK ? find_folded(im, name, n, id, ret) : st;
}

static uint32_t
popcount(uint32_t x)
{
	x -= x >> 1 & 0x55555555u;
	x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
	x = (x + (x >> 4)) & 0x0f0f0f0fu;
	return x * 0x01010101u >> 24;
}

/* Answers of one port slot. */
static enum iana_status
port_answers(const struct iana_image *im, const uint8_t *slot, struct answers *ret)
{
	uint32_t len = im->section[IANA_S_LISTS].len;
	uint32_t to = iana_le32(slot);
	uint32_t off = to & ~IANA_SLOT_LIST;
	const uint8_t *l;

	if ((to & IANA_SLOT_LIST) == 0) {
		*ret = (struct answers){ slot, 1, 0 };
		return IANA_OK;
	}
	if (!iana_span_ok(len, off, 1))
		return IANA_CORRUPT;
	l = iana_image_section(im, IANA_S_LISTS) + off;
	if (!iana_span_ok(len, (size_t)off + 1, 4 * (size_t)l[0]))
		return IANA_CORRUPT;
	*ret = (struct answers){ l + 1, l[0], 0 };
	return IANA_OK;
}

enum iana_status
iana_find_port(const struct iana_image *im, uint32_t port, const char *proto,
	       struct iana_view *ret)
{
	struct iana_view v;
	struct answers a;
	enum iana_status st;
	const uint8_t *block;
	uint32_t bits;
	uint32_t rank;
	unsigned id;

	if (port > 65535)
		return IANA_NOTFOUND;
	block = iana_image_section(im, IANA_S_PORTMAP) + port / 32 * 8;
	bits = iana_le32(block);
	if ((bits >> port % 32 & 1) == 0)
		return IANA_NOTFOUND;
	st = iana_proto_find(im, proto, &id);
	if (st != IANA_OK)
		return st;
	rank = iana_le32(block + 4) + popcount(bits & ((1u << port % 32) - 1));
	if (rank >= im->section[IANA_S_PORTS].len / 4)
		return IANA_CORRUPT;
	st = port_answers(im, iana_image_section(im, IANA_S_PORTS) + (size_t)rank * 4, &a);
	if (st == IANA_OK)
		st = pick(im, a.items, a.n_exact, id, &v);
	if (st != IANA_OK)
		return st;
	if (v.port != port)
		return IANA_CORRUPT;
	*ret = v;
	return IANA_OK;
}
