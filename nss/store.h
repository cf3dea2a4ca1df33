/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The index that this process answers from, shared by all threads (rules L3 to
 * L5).  A lookup reads, and asks then whether what it read held:
 *
 *     begun = iana_store_begun();
 *     if (iana_store_due() || !iana_store_image(&im)) ...the slow way...
 *     ...look up in im, copy the answer out...
 *     if (!iana_store_still(begun)) ...the slow way...
 *
 * The slow way takes a ticket (iana_store_hold), which is the same with a generation.
 *
 * It writes nothing that is shared, and makes no system call but once a second.
 *
 * An index lies in a slot: a range of addresses that is never unmapped.  A new
 * index goes into another slot, whose older content it replaces, and then that
 * slot is the current one.  A lookup in the slot before is undisturbed.  One in a
 * slot that is being filled again reads bytes that change under it; the reader
 * stands any bytes (rule I2), each of which it reads once (src/bytes.h), and
 * its ticket then no longer holds.
 */
#ifndef IANA_STORE_H
#define IANA_STORE_H

#include "clock.h"
#include "src/image.h"

#define IANA_SLOTS 16

struct iana_slot {
	_Atomic(const char *) bytes; /* set once: the range stays */
	_Atomic size_t size;	     /* of the image there, never past the range */
	_Atomic uint32_t generation; /* indexes count up, from 1 */
};

/* Read by every lookup, written when an index appears or is replaced. */
struct iana_store {
	_Atomic(const struct iana_slot *) current;  /* NULL: no index */
	_Atomic(const struct iana_slot *) previous; /* the one before, or NULL */
	/* The generation that was last begun: its slot is being written, or was. */
	_Atomic uint32_t begun;
	/* The second in which the files were last looked at. */
	_Atomic uint32_t checked;
	struct iana_slot slot[IANA_SLOTS];
};

extern struct iana_store iana_store __attribute__((visibility("hidden")));

struct iana_ticket {
	struct iana_image image;
	uint32_t generation; /* 0: of a map for one lookup alone */
};

static inline void
iana_store_ticket(const struct iana_slot *s, struct iana_ticket *ret)
{
	/* First: with a new generation comes its size; an old one no longer holds. */
	ret->generation = atomic_load_explicit(&s->generation, memory_order_acquire);
	ret->image.bytes = atomic_load_explicit(&s->bytes, memory_order_relaxed);
	ret->image.size = atomic_load_explicit(&s->size, memory_order_relaxed);
}

/*
 * A ticket for the index of the last check; false when there is none.  Where two have
 * come since the slot was looked up, the second lies in it before its turn: no thread
 * may answer from it while others still answer from the first.
 */
static inline bool
iana_store_take(struct iana_ticket *ret)
{
	const struct iana_slot *s =
	    atomic_load_explicit(&iana_store.current, memory_order_acquire);
	const struct iana_slot *taken;

	do {
		taken = s;
		if (s == NULL)
			return false;
		iana_store_ticket(s, ret);
		s = atomic_load_explicit(&iana_store.current, memory_order_acquire);
	} while (s != taken);
	return true;
}

/* The index in use, for the fast ways; false when there is none. */
static inline bool
iana_store_image(struct iana_image *ret)
{
	const struct iana_slot *s =
	    atomic_load_explicit(&iana_store.current, memory_order_acquire);

	if (s == NULL)
		return false;
	ret->bytes = atomic_load_explicit(&s->bytes, memory_order_relaxed);
	ret->size = atomic_load_explicit(&s->size, memory_order_relaxed);
	return true;
}

/*
 * What was last begun.  Taken before the image it tells whether that held: nobody
 * writes where it lies but after beginning something else.
 */
static inline uint32_t
iana_store_begun(void)
{
	return atomic_load_explicit(&iana_store.begun, memory_order_acquire);
}

/* Has nothing been begun since? */
static inline bool
iana_store_still(uint32_t begun)
{
	atomic_thread_fence(memory_order_acquire);
	return atomic_load_explicit(&iana_store.begun, memory_order_relaxed) == begun;
}

/* Is it time to look at the files again? */
static inline bool
iana_store_due(void)
{
	return iana_clock_second() !=
	       atomic_load_explicit(&iana_store.checked, memory_order_relaxed);
}

/* Has nobody begun to write the ticket's slot since it was taken? */
static inline bool
iana_store_holds(const struct iana_ticket *t)
{
	uint32_t begun;

	atomic_thread_fence(memory_order_acquire);
	begun = atomic_load_explicit(&iana_store.begun, memory_order_relaxed);
	/* The next generation goes elsewhere. */
	return begun - t->generation <= 1;
}

/* An index for one lookup that has none of its own yet. */
struct iana_hold {
	struct iana_ticket ticket;
	void *own_addr; /* a map for this lookup alone, or NULL */
	size_t own_len;
};

/*
 * Take the index the slow way: look at the files if a check is due, map what is
 * new, and where another thread is just doing so for the first time, map a copy
 * for this lookup alone: nobody ever waits.
 *
 * ret   set on IANA_OK; to be given back by iana_store_release
 *
 * Safe in any thread, after fork at any moment, and in a signal handler; takes no
 * lock.  Keeps errno.  A process that finds no index looks again a second later.
 * Errors: IANA_NOFILE, IANA_UNSUPPORTED, IANA_CORRUPT.
 * Cost: a system call for each place once a second; those of iana_locate when
 * something changed.  Source: rules L3, L4, L5.
 */
enum iana_status iana_store_hold(struct iana_hold *ret);

/* Give back a hold; tells whether what was read through it holds. */
bool iana_store_release(struct iana_hold *hold);

/*
 * A ticket for a generation: that of the index in use, or of the one before it.
 * For enumerations, which go on where they began.
 */
bool iana_store_recall(uint32_t generation, struct iana_ticket *ret);

#endif
