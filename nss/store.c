/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Checks the files, and puts indexes into slots.
 *
 * One thread at a time does so: the updater, who has the lock.  All others go on with
 * the index in use.
 *
 * The updater always gives the lock back.  It passes no cancellation point (src/map.c),
 * and it holds back the signals whose handlers might leave by siglongjmp.
 *
 * A fork may copy the lock without the thread that has it.  So the lock holds the number
 * of the updater's process: a child finds a number that is not its own, takes the lock
 * over, and looks at the files anew.  The parent's updater may have stopped at any line.
 * Therefore all that is known of an index stands in its slot before one store makes it
 * the index in use, and the slot of the index in use is never written to.
 */
#include "store.h"
#include "places.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

struct iana_store iana_store __attribute__((aligned(64)));

/* The lock: the number of the updater's process, or 0. */
static _Atomic pid_t updater;

/* The updater's. */
static struct iana_seen seen; /* the files at the latest change */

/* Why there is no index: an enum iana_status. */
static _Atomic int failure = IANA_NOFILE;

static struct iana_slot *
current_slot(void)
{
	return atomic_load_explicit(&iana_store.current, memory_order_relaxed);
}

/* ---- replacement ------------------------------------------------------------------- */

/* Bytes of a slot are about to change: from here on no snapshot is unchanged. */
static void
count_generation(void)
{
	/* No enumeration may take the previous index again: it may lie in that slot. */
	atomic_store_explicit(&iana_store.previous, NULL, memory_order_relaxed);
	atomic_fetch_add_explicit(&iana_store.generation, 1, memory_order_release);
	atomic_thread_fence(memory_order_seq_cst);
}

/* The index that an enumeration may still be in: the one in use, or the one set aside. */
static struct iana_slot *
latest_slot(void)
{
	struct iana_slot *s = current_slot();

	return s != NULL ? s
			 : atomic_load_explicit(&iana_store.previous, memory_order_relaxed);
}

/* Use the index of a map, which is closed if it is not kept.  False: there is no room. */
static bool
publish(struct iana_map *map)
{
	struct iana_slot *before = latest_slot();
	struct iana_slot *s;

	if (before != NULL && iana_file_id_equal(&map->id, &before->file)) {
		iana_map_close(map); /* another file changed */
		atomic_store_explicit(&iana_store.current, before, memory_order_release);
		return true;
	}
	count_generation();
	s = iana_slots_put(map, before);
	if (s == NULL)
		return false;
	atomic_store_explicit(&iana_store.previous, before, memory_order_relaxed);
	atomic_store_explicit(&iana_store.current, s, memory_order_release);
	return true;
}

/* Use no index: the bytes of the index in use have changed. */
static void
give_up(void)
{
	atomic_store_explicit(&iana_store.current, NULL, memory_order_release);
	count_generation();
}

/*
 * Use no index, but let an enumeration end in the one that was in use.  At each moment that
 * index is the current or the previous one.  No byte of a slot changes.
 */
static void
set_aside(void)
{
	struct iana_slot *s = current_slot();

	if (s == NULL)
		return;
	atomic_store_explicit(&iana_store.previous, s, memory_order_release);
	atomic_store_explicit(&iana_store.current, NULL, memory_order_release);
}

/* ---- checks ------------------------------------------------------------------------ */

/*
 * Is a file that lies there now the file in use, but in another state?  Someone wrote to
 * it, or changed its owner or mode.  It does not matter for a file that was read and not
 * mapped.  Nor can it be told: once that file is gone, another may have its number.
 */
static bool
altered(const struct iana_slot *s, const struct iana_file_id *id)
{
	return s->mapped && id->inode == s->file.inode && id->device == s->file.device &&
	       id->inode != 0 && !iana_file_id_equal(id, &s->file);
}

/* The same, and its bytes may have changed. */
static bool
spoiled(const struct iana_slot *s, const struct iana_file_id *id)
{
	return altered(s, id) && (id->size != s->file.size ||
				  id->modified.tv_sec != s->file.modified.tv_sec ||
				  id->modified.tv_nsec != s->file.modified.tv_nsec);
}

/*
 * Is one of the files that lie there now the file in use, or set aside, and altered or
 * spoiled?
 */
static bool
in_use(bool (*is)(const struct iana_slot *s, const struct iana_file_id *id),
       const struct iana_seen *look)
{
	const struct iana_slot *s = latest_slot();

	return s != NULL &&
	       (is(s, &look->forced) || is(s, &look->local) || is(s, &look->shipped));
}

/*
 * No index could be opened.  The index in use answers on if its file vanishes, as in a
 * chroot.  It does so, too, if the file in its place is unsound or cannot be opened.  But
 * it is given up at once if its own bytes were changed, and a merged one if nobody can say
 * any more that it fits.
 */
static void
keep_or_drop(const struct iana_paths *paths)
{
	/* A process that may open nothing can still look. */
	struct iana_seen look = iana_paths_look(paths);

	if (in_use(altered, &look))
		give_up();
	else if (paths->merged_from != NULL)
		set_aside();
}

/* Map the index that should answer.  Another sound one replaces the one in use. */
static void
renew(void)
{
	struct iana_paths paths = iana_places();
	struct iana_map map = { 0 };
	enum iana_status st = iana_locate(&paths, IANA_HOT, &map, &seen, NULL);

	if (st == IANA_OK) {
		if (in_use(spoiled, &seen))
			give_up();
		if (!publish(&map)) {
			seen = (struct iana_seen){ 0 }; /* try again */
			failure = IANA_NOFILE;
		}
		return;
	}
	failure = (int)st;
	if (latest_slot() != NULL)
		keep_or_drop(&paths);
}

static bool
changed(void)
{
	struct iana_paths paths = iana_places();
	struct iana_seen look = iana_paths_look(&paths);

	return seen.again || !iana_seen_equal(&look, &seen);
}

/*
 * Is there no index, because its file may not be opened?  Then it is tried again while it
 * stays the same: this process may have got the right since.  With an index in use it is
 * not, as each try would map that index again.
 */
static bool
is_refused(void)
{
	return current_slot() == NULL && failure == IANA_NOFILE;
}

/*
 * Take the updater's lock; false: another thread of this process has it.
 *
 * ret_forked   it was the lock of a parent's thread: how far that came is not known
 */
static bool
lock(pid_t self, bool *ret_forked)
{
	pid_t other = 0;

	*ret_forked = false;
	if (atomic_compare_exchange_strong(&updater, &other, self))
		return true;
	*ret_forked = true;
	return other != self && atomic_compare_exchange_strong(&updater, &other, self);
}

/*
 * Keep signals back until the lock is given back: a handler that left by siglongjmp would
 * leave the lock taken for good.  Signals that a call or an instruction of this thread
 * raises still come: the kernel ends a process that holds those back.
 */
static bool
hold_signals(sigset_t *ret_old)
{
	static const int raised[] = { SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };
	sigset_t held;

	sigfillset(&held);
	for (unsigned i = 0; i < sizeof raised / sizeof *raised; i++)
		sigdelset(&held, raised[i]);
	return sigprocmask(SIG_BLOCK, &held, ret_old) == 0;
}

void
iana_store_refresh(void)
{
	int saved_errno = errno;
	uint32_t now = (uint32_t)time(NULL);
	sigset_t signals;
	bool held;
	pid_t self;
	bool forked;

	if (now == atomic_load(&iana_store.checked))
		return;
	self = getpid();
	if (atomic_load(&updater) == self)
		return;
	held = hold_signals(&signals);
	if (lock(self, &forked)) {
		if (forked) /* half of it may be new */
			seen.content = (struct iana_content){ 0 };
		iana_places_fix();
		if (forked || atomic_load(&iana_store.checked) == 0 || is_refused() ||
		    changed())
			renew();
		/* 0 means never. */
		atomic_store(&iana_store.checked, now != 0 ? now : 1);
		/* Unlock, unless another process took the lock over: a child of vfork. */
		atomic_compare_exchange_strong(&updater, &self, 0);
	}
	if (held)
		sigprocmask(SIG_SETMASK, &signals, NULL);
	errno = saved_errno;
}

/* ---- snapshots --------------------------------------------------------------------- */

static enum iana_status
take_private(struct iana_snapshot *ret)
{
	int saved_errno = errno;
	struct iana_paths paths = iana_places();
	struct iana_map map = { 0 };
	enum iana_status st = iana_locate(&paths, IANA_HOT, &map, NULL, NULL);

	errno = saved_errno;
	if (st != IANA_OK)
		return st;
	ret->image = map.image;
	ret->generation = IANA_PRIVATE;
	ret->private_len = map.len;
	return IANA_OK;
}

enum iana_status
iana_snapshot_take(struct iana_snapshot *ret)
{
	enum iana_status st;

	/*
	 * Without an index, an updater is at work, or none is there to be had.  A check
	 * that ends in between and found one has counted the generation up.
	 */
	do {
		if (iana_snapshot_current(ret))
			return IANA_OK;
		if (atomic_load(&updater) != 0)
			return take_private(ret);
		st = (enum iana_status)atomic_load(&failure);
	} while (!iana_snapshot_unchanged(ret));
	return st;
}

bool
iana_snapshot_previous(struct iana_snapshot *snapshot)
{
	const struct iana_slot *s =
	    atomic_load_explicit(&iana_store.previous, memory_order_acquire);

	if (s == NULL || snapshot->generation == IANA_PRIVATE)
		return false;
	snapshot->image.bytes = atomic_load_explicit(&s->bytes, memory_order_relaxed);
	snapshot->image.size = atomic_load_explicit(&s->size, memory_order_relaxed);
	return true;
}

bool
iana_snapshot_end(const struct iana_snapshot *snapshot)
{
	int saved_errno = errno;

	if (snapshot->generation != IANA_PRIVATE)
		return iana_snapshot_unchanged(snapshot);
	munmap((void *)(uintptr_t)snapshot->image.bytes, snapshot->private_len);
	errno = saved_errno;
	return true;
}
