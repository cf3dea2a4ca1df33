/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The plain cases of find.h, inline: a short name or a port, one record, tcp or
 * udp or any protocol.  Each function gives just the answer that find.h gives, or
 * IANA_GENERAL: "ask find.h".  It calls nothing and keeps nothing in memory, so a
 * lookup is some hundred instructions and three cache lines.  IANA_LIST is "ask the
 * function for lists", which is not inline.
 */
#ifndef IANA_FAST_H
#define IANA_FAST_H

#include "entry.h"
#include "hash.h"
#include "proto.h"

/* The last word of a record: port, group and mask, from the lowest bits up. */
#define IANA_FAST_GROUP 0xff0000u
#define IANA_FAST_GROUP_AND_PORT 0xffffffu
#define IANA_FAST_MASK_SHIFT 24

/*
 * Can both words be of a name in lower case?  Small letters, digits and '-' have
 * this bit in common; of the bytes that lack it most are capitals, and '_'.
 */
/*@ assigns \nothing; */
static inline bool
iana_fast_lower(struct iana_words w)
{
	const uint64_t bits = 0x2020202020202020u;

	return (w.a & w.b & bits) == bits;
}

/* An entry found: its record, and 0 for tcp, 1 for udp; their ranks in each index. */
struct iana_plain {
	const char *record;
	uint32_t rank;
	uint32_t port; /* in host order */
};

/*@ predicate plain_ok(struct iana_image *im, struct iana_plain *p) =
      \valid_read(p) && in_image(im, p->record, IANA_RECORD_BYTES) && p->rank <= 1; */

/* Where a search has led: with IANA_OK to a record, with IANA_LIST to a list. */
struct iana_lead {
	const char *record;
	uint32_t mask;		 /* its protocols, of the first group */
	uint32_t port;		 /* in host order */
	uint64_t list;		 /* its number */
	struct iana_words words; /* of the name */
};

/* The same as find.h gives it. */
/*@ requires image_ok(im) && plain_ok(im, plain);
    assigns \result \from *im, *plain;
    ensures in_image(im, \result.record, IANA_RECORD_BYTES);
    ensures in_image(im, \result.proto, IANA_PROTOCOL_BYTES); */
static inline struct iana_match
iana_plain_hit(const struct iana_image *im, const struct iana_plain *plain)
{
	struct iana_match match = {
		plain->record,
		im->bytes + (IANA_PROTOCOLS_AT + (size_t)plain->rank * IANA_PROTOCOL_BYTES)
	};

	return match;
}

/*
 * The rank of "tcp" or "udp"; 2 for any other name.  Which of the two is a coin toss
 * to a branch predictor, so no branch asks.
 */
/*@ requires valid_read_string(proto);
    assigns \nothing;
    ensures \result <= 2; */
static inline uint32_t
iana_fast_proto(const char *proto)
{
	int rank = proto[0] - 't';

	if (rank != 0 && rank != 1)
		return 2;
	return proto[1] - 'c' == rank && proto[2] == 'p' && proto[3] == '\0'
		   ? (uint32_t)rank
		   : 2;
}

/* The protocol asked for, or any, among those of a record of the first group. */
/*@ requires proto == \null || valid_read_string(proto);
    requires \valid(ret_rank);
    assigns *ret_rank;
    ensures \result == IANA_OK ==> *ret_rank <= 1; */
static inline enum iana_status
iana_fast_rank(uint32_t mask, const char *proto, uint32_t *ret_rank)
{
	uint32_t rank;

	if (proto == NULL) {
		if ((mask & 3) == 0)
			return IANA_GENERAL;
		*ret_rank = ~mask & 1;
		return IANA_OK;
	}
	rank = iana_fast_proto(proto);
	if (rank > 1)
		return IANA_GENERAL;
	*ret_rank = rank;
	return (mask >> rank & 1) != 0 ? IANA_OK : IANA_NOTFOUND;
}

/*
 * A name of n bytes and these words, and a port, that has the list of a number; an
 * answer without a record for all but the plain case.
 */
/*@ requires bytes_ok(im.bytes, im.size) && number <= IANA_NAME_NUMBER;
    requires 1 <= n <= IANA_R_FORM;
    requires proto == \null || valid_read_string(proto);
    assigns \result \from im, number, w, n, proto, im.bytes[0 .. im.size - 1];
    ensures \result.record != \null ==>
      inside(im.bytes, im.size, \result.record, IANA_RECORD_BYTES) &&
      \result.rank <= 1; */
struct iana_plain iana_fast_name_list(struct iana_image im, uint64_t number,
				      struct iana_words w, size_t n, const char *proto);

/*@ requires bytes_ok(im.bytes, im.size) && number <= 0x100000000 + 0x8000;
    requires proto == \null || valid_read_string(proto);
    assigns \result \from im, number, port, proto, im.bytes[0 .. im.size - 1];
    ensures \result.record != \null ==>
      inside(im.bytes, im.size, \result.record, IANA_RECORD_BYTES) &&
      \result.rank <= 1; */
struct iana_plain iana_fast_port_list(struct iana_image im, uint64_t number, uint32_t port,
				      const char *proto);

/* Search a name of len bytes. */
/*@ requires image_ok(im);
    requires \valid_read(name + (0 .. len - 1));
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> in_image(im, ret->record, IANA_RECORD_BYTES);
    ensures \result == IANA_LIST ==>
      ret->list <= IANA_NAME_NUMBER && 1 <= len <= IANA_R_FORM; */
static inline enum iana_status
iana_fast_name(const struct iana_image *im, const char *name, size_t len,
	       struct iana_lead *ret)
{
	uint32_t n;
	struct iana_words w;
	const char *p;
	uint32_t slot;
	uint32_t word;
	uint64_t h;

	if (len == 0 || len > IANA_R_FORM)
		return IANA_GENERAL;
	w = iana_words(name, len);
	h = iana_hash_words(w, iana_hash_seed(len, iana_le64(im->bytes + IANA_H_SEED)));
	n = iana_section_len(im, IANA_S_PILOTS) / 2;
	p = iana_item(im, IANA_S_PILOTS, iana_hash_bucket(h, n), 2);
	if (p == NULL)
		return IANA_GENERAL;
	n = iana_section_len(im, IANA_S_NAMES) / 4;
	p = iana_item(im, IANA_S_NAMES, iana_hash_slot(h, iana_le16(p), n), 4);
	if (p == NULL)
		return IANA_GENERAL;
	slot = iana_le32(p);
	/* With capitals it is to be asked again in lower case. */
	if (slot >> IANA_NAME_MARK_SHIFT != iana_hash_mark(h))
		return iana_fast_lower(w) ? IANA_NOTFOUND : IANA_GENERAL;
	if ((slot & IANA_NAME_LIST) != 0) {
		ret->list = slot & IANA_NAME_NUMBER;
		ret->words = w;
		return IANA_LIST;
	}
	p = iana_item(im, IANA_S_RECORDS, slot & IANA_NAME_NUMBER, IANA_RECORD_BYTES);
	if (p == NULL ||
	    (!iana_is8(p + IANA_R_FORM, IANA_FORM_INLINE) && len >= IANA_R_EXTRA))
		return IANA_GENERAL;
	if (!iana_same(name, p, len) || !iana_is8(p + len, 0))
		return IANA_GENERAL;
	word = iana_le32(p + IANA_R_PORT);
	if ((word & IANA_FAST_GROUP) != 0)
		return IANA_GENERAL;
	ret->record = p;
	ret->port = word & 0xffff;
	ret->mask = word >> IANA_FAST_MASK_SHIFT;
	return IANA_OK;
}

/* Search a port. */
/*@ requires image_ok(im) && port <= 65535;
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> in_image(im, ret->record, IANA_RECORD_BYTES);
    ensures \result == IANA_LIST ==> ret->list <= 0x100000000 + 0x8000; */
static inline enum iana_status
iana_fast_port(const struct iana_image *im, uint32_t port, struct iana_lead *ret)
{
	uint32_t number =
	    iana_le16(im->bytes + (IANA_HEADER_BYTES + (size_t)(port / 16) * 2));
	const char *page;
	const char *r;
	uint64_t off;
	uint32_t at;
	uint32_t word;

	if (number == 0)
		return IANA_NOTFOUND;
	page = iana_file_at(im, (uint64_t)number * IANA_PP_UNIT, IANA_PORT_PAGE_BYTES);
	if (page == NULL)
		return IANA_GENERAL;
	at = iana_le16(page + (IANA_PP_PORTS + (size_t)(port % 16) * 2));
	if (at >= IANA_PORT_LIST) {
		if (at == IANA_PORT_NONE)
			return IANA_NOTFOUND;
		ret->list =
		    (uint64_t)iana_le32(page + IANA_PP_LISTS) + (at - IANA_PORT_LIST);
		return IANA_LIST;
	}
	off = ((uint64_t)iana_le32(page + IANA_PP_RECORDS) + at) * IANA_PP_WORD;
	if (!iana_file_has(im, off, IANA_RECORD_BYTES))
		return IANA_GENERAL;
	r = im->bytes + off;
	word = iana_le32(r + IANA_R_PORT);
	if ((word & IANA_FAST_GROUP_AND_PORT) != port)
		return IANA_GENERAL;
	ret->record = r;
	ret->port = port;
	ret->mask = word >> IANA_FAST_MASK_SHIFT;
	return IANA_OK;
}

/* One step of an enumeration; the end, and everything odd, is for find.h. */
/*@ requires image_ok(im);
    requires \valid(cursor) && \valid(ret) && \separated(ret, im, cursor);
    assigns *cursor, *ret;
    ensures \result == IANA_OK ==> plain_ok(im, ret);
    ensures \result == IANA_OK ==> \old(*cursor) < *cursor <= 8 * im->size; */
static inline enum iana_status
iana_fast_next(const struct iana_image *im, uint32_t *cursor, struct iana_plain *ret)
{
	uint64_t off = (uint64_t)(*cursor / 8) * IANA_RECORD_BYTES;
	const char *r = iana_section_at(im, IANA_S_RECORDS, off, IANA_RECORD_BYTES);
	uint32_t rank = *cursor % 8;
	uint32_t word;

	if (r == NULL || off >= iana_section_len(im, IANA_S_RECORDS))
		return IANA_GENERAL;
	word = iana_le32(r + IANA_R_PORT);
	ret->port = word & 0xffff;
	word &= 0xffff0000;
	/* Group and mask; branches, as they are foreseen: the next step need not wait. */
	if (word == 0x03000000) {
		if (rank == 0)
			*cursor += 1;
		else if (rank == 1)
			*cursor += 7;
		else
			return IANA_GENERAL;
	} else {
		/* One protocol, which is the first and the last of its record. */
		if (rank != 0)
			return IANA_GENERAL;
		if (word == 0x01000000)
			rank = 0;
		else if (word == 0x02000000)
			rank = 1;
		else
			return IANA_GENERAL;
		*cursor += 8;
	}
	ret->record = r;
	ret->rank = rank;
	return IANA_OK;
}

#endif
