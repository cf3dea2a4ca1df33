/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keeps maps of files, and copies of later ones. */
#include "slots.h"

#include <string.h>
#include <sys/mman.h>

/* Slots for maps of files.  Few processes see as many replacements. */
#define N_MAPPED 8

/*
 * Slots for copies.  Two serve for good unless the index grows.  The rooms at least
 * double, from 448 KiB to 512 MiB, and two of each size suffice: the index in use lies in
 * one of them.
 */
#define N_COPIES 24
#define ROOM_MIN (2 * (size_t)IANA_HOT_USUAL)
#define N_SLOTS (N_MAPPED + N_COPIES)

static struct iana_slot slots[N_SLOTS];
static struct iana_slot *const copies = slots + N_MAPPED;

/*
 * A copy is written to a slot that an earlier lookup may read still.  That lookup is done
 * again (store.h), so ThreadSanitizer is not told of the writes.
 */
#ifdef __SANITIZE_THREAD__
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
#else
#define AnnotateIgnoreWritesBegin(file, line) ((void)0)
#define AnnotateIgnoreWritesEnd(file, line) ((void)0)
#endif

/* A slot of the n at s that has no range yet; NULL: there is none. */
static struct iana_slot *
find_empty(struct iana_slot *s, unsigned n)
{
	for (; n != 0; s++, n--)
		if (s->room == 0)
			return s;
	return NULL;
}

/* A slot of copies that has room for len bytes and is not in use; NULL: there is none. */
static struct iana_slot *
find_room(size_t len, const struct iana_slot *in_use)
{
	for (struct iana_slot *s = copies; s < copies + N_COPIES; s++)
		if (s != in_use && s->room >= len)
			return s;
	return NULL;
}

/* Give a range to an empty slot, for good. */
static void
set_range(struct iana_slot *s, const char *bytes, size_t room)
{
	atomic_store_explicit(&s->bytes, bytes, memory_order_relaxed);
	/* A forked child that sees the room has the range, too. */
	atomic_thread_fence(memory_order_release);
	s->room = room;
}

/* An empty slot of copies, with a new range; NULL: no slot or no addresses are left. */
static struct iana_slot *
add_room(size_t len)
{
	struct iana_slot *s = find_empty(copies, N_COPIES);
	size_t room = len * 2 > ROOM_MIN ? len * 2 : ROOM_MIN;
	void *p;

	if (s == NULL)
		return NULL;
	p = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	set_range(s, p, room);
	return s;
}

/* Describe the image that a slot holds now. */
static void
describe(struct iana_slot *s, const struct iana_map *map, bool mapped)
{
	atomic_store_explicit(&s->size, map->image.size, memory_order_relaxed);
	s->file = map->id;
	s->mapped = mapped;
}

/* Leave a map where the kernel put it, for good. */
static struct iana_slot *
adopt(const struct iana_map *map)
{
	struct iana_slot *s = find_empty(slots, N_MAPPED);

	if (s != NULL) {
		set_range(s, map->addr, map->len);
		describe(s, map, map->mapped);
	}
	return s;
}

/* Copy a map into a slot, and close it. */
static struct iana_slot *
copy_in(struct iana_map *map, const struct iana_slot *in_use)
{
	struct iana_slot *s = find_room(map->len, in_use);

	if (s == NULL)
		s = add_room(map->len);
	if (s == NULL)
		return NULL;
	AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
	memcpy((char *)(uintptr_t)s->bytes, map->addr, map->len);
	AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
	describe(s, map, false);
	iana_map_close(map);
	return s;
}

/*
 * A map of a file shares its memory with other processes, so it is kept while there are
 * slots for maps.  The first index is kept in any case, which saves a copy.
 */
struct iana_slot *
iana_slots_put(struct iana_map *map, const struct iana_slot *in_use)
{
	struct iana_slot *s = NULL;

	if (map->mapped || slots[0].room == 0)
		s = adopt(map);
	if (s == NULL)
		s = copy_in(map, in_use);
	if (s == NULL)
		iana_map_close(map);
	return s;
}
