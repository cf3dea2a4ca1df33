/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds entries of the checked files that get in each other's way. */
#ifndef IANA_CHECK_COLLIDE_H
#define IANA_CHECK_COLLIDE_H

#include "check/known.h"

/*
 * Compare all entries with those before them, which answer first: the same port under
 * another name, the same name at another port, a name that an alias hides, a line that is
 * repeated.  What the registry has as well is no fault: several names may share a port
 * (rule N5), and a name may have several ports (rule N3).  Nor are the ports of a range,
 * if they stand on a line each.
 *
 * Sets is_taken and is_elsewhere of the entries.  Cost: O(ports and names).
 */
void iana_check_collisions(struct iana_checked *c, struct iana_known *known);

#endif
