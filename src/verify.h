/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checks a whole index: its checksum, every lookup, and the cold part. */
#ifndef IANA_VERIFY_H
#define IANA_VERIFY_H

#include "image.h"

/*
 * Verify an index that was opened whole.
 *
 * header     as opening gave it
 * ret_what   set on any error: the fault, a static English phrase
 *
 * Walks the table.  Each entry must be found by its official name, by each alias
 * and by its port, with its protocol, as the first entry of the table that has
 * them.  Then it checks every port and every count, and of the cold part every row,
 * every link and every order.
 *
 * Errors: IANA_CORRUPT.  Cost: O(size of the file), and for each name that an
 * earlier record has as well, O(aliases of that record).  Allocates nothing.
 */
/*@ requires image_ok(im) && \valid_read(header);
    requires \valid(ret_what) && \separated(ret_what, im, header);
    assigns *ret_what; */
enum iana_status iana_verify(const struct iana_image *im, const struct iana_header *header,
			     const char **ret_what);

#endif
