/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Builds the perfect hash over names that src/find.c reads. */
#ifndef IANA_INDEX_PERFECT_H
#define IANA_INDEX_PERFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct iana_key {
	const char *bytes;
	size_t len;
};

/* Every key has a slot of its own among n_slots; the rest stay empty. */
struct iana_perfect {
	uint64_t seed;
	uint32_t n_pilots;
	uint32_t n_slots;
	uint16_t *pilot;
	uint32_t *slot_of; /* of each key */
	uint8_t *mark;	   /* of each key: what its slot keeps of its hash */
};

/*
 * Build for n distinct keys; deterministic.  A seed that fails is followed by the
 * next.  False after the last one: the keys are made to fall together under any
 * seed, which the hash, known to all, cannot prevent.
 * Cost: O(n) expected.  Source: "hash, displace, and compress" (Belazzougui,
 * Botelho, Dietzfelbinger 2009); doc/index-format.md "Names".
 */
bool iana_perfect_build(struct iana_perfect *ret, const struct iana_key *keys, size_t n);

/* Accepts what failed to build. */
void iana_perfect_done(struct iana_perfect *p);

#endif
