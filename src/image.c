/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checks the header of an index. */
#include "image.h"

/* Checks that come before each other field: of which format is the file? */
/*@ requires \valid_read(b + (0 .. size - 1));
    assigns \nothing;
    ensures \result == IANA_OK ==> size >= IANA_HOT_MIN; */
static enum iana_status
header_ok(const char *b, size_t size)
{
	if (size < IANA_HOT_MIN)
		return IANA_CORRUPT;
	if (!iana_equal(b + IANA_H_MAGIC, IANA_MAGIC, IANA_MAGIC_BYTES))
		return IANA_CORRUPT;
	if (iana_le16(b + IANA_H_MAJOR) != IANA_MAJOR)
		return IANA_UNSUPPORTED;
	if ((iana_le32(b + IANA_H_MUST_REFUSE) & ~IANA_FLAGS_KNOWN) != 0)
		return IANA_UNSUPPORTED;
	return IANA_OK;
}

enum iana_status
iana_image_hot_bytes(const char *bytes, size_t size, uint32_t *ret_hot_bytes)
{
	enum iana_status st = header_ok(bytes, size);

	if (st == IANA_OK)
		*ret_hot_bytes = iana_le32(bytes + IANA_H_HOT_BYTES);
	return st;
}

/* Do hot sections lie in the hot part, and cold ones in the file? */
/*@ requires \valid_read(b + (0 .. IANA_HOT_MIN - 1)) && \valid_read(h);
    assigns \nothing; */
static bool
sections_ok(const char *b, const struct iana_header *h)
{
	/*@ loop invariant 0 <= i <= IANA_N_SECTIONS;
	    loop assigns i;
	    loop variant IANA_N_SECTIONS - i; */
	for (unsigned i = 0; i < IANA_N_SECTIONS; i++) {
		const char *p = b + IANA_H_SECTIONS + 8 * (size_t)i;

		if (!iana_span_ok(i < IANA_N_HOT_SECTIONS ? h->hot_bytes : h->total_bytes,
				  iana_le32(p), iana_le32(p + 4)))
			return false;
	}
	return true;
}

/*
 * Are the port pages and the protocols where the format puts them, and are tcp and udp
 * the first two protocols?  The content of other sections is checked where it is used.
 */
/*@ requires \valid_read(b + (0 .. IANA_HOT_MIN - 1));
    assigns \nothing; */
static bool
fixed_sections_ok(const char *b)
{
	const char *pages = b + IANA_H_SECTIONS + 8 * IANA_S_PORT_PAGES;
	const char *protocols = b + IANA_H_SECTIONS + 8 * IANA_S_PROTOCOLS;

	return iana_le32(pages) == IANA_HEADER_BYTES &&
	       iana_le32(pages + 4) == IANA_PORT_PAGES_BYTES &&
	       iana_le32(protocols) == IANA_PROTOCOLS_AT &&
	       iana_le32(protocols + 4) >= 2 * IANA_PROTOCOL_BYTES &&
	       iana_le64(b + IANA_PROTOCOLS_AT) == IANA_TCP &&
	       iana_le64(b + IANA_PROTOCOLS_AT + IANA_PROTOCOL_BYTES) == IANA_UDP;
}

enum iana_status
iana_image_open(const char *bytes, size_t size, struct iana_image *ret,
		struct iana_header *ret_header)
{
	struct iana_header h;
	enum iana_status st = header_ok(bytes, size);

	if (st != IANA_OK)
		return st;
	h.flags = iana_le32(bytes + IANA_H_MUST_REFUSE);
	h.minor = iana_le16(bytes + IANA_H_MINOR);
	h.date = iana_le32(bytes + IANA_H_DATE);
	h.total_bytes = iana_le32(bytes + IANA_H_TOTAL_BYTES);
	h.hot_bytes = iana_le32(bytes + IANA_H_HOT_BYTES);
	h.n_entries = iana_le32(bytes + IANA_H_N_ENTRIES);
	h.n_names = iana_le32(bytes + IANA_H_N_NAMES);
	h.n_aliases = iana_le32(bytes + IANA_H_N_ALIASES);
	h.n_rows = iana_le32(bytes + IANA_H_N_ROWS);
	if (h.hot_bytes < IANA_HOT_MIN || h.hot_bytes > size ||
	    h.hot_bytes > h.total_bytes || h.total_bytes > IANA_INDEX_MAX)
		return IANA_CORRUPT;
	if (!sections_ok(bytes, &h) || !fixed_sections_ok(bytes))
		return IANA_CORRUPT;
	ret->bytes = bytes;
	/* The image has all bytes of the file, or those of the hot part alone. */
	ret->size = size >= h.total_bytes ? h.total_bytes : h.hot_bytes;
	if (ret_header != NULL)
		*ret_header = h;
	return IANA_OK;
}
