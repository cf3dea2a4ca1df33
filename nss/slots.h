/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The ranges of addresses that indexes lie in (rules L3, L4).
 *
 * An index lies in a slot: a range of addresses that is mapped once and stays.  It is
 * never unmapped, and nothing is ever mapped over it: both can fail halfway and leave a
 * hole, which would end a lookup there, and which the program may fill with its own map.
 * A slot is one of two kinds:
 *
 *   - a map of a file, where the kernel put it.  It holds that index for good.
 *   - memory of the process, into which one index after another is copied.
 *
 * The first indexes of a process are maps of files.  All later ones are copies, so that
 * the number of slots has a bound.
 */
#ifndef IANA_SLOTS_H
#define IANA_SLOTS_H

#include "src/map.h"

#include <stdatomic.h>

struct iana_slot {
	_Atomic(const char *) bytes; /* set once: the range stays */
	_Atomic size_t size;	     /* of the image there, never past the range */

	/* The rest is read and written by the updater alone. */
	size_t room;		  /* bytes of the range; 0: there is none yet */
	struct iana_file_id file; /* which file the index is from */
	bool mapped;		  /* the bytes are the file's own, also when it changes */
};

/*
 * Put the index of a map into a slot that is not in use.  The map is closed if it is not
 * kept as the slot.
 *
 * in_use   the slot that answers now, or NULL
 *
 * One thread at a time calls this.  Safe in a child that was forked in the middle of it.
 * Errors: NULL, if there are no addresses or no slot left.
 * Cost: none for a map that is kept; a copy of the index otherwise.
 */
struct iana_slot *iana_slots_put(struct iana_map *map, const struct iana_slot *in_use);

#endif
