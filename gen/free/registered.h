/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an index says of every port. */
#ifndef IANA_FREE_REGISTERED_H
#define IANA_FREE_REGISTERED_H

#include "base/report.h"
#include "free/taken.h"
#include "src/image.h"

/*
 * Add the ports that an index knows:
 *   - a port with a name is assigned, or named in an overlay if the registry lacks it
 * there;
 *   - a port without a name is unassigned if its row says "Unassigned", in any case, and
 *     nothing else; any other text is a reservation, or tells of a use in the past;
 *   - a note at such a row tells of a use that nobody registered, or in the past: it takes
 *     the ports, too;
 *   - a row that reports unauthorised use takes all its ports: the report is a text for
 *     people, and seldom tells all of them.
 *
 * im     the whole index, mapped
 * path   of the index, for messages
 *
 * Fails on a damaged index.  Cost: O(size of the index), about a millisecond for the full
 * registry.
 */
bool iana_taken_add_index(struct iana_taken *t, const struct iana_image *im,
			  const char *path, const struct iana_wanted *w,
			  struct iana_report *rep);

#endif
