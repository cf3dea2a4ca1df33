/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Fills slots.  One thread at a time: whoever moves the claim from 0 to its own
 * mark looks at the files, and fills a slot if something changed; everyone else
 * goes on with what there is.  A claim that a fork left behind in the child is
 * told by the process number in it, and taken over.
 */
#include "store.h"
#include "src/locate.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define CLAIM_FIRST (-1) /* of the first map, which saves a system call */

struct iana_store iana_store __attribute__((aligned(64)));

static _Atomic pid_t claim;

/* What follows is the claimant's. */
static uint32_t published;	 /* the generation of the last index, 0 for none */
static unsigned last_slot;	 /* where it went */
static size_t cap[IANA_SLOTS];	 /* bytes of each range, to be rounded up */
static struct iana_seen seen;	 /* what there was at the last change */
static struct iana_file_id used; /* the file of the index last published */
static bool used_mapped;	 /* are its bytes the file's own? */

/* Why there is no index: an enum iana_status. */
static _Atomic int failure = IANA_NOFILE;

static struct iana_places
places_now(void)
{
	/* secure_getenv hides the variable from privileged processes. */
	return iana_places_default(secure_getenv("IANA_SERVICES_INDEX"), iana_privileged());
}

static size_t
round_up(size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (n + page - 1) & -page;
}

/* ---- slots ----------------------------------------------------------------- */

/*
 * ThreadSanitizer takes a map over another for a write.  Who reads there meanwhile
 * does so by design (store.h): its ticket no longer holds.
 */
#ifdef __SANITIZE_THREAD__
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
#else
#define AnnotateIgnoreWritesBegin(file, line) ((void)0)
#define AnnotateIgnoreWritesEnd(file, line) ((void)0)
#endif

/* Zeros in place of what a range held; frees its memory, keeps it readable. */
static bool
blank(char *from, size_t len)
{
	void *p = from;

	AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
	if (len != 0)
		p = mmap(from, len, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
			 0);
	AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
	return p == from;
}

/* A slot, not the last one, whose range can take len bytes; IANA_SLOTS: none. */
static unsigned
choose_slot(size_t len)
{
	unsigned fresh = IANA_SLOTS;

	for (unsigned i = 0; i < IANA_SLOTS; i++) {
		if (i == last_slot)
			continue;
		if (round_up(cap[i]) >= len)
			return i;
		if (cap[i] == 0 && fresh == IANA_SLOTS)
			fresh = i;
	}
	return fresh;
}

/* A new range with room to grow, so that a few slots do for good. */
static bool
reserve(unsigned i, size_t len)
{
	size_t size = round_up(len * 2);
	void *p = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return false;
	cap[i] = size;
	iana_store.slot[i].bytes = p;
	return true;
}

/* Move a map onto a slot's range, which stays readable at every moment. */
static bool
move_in(unsigned i, const struct iana_map *map)
{
	char *to = (char *)(uintptr_t)iana_store.slot[i].bytes;
	size_t len = round_up(map->len);

	return blank(to + len, round_up(cap[i]) - len) &&
	       mremap(map->addr, len, len, MREMAP_MAYMOVE | MREMAP_FIXED, to) == to;
}

/* Make a map the current index; it is gone then, or to be closed on false. */
static bool
publish(const struct iana_map *map)
{
	uint32_t generation = published + 1;
	/* The first index asks for no page size: a call that programs may not know. */
	size_t len = published == 0 ? map->len : round_up(map->len);
	unsigned i = published == 0 ? 0 : choose_slot(len);
	struct iana_slot *s = &iana_store.slot[i % IANA_SLOTS];

	if (i == IANA_SLOTS)
		return false;
	/*
	 * Whoever reads this slot must know before its bytes change.  No enumeration
	 * may ask for it again: should this fail, its ticket would never hold.
	 */
	atomic_store_explicit(&iana_store.previous, NULL, memory_order_relaxed);
	atomic_store_explicit(&iana_store.begun, generation, memory_order_release);
	atomic_thread_fence(memory_order_seq_cst);
	if (generation == 1) {
		cap[i] = len;
		atomic_store_explicit(&s->bytes, map->addr, memory_order_relaxed);
	} else if ((cap[i] == 0 && !reserve(i, len)) || !move_in(i, map)) {
		return false;
	}
	atomic_store_explicit(&s->size, map->image.size, memory_order_relaxed);
	atomic_store_explicit(&s->generation, generation, memory_order_release);
	atomic_store_explicit(
	    &iana_store.previous,
	    atomic_load_explicit(&iana_store.current, memory_order_relaxed),
	    memory_order_relaxed);
	published = generation;
	last_slot = i;
	used = map->id;
	used_mapped = map->mapped;
	atomic_store_explicit(&iana_store.current, s, memory_order_release);
	return true;
}

/*
 * Answer from the index in use no more: its bytes are not what they were, and its
 * file may end before them.  Who is reading there now finds zeros, not SIGBUS, and
 * a ticket that no longer holds.
 */
static void
give_up(void)
{
	const struct iana_slot *s = &iana_store.slot[last_slot];

	atomic_store(&iana_store.current, NULL);
	published += 2; /* the next one alone would let the ticket hold */
	atomic_store(&iana_store.begun, published);
	blank((char *)(uintptr_t)s->bytes, round_up(cap[last_slot]));
	used = (struct iana_file_id){ 0 };
}

/* ---- checks ---------------------------------------------------------------- */

/*
 * The file in use, where it lies, in another state: written to, or given away.  Of a
 * file that was read that is not to be told, once it was removed: another may have
 * its number.  Nor does it matter there.
 */
static bool
altered(const struct iana_file_id *id)
{
	return used_mapped && id->inode == used.inode && id->device == used.device &&
	       id->inode != 0 && !iana_file_id_equal(id, &used);
}

/* Were its bytes altered, too? */
static bool
spoiled(const struct iana_file_id *id)
{
	return altered(id) &&
	       (id->size != used.size || id->modified.tv_sec != used.modified.tv_sec ||
		id->modified.tv_nsec != used.modified.tv_nsec);
}

/* Does this hold of the file in use, wherever it lies? */
static bool
in_use(bool (*what)(const struct iana_file_id *id), const struct iana_seen *look)
{
	return atomic_load(&iana_store.current) != NULL &&
	       (what(&look->forced) || what(&look->local) || what(&look->shipped));
}

/*
 * Map what there is now.  An index in use is given up for another sound one
 * alone: not when its file vanishes (as in a chroot), nor when its successor is
 * unsound or cannot be had; but at once when its own bytes were tampered with,
 * which those of a file that was read cannot be.
 */
static void
renew(void)
{
	struct iana_places places = places_now();
	struct iana_map map = { 0 };
	enum iana_status st = iana_locate(&places, IANA_HOT, &map, &seen, NULL);
	struct iana_seen look;

	if (st == IANA_OK) {
		if (in_use(spoiled, &seen))
			give_up();
		/* It may be another file that changed. */
		if (iana_file_id_equal(&map.id, &used)) {
			iana_map_close(&map);
		} else if (!publish(&map)) {
			iana_map_close(&map);
			seen = (struct iana_seen){ 0 }; /* try again */
			failure = IANA_NOFILE;
		}
		return;
	}
	failure = (int)st;
	if (atomic_load(&iana_store.current) == NULL)
		return;
	/* A process that may open nothing can still look. */
	look = iana_places_look(&places);
	if (in_use(altered, &look))
		give_up();
}

/*
 * Become the one who looks at the files.
 *
 * mark    what the claim shall say
 * ret_old   whether it was taken from a thread of the parent, left undone by a
 *         fork.  The first claim has no process number, but with an index there
 *         its work is done.
 */
static bool
claim_it(pid_t mark, bool *ret_old)
{
	pid_t other = 0;

	*ret_old = false;
	if (atomic_compare_exchange_strong(&claim, &other, mark))
		return true;
	*ret_old = true;
	return mark != CLAIM_FIRST && other != mark &&
	       (other != CLAIM_FIRST || atomic_load(&iana_store.current) != NULL) &&
	       atomic_compare_exchange_strong(&claim, &other, mark);
}

static bool
changed(void)
{
	struct iana_places places = places_now();
	struct iana_seen look = iana_places_look(&places);

	return !iana_seen_equal(&look, &seen);
}

static void
check(uint32_t now)
{
	bool first = atomic_load(&iana_store.checked) == 0;
	pid_t mark = first ? CLAIM_FIRST : getpid();
	bool old;

	if (!claim_it(mark, &old))
		return;
	/*
	 * The first check may have ended since.  Then this claim is worth nothing: it
	 * may be taken over, as if left behind by a fork.
	 */
	if (!first || atomic_load(&iana_store.checked) == 0) {
		if (first || old || changed())
			renew();
		/* 0 means never. */
		atomic_store(&iana_store.checked, now != 0 ? now : 1);
	}
	/* Unless it was taken over meanwhile. */
	atomic_compare_exchange_strong(&claim, &mark, 0);
}

/* The first index is just being mapped elsewhere: map it for this lookup alone. */
static enum iana_status
hold_own(struct iana_hold *ret)
{
	struct iana_places places = places_now();
	struct iana_map map = { 0 };
	enum iana_status st = iana_locate(&places, IANA_HOT, &map, NULL, NULL);

	if (st != IANA_OK)
		return st;
	ret->ticket.image = map.image;
	ret->ticket.generation = 0;
	ret->own_addr = map.addr;
	ret->own_len = map.len;
	return IANA_OK;
}

enum iana_status
iana_store_hold(struct iana_hold *ret)
{
	uint32_t now = iana_clock_second();
	int saved_errno = errno;
	enum iana_status st = IANA_OK;

	if (now != atomic_load(&iana_store.checked))
		check(now);
	ret->own_addr = NULL;
	ret->own_len = 0;
	if (iana_store_take(&ret->ticket))
		st = IANA_OK;
	else if (atomic_load(&claim) != 0)
		st = hold_own(ret);
	else
		st = (enum iana_status)atomic_load(&failure);
	errno = saved_errno;
	return st;
}

bool
iana_store_release(struct iana_hold *hold)
{
	if (hold->own_addr != NULL) {
		int saved_errno = errno;

		munmap(hold->own_addr, hold->own_len);
		errno = saved_errno;
		return true;
	}
	return iana_store_holds(&hold->ticket);
}

bool
iana_store_recall(uint32_t generation, struct iana_ticket *ret)
{
	const struct iana_slot *s;

	/* In this order: the index in use may become the one before in between. */
	if (iana_store_take(ret) && ret->generation == generation)
		return true;
	s = atomic_load_explicit(&iana_store.previous, memory_order_acquire);
	if (s == NULL)
		return false;
	iana_store_ticket(s, ret);
	return ret->generation == generation;
}
