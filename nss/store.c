/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Keeps the index of the process.
 *
 * states   EMPTY -> FILLING -> READY, never back.
 *
 * Whoever finds no kept index maps one for itself, and then offers it: the one
 * caller that moves EMPTY to FILLING copies it in and says READY; the others
 * answer from their own map and drop it.  Nobody ever waits, so a thread that
 * vanishes in a fork between the two moves costs its child time, not answers.
 */
#include "store.h"
#include "locate.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { EMPTY, FILLING, READY };

static _Atomic int state;
static struct iana_map kept;

static enum iana_status
find_index(struct iana_map *ret)
{
	/* secure_getenv hides the variable from privileged processes. */
	struct iana_places places =
	    iana_places_default(secure_getenv("IANA_SERVICES_INDEX"));

	return iana_locate(&places, IANA_HOT, ret, NULL);
}

/* The slow path, out of the way of the fast one. */
static __attribute__((noinline)) enum iana_status
hold_first(struct iana_hold *ret)
{
	struct iana_map map = { 0 };
	int empty = EMPTY;
	int saved_errno = errno;
	enum iana_status st = find_index(&map);

	errno = saved_errno;
	if (st != IANA_OK)
		return st;
	if (!atomic_compare_exchange_strong(&state, &empty, FILLING)) {
		ret->own = map;
		ret->image = &ret->own.image;
		return IANA_OK;
	}
	kept = map;
	atomic_store_explicit(&state, READY, memory_order_release);
	ret->own.len = 0;
	ret->image = &kept.image;
	return IANA_OK;
}

enum iana_status
iana_store_hold(struct iana_hold *ret)
{
	if (atomic_load_explicit(&state, memory_order_acquire) != READY)
		return hold_first(ret);
	ret->own.len = 0;
	ret->image = &kept.image;
	return IANA_OK;
}

void
iana_store_release(struct iana_hold *hold)
{
	if (hold->own.len != 0) {
		int saved_errno = errno;

		iana_map_close(&hold->own);
		errno = saved_errno;
	}
}
