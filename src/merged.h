/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a merged index says of the services file that it was merged from (rule I7). */
#ifndef IANA_MERGED_H
#define IANA_MERGED_H

#include "file.h"
#include "image.h"

/* The services file, as it was when it was merged. */
struct iana_merged {
	bool absent;		  /* there was none: the rest is 0 */
	struct iana_file_id file; /* which file it was, and its state */
	uint64_t hash;		  /* of its bytes, as iana_content_hash gives it */
};

/*
 * Read what a merged index says of its services file.
 *
 * ret   set on IANA_OK
 *
 * Errors: IANA_NOTFOUND for an index that is not a merged one.  Cost: O(1).
 * Source: doc/index-format.md "Merged indexes".
 */
/*@ requires image_ok(im);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret; */
enum iana_status iana_merged_read(const struct iana_image *im, struct iana_merged *ret);

#endif
