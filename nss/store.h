/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The index that this process answers from: found once, shared by all threads. */
#ifndef IANA_STORE_H
#define IANA_STORE_H

#include "map.h"

/* One caller's hold on the index. */
struct iana_hold {
	const struct iana_image *image;
	struct iana_map own; /* mapped for this hold alone; usually empty */
};

/*
 * Take the index for one lookup or enumeration step.
 *
 * ret   set on IANA_OK; to be given back by iana_store_release
 *
 * The first success in the process is kept; until then each call looks for an
 * index afresh, so that one installed later is found.  Safe in any thread, after
 * fork at any moment, and in a signal handler; takes no lock, writes no shared
 * memory once the index is kept.  Keeps errno.
 * Errors: IANA_NOFILE, IANA_UNSUPPORTED, IANA_CORRUPT.
 * Cost: one load; the system calls of iana_locate until an index is kept.
 * Source: DESIGN L3, L5.
 */
enum iana_status iana_store_hold(struct iana_hold *ret);

/* Give back a hold. */
void iana_store_release(struct iana_hold *hold);

#endif
