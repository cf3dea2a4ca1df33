/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The index that this process answers from, shared by all threads (rules L3 to L5).
 *
 * A lookup takes a snapshot of the index in use, answers from it, and asks at the end
 * whether it was unchanged all the time:
 *
 *     iana_store_refresh();
 *     do {
 *             st = iana_snapshot_take(&now);
 *             ...search now.image, copy the answer out...
 *     } while (!iana_snapshot_end(&now));
 *
 * A lookup writes nothing that threads share, and makes no system call but once a second.
 *
 * An index lies in a slot (slots.h), a range of addresses that is mapped once and stays.
 * A new index never goes into the slot in use.  The generation is the number of the
 * latest replacement.  It is counted up before any byte of a slot changes.  So a lookup
 * whose slot gets another index may read bytes that change: the search stands any bytes
 * (rule I2) and reads each of them once (src/bytes.h).  At its end the generation is
 * another, and the lookup is done again.
 */
#ifndef IANA_STORE_H
#define IANA_STORE_H

#include "slots.h"

#include <time.h>

/* Read by every lookup, written when an index appears or is replaced. */
struct iana_store {
	_Atomic(struct iana_slot *) current;  /* the index in use; NULL: none */
	_Atomic(struct iana_slot *) previous; /* the index before, or NULL */
	_Atomic uint32_t generation;	      /* the number of the latest replacement */
	_Atomic uint32_t checked; /* the second of the latest check of the files; 0: none */
};

extern struct iana_store iana_store __attribute__((visibility("hidden")));

/* An index as one lookup sees it. */
struct iana_snapshot {
	struct iana_image image;
	uint32_t generation; /* IANA_PRIVATE: a map that no other lookup knows */
	size_t private_len;  /* the length of that map */
};

#define IANA_PRIVATE UINT32_MAX

/* Is it time to check the files?  A read of the kernel's clock, in memory. */
static inline bool
iana_store_due(void)
{
	return (uint32_t)time(NULL) !=
	       atomic_load_explicit(&iana_store.checked, memory_order_relaxed);
}

/*
 * If it is time, check the files, and replace the index in use if another one should
 * answer.  One thread at a time does so; the others go on with the index in use.
 *
 * Keeps errno.  Cost: a system call for each path, once a second; those of iana_locate
 * when a file changed.
 */
void iana_store_refresh(void);

/* Take a snapshot of the index in use; false if there is none. */
static inline bool
iana_snapshot_current(struct iana_snapshot *ret)
{
	const struct iana_slot *s;

	/* The generation first: the slot is loaded after it, so it cannot be older. */
	ret->generation =
	    atomic_load_explicit(&iana_store.generation, memory_order_acquire);
	s = atomic_load_explicit(&iana_store.current, memory_order_acquire);
	if (s == NULL)
		return false;
	ret->image.bytes = atomic_load_explicit(&s->bytes, memory_order_relaxed);
	ret->image.size = atomic_load_explicit(&s->size, memory_order_relaxed);
	return true;
}

/* Was no index replaced since the snapshot was taken? */
static inline bool
iana_snapshot_unchanged(const struct iana_snapshot *s)
{
	/* All loads of the lookup come before this one. */
	atomic_thread_fence(memory_order_acquire);
	return atomic_load_explicit(&iana_store.generation, memory_order_relaxed) ==
	       s->generation;
}

/*
 * Take a snapshot.  While another thread maps the first index of the process, the
 * snapshot is a private map of the file: nobody ever waits.
 *
 * ret   to be given back by iana_snapshot_end, also after an error
 *
 * Safe in any thread, after fork at any moment, and in a signal handler.  Keeps errno.
 * Errors: IANA_NOFILE, IANA_UNSUPPORTED, IANA_CORRUPT.  Source: rules L3, L4, L5.
 */
enum iana_status iana_snapshot_take(struct iana_snapshot *ret);

/* Turn a snapshot into one of the index before the index in use; false if there is none. */
bool iana_snapshot_previous(struct iana_snapshot *snapshot);

/* Give back a snapshot.  Was it unchanged since it was taken? */
bool iana_snapshot_end(const struct iana_snapshot *snapshot);

#endif
