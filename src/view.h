/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One entry as it lies in the index: what every question is answered with. */
#ifndef IANA_VIEW_H
#define IANA_VIEW_H

#include "image.h"

/*
 * An entry found: IANA_RECORD_BYTES and IANA_PROTOCOL_BYTES in the image, their
 * content not looked at yet beyond what the search needed.
 */
struct iana_hit {
	const uint8_t *record;
	const uint8_t *proto;
};

/* The same spelled out.  Points into the image, so it lives as long as that does. */
struct iana_view {
	const char *name;	/* official name, NUL-terminated */
	const char *proto;	/* NUL-terminated */
	const uint8_t *aliases; /* n_aliases times: length, bytes, NUL */
	uint32_t n_aliases;
	uint32_t alias_bytes; /* of all of aliases */
	uint16_t port;	      /* host order */
	uint8_t name_len;     /* without the NUL */
	uint8_t proto_len;
};

/*
 * View the entry of a hit.
 *
 * ret     set on IANA_OK
 *
 * Errors: IANA_CORRUPT.  Cost: O(1).
 * Source: doc/index-format.md "Records", "Extra blocks".
 */
enum iana_status iana_view_hit(const struct iana_image *im, const struct iana_hit *hit,
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

#endif
