/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The plain cases of find.h, inline: a short name or a port, one record, tcp or
 * udp or any protocol.  Each function gives just the answer that find.h gives, or
 * IANA_GENERAL: "ask find.h".  It calls nothing but strlen and keeps nothing in
 * memory, so a lookup is some hundred instructions and three cache lines.
 */
#ifndef IANA_FAST_H
#define IANA_FAST_H

#include "hash.h"
#include "proto.h"
#include "view.h"

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

/* One of the first two protocols of an index; they are always there. */
/*@ requires image_ok(im) && rank <= 1;
    assigns \result \from im->bytes, rank;
    ensures in_image(im, \result, IANA_PROTOCOL_BYTES); */
static inline const char *
iana_fast_rank(const struct iana_image *im, uint32_t rank)
{
	return im->bytes + (IANA_PROTOCOLS_AT + (size_t)rank * IANA_PROTOCOL_BYTES);
}

/*
 * The rank of "tcp" or "udp" where they are the first two protocols, as they nearly
 * always are; 2 for any other name.  Which of the two is a coin toss to a branch
 * predictor, so no branch asks.
 */
/*@ requires image_ok(im) && valid_read_string(proto);
    assigns \nothing;
    ensures \result <= 2; */
static inline uint32_t
iana_fast_proto(const struct iana_image *im, const char *proto)
{
	uint8_t first = (uint8_t)proto[0];
	uint32_t rank;

	if (first != 't' && first != 'u')
		return 2;
	rank = first - (uint32_t)'t';
	if ((uint8_t)proto[1] != 'c' + rank || proto[2] != 'p' || proto[3] != '\0')
		return 2;
	/* "tcp" as a word, and what it takes to make it "udp". */
	return iana_le64(iana_fast_rank(im, rank)) == 0x706374 + rank * 0x101u ? rank : 2;
}

/* The entry of a record for a protocol or for any. */
/*@ requires image_ok(im) && in_image(im, r, IANA_RECORD_BYTES);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> hit_ok(im, ret); */
static inline enum iana_status
iana_fast_entry(const struct iana_image *im, const char *r, const char *proto,
		struct iana_hit *ret)
{
	uint32_t base = iana_u8(r + IANA_R_PROTO_BASE);
	uint32_t mask = iana_u8(r + IANA_R_PROTO_MASK);
	uint32_t rank = base;

	ret->record = r;
	if (proto != NULL)
		rank = iana_fast_proto(im, proto);
	if (rank > 1)
		return IANA_GENERAL;
	ret->proto = iana_fast_rank(im, rank);
	if (rank >= base && (mask >> (rank - base) & 1) != 0)
		return IANA_OK;
	return proto != NULL ? IANA_NOTFOUND : IANA_GENERAL;
}

/*
 * A name of n bytes and these words, and a port, that has the list of a number; a
 * hit without a record for all but the plain case.  Out of line, in registers.
 */
/*@ requires bytes_ok(im.bytes, im.size) && number <= IANA_NAME_NUMBER && 1 <= n <= IANA_R_FORM;
    requires proto == \null || valid_read_string(proto);
    assigns \result \from im, number, w, n, proto, im.bytes[0 .. im.size - 1];
    ensures \result.record != \null ==>
      inside(im.bytes, im.size, \result.record, IANA_RECORD_BYTES) &&
      inside(im.bytes, im.size, \result.proto, IANA_PROTOCOL_BYTES); */
struct iana_hit iana_fast_name_list(struct iana_image im, uint32_t number,
				    struct iana_words w, size_t n, const char *proto);

/*@ requires bytes_ok(im.bytes, im.size) && number <= 0x100000000 + 0x8000;
    requires proto == \null || valid_read_string(proto);
    assigns \result \from im, number, port, proto, im.bytes[0 .. im.size - 1];
    ensures \result.record != \null ==>
      inside(im.bytes, im.size, \result.record, IANA_RECORD_BYTES) &&
      inside(im.bytes, im.size, \result.proto, IANA_PROTOCOL_BYTES); */
struct iana_hit iana_fast_port_list(struct iana_image im, uint64_t number, uint16_t port,
				    const char *proto);

/*@ requires image_ok(im) && valid_read_string(name);
    requires proto == \null || valid_read_string(proto);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> hit_ok(im, ret); */
static inline enum iana_status
iana_fast_name(const struct iana_image *im, const char *name, const char *proto,
	       struct iana_hit *ret)
{
	size_t n = strlen(name);
	uint32_t n_pilots = iana_section_len(im, IANA_S_PILOTS) / 2;
	uint32_t n_slots = iana_section_len(im, IANA_S_NAMES) / 4;
	struct iana_words w;
	struct iana_words v;
	const char *p;
	uint32_t slot;
	uint64_t h;

	if (n == 0 || n > IANA_R_FORM)
		return IANA_GENERAL;
	w = iana_words(name, n);
	h = iana_hash_words(w, iana_hash_seed(n, iana_le64(im->bytes + IANA_H_SEED)));
	p = iana_item(im, IANA_S_PILOTS, iana_hash_bucket(h, n_pilots), 2);
	if (p == NULL)
		return IANA_GENERAL;
	p = iana_item(im, IANA_S_NAMES, iana_hash_slot(h, iana_le16(p), n_slots), 4);
	if (p == NULL)
		return IANA_GENERAL;
	slot = iana_le32(p);
	/* With capitals it is to be asked again in lower case. */
	if (slot >> IANA_NAME_MARK_SHIFT != iana_hash_mark(h))
		return iana_fast_lower(w) ? IANA_NOTFOUND : IANA_GENERAL;
	if ((slot & IANA_NAME_LIST) != 0) {
		*ret = iana_fast_name_list(*im, slot & IANA_NAME_NUMBER, w, n, proto);
		return ret->record != NULL ? IANA_OK : IANA_GENERAL;
	}
	p = iana_item(im, IANA_S_RECORDS, slot & IANA_NAME_NUMBER, IANA_RECORD_BYTES);
	if (p == NULL ||
	    (iana_u8(p + IANA_R_FORM) != IANA_FORM_INLINE && n >= IANA_R_EXTRA))
		return IANA_GENERAL;
	v = iana_words(p, n);
	if (v.a != w.a || v.b != w.b || iana_u8(p + n) != 0)
		return IANA_GENERAL;
	return iana_fast_entry(im, p, proto, ret);
}

/*@ requires image_ok(im) && (proto == \null || valid_read_string(proto));
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result == IANA_OK ==> hit_ok(im, ret); */
static inline enum iana_status
iana_fast_port(const struct iana_image *im, uint16_t port, const char *proto,
	       struct iana_hit *ret)
{
	uint32_t number =
	    iana_le16(im->bytes + (IANA_HEADER_BYTES + (size_t)(port / 16) * 2));
	const char *page;
	const char *r;
	uint32_t at;

	if (number == 0)
		return IANA_NOTFOUND;
	page = iana_item(im, IANA_S_PORTS, number, IANA_PORT_PAGE_BYTES);
	if (page == NULL)
		return IANA_GENERAL;
	at = iana_le16(page + (IANA_PP_PORTS + (size_t)(port % 16) * 2));
	if (at == IANA_PORT_NONE)
		return IANA_NOTFOUND;
	if (at >= IANA_PORT_LIST) {
		at -= IANA_PORT_LIST;
		*ret = iana_fast_port_list(
		    *im, (uint64_t)iana_le32(page + IANA_PP_LISTS) + at, port, proto);
		return ret->record != NULL ? IANA_OK : IANA_GENERAL;
	}
	r = iana_item(im, IANA_S_RECORDS, (uint64_t)iana_le32(page + IANA_PP_RECORDS) + at,
		      IANA_RECORD_BYTES);
	if (r == NULL || iana_le16(r + IANA_R_PORT) != port)
		return IANA_GENERAL;
	return iana_fast_entry(im, r, proto, ret);
}

/* Protocol base and mask of a record of the first two protocols, as one number. */
#define IANA_FAST_BOTH 0x0300u

/* One step of an enumeration; the end, and everything odd, is for find.h. */
/*@ requires image_ok(im);
    requires \valid(cursor) && \valid(ret) && \separated(ret, im, cursor);
    assigns *cursor, *ret;
    ensures \result == IANA_OK ==> hit_ok(im, ret);
    ensures \result == IANA_OK ==> \old(*cursor) < *cursor <= 8 * im->size; */
static inline enum iana_status
iana_fast_next(const struct iana_image *im, uint32_t *cursor, struct iana_hit *ret)
{
	uint64_t off = (uint64_t)(*cursor / 8) * IANA_RECORD_BYTES;
	const char *r = iana_section_at(im, IANA_S_RECORDS, off, IANA_RECORD_BYTES);
	uint32_t rank = *cursor % 8;

	if (r == NULL || off >= iana_section_len(im, IANA_S_RECORDS))
		return IANA_GENERAL;
	if (iana_le16(r + IANA_R_PROTO_BASE) == IANA_FAST_BOTH) {
		/* Branches, which are foreseen: the next step need not wait for them. */
		if (rank == 0)
			*cursor += 1;
		else if (rank == 1)
			*cursor += 7;
		else
			return IANA_GENERAL;
	} else {
		uint32_t mask = iana_u8(r + IANA_R_PROTO_MASK) >> rank;

		/* The last protocol of its record. */
		if (mask != 1)
			return IANA_GENERAL;
		*cursor += 8 - rank;
		rank += iana_u8(r + IANA_R_PROTO_BASE);
		if (rank > 1)
			return IANA_GENERAL;
	}
	ret->record = r;
	ret->proto = iana_fast_rank(im, rank);
	return IANA_OK;
}

#endif
