/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For each key, the runs that can answer: the first of each protocol. */
#ifndef IANA_INDEX_ANSWERS_H
#define IANA_INDEX_ANSWERS_H

#include <stddef.h>
#include <stdint.h>

#include "index/records.h"

/* The runs of key k are run[start[k]] up to run[start[k + 1]], in the table's order. */
struct iana_answers {
	uint32_t *run; /* numbers of runs */
	uint32_t *start;
	size_t n_keys;
};

/* A key, and a run that has it: a name or alias, or the port. */
struct iana_key_run {
	uint32_t key;
	uint32_t run; /* its number */
};

/*
 * Group key runs by key.  Of each key, keep only the runs that have a protocol which no
 * earlier run of the key has.  So a key has at most as many runs as there are protocols.
 *
 * key_run   n of them, in the table's order
 * n_keys    above every key
 *
 * Cost: O(n_keys + n).
 */
void iana_answers_build(struct iana_answers *ret, const struct iana_records *records,
			const struct iana_key_run *key_run, size_t n, size_t n_keys);

/* The number of runs of a key. */
static inline uint32_t
iana_answers_count(const struct iana_answers *a, uint32_t key)
{
	return a->start[key + 1] - a->start[key];
}

void iana_answers_done(struct iana_answers *answers);

#endif
