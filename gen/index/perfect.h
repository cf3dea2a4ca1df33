/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Builds the perfect hash over names that the reader uses. */
#ifndef IANA_INDEX_PERFECT_H
#define IANA_INDEX_PERFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct iana_key {
	const char *bytes;
	size_t len;
};

/*
 * A key has a slot of its own among n_slots, and all other slots stay empty.  Or the pilot
 * of its bucket is IANA_PILOT_SORTED: then no key of the bucket has a slot.
 */
struct iana_perfect {
	uint32_t n_pilots;
	uint32_t n_slots;
	uint16_t *pilot;
	uint32_t *slot_of; /* of each key; IANA_NO_SLOT */
	uint8_t *tag;	   /* of each key: the bits of its hash that its slot keeps */
	size_t n_without;  /* keys without a slot */
};

#define IANA_NO_SLOT UINT32_MAX

/*
 * Build for n distinct keys.  The same keys give the same result.  Keys that nobody made
 * for it all have slots.  Everybody knows the hash: so somebody can make keys that fall
 * together, and these have none.
 *
 * Cost: O(n), whatever the keys.  Source: "hash, displace, and compress" (Belazzougui,
 * Botelho, Dietzfelbinger 2009); doc/index-format.md "Names".
 */
void iana_perfect_build(struct iana_perfect *ret, const struct iana_key *keys, size_t n);

void iana_perfect_done(struct iana_perfect *p);

#endif
