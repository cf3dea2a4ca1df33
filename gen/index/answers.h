/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For each key, the runs that can answer it: the first for each protocol. */
#ifndef IANA_INDEX_ANSWERS_H
#define IANA_INDEX_ANSWERS_H

#include <stddef.h>
#include <stdint.h>

#include "index/records.h"

/* Run numbers of key k: run[start[k]] up to run[start[k + 1]], in table order. */
struct iana_answers {
	uint32_t *run;
	uint32_t *start;
	size_t n_keys;
};

/* A claim that a run has a key; claims come in the table's order. */
struct iana_key_run {
	uint32_t key;
	uint32_t run;
};

/*
 * Group claims by key, and of each key's keep only those that bring a protocol
 * not claimed before: so a list never grows past the number of protocols.
 * n_keys is above every key.  Cost: O(n_keys + n).
 */
void iana_answers_build(struct iana_answers *ret, const struct iana_records *records,
			const struct iana_key_run *claims, size_t n, size_t n_keys);

/* The number of runs of a key. */
static inline uint32_t
iana_answers_count(const struct iana_answers *a, uint32_t key)
{
	return a->start[key + 1] - a->start[key];
}

void iana_answers_done(struct iana_answers *answers);

#endif
