/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One entry as it lies in the index: what every question is answered with. */
#ifndef IANA_VIEW_H
#define IANA_VIEW_H

#include "image.h"

/* Points into the image, so it lives as long as the image does. */
struct iana_view {
	const char *name;	/* official name, NUL-terminated */
	const char *proto;	/* NUL-terminated */
	const uint8_t *aliases; /* n_aliases times: length, bytes, NUL */
	uint32_t n_aliases;
	uint32_t alias_bytes; /* of all of aliases */
	uint32_t record;      /* its place in the table: offsets ascend */
	uint16_t port;	      /* host order */
	uint8_t name_len;     /* without the NUL */
	uint8_t proto_len;
	uint8_t proto_id; /* rank among the index's protocols */
};

/* Stands for "any protocol": no index has so many. */
#define IANA_PROTO_ANY 255u

/*
 * Find a protocol's rank.
 *
 * proto   "tcp", ...; NULL gives IANA_PROTO_ANY
 * ret     set on IANA_OK, below IANA_PROTOCOLS_MAX or IANA_PROTO_ANY
 *
 * Errors: IANA_NOTFOUND, IANA_CORRUPT.  Cost: O(1), at most 255 comparisons;
 * tcp and udp take one or two.
 */
enum iana_status iana_proto_find(const struct iana_image *im, const char *proto,
				 unsigned *ret);

/*
 * View the entry of one record for a protocol.
 *
 * off      the record's offset in its section, from the index: not trusted
 * proto    a rank, or IANA_PROTO_ANY for the record's first
 * ret      set on IANA_OK
 *
 * Errors: IANA_NOTFOUND (the record has no such protocol), IANA_CORRUPT.
 * Cost: O(1), one cache line beside the protocol table.
 * Source: doc/index-format.md "Records".
 */
enum iana_status iana_view_record(const struct iana_image *im, uint32_t off, unsigned proto,
				  struct iana_view *ret);

/*
 * Take the next alias of a view.
 *
 * pos     0 before the first; moved on IANA_OK
 * ret     set on IANA_OK: NUL-terminated bytes in the image
 *
 * Errors: IANA_NOTFOUND after the last byte, IANA_CORRUPT.
 */
enum iana_status iana_view_alias(const struct iana_view *view, uint32_t *pos,
				 const char **ret, uint8_t *ret_len);

/*
 * The next entry of the table, in its order.
 *
 * cursor   0 before the first; moved on IANA_OK only
 * ret      set on IANA_OK
 *
 * Errors: IANA_NOTFOUND after the last entry, IANA_CORRUPT.  Cost: O(1).
 */
enum iana_status iana_view_next(const struct iana_image *im, uint32_t *cursor,
				struct iana_view *ret);

#endif
