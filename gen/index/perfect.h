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

/* Every key has a slot of its own among n_slots.  The other slots stay empty. */
struct iana_perfect {
	uint64_t seed;
	uint32_t n_pilots;
	uint32_t n_slots;
	uint16_t *pilot;
	uint32_t *slot_of; /* of each key */
	uint8_t *tag;	   /* of each key: the bits of its hash that its slot keeps */
};

/*
 * Build for n distinct keys.  The same keys give the same result.  If a seed fails, the
 * next is tried.  False after the last seed: then somebody chose keys that fall together
 * under any seed.  All know the hash, so it cannot prevent that.
 *
 * Cost: O(n) expected.  Source: "hash, displace, and compress" (Belazzougui,
 * Botelho, Dietzfelbinger 2009); doc/index-format.md "Names".
 */
bool iana_perfect_build(struct iana_perfect *ret, const struct iana_key *keys, size_t n);

/* Also after a build that failed. */
void iana_perfect_done(struct iana_perfect *p);

#endif
