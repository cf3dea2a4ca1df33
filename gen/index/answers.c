/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Groups key runs by key, and drops the runs that can never answer. */
#include "index/answers.h"
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* Add the protocols of a run to a set.  Tells whether any of them is new. */
static bool
cover(uint8_t set[static IANA_PROTOCOLS_MAX + 8], const struct iana_run *run)
{
	bool is_new = false;

	for (unsigned bit = 0; bit < 8; bit++) {
		if ((run->mask >> bit & 1) == 0 || set[run->base + bit])
			continue;
		set[run->base + bit] = 1;
		is_new = true;
	}
	return is_new;
}

void
iana_answers_build(struct iana_answers *ret, const struct iana_records *records,
		   const struct iana_key_run *key_run, size_t n, size_t n_keys)
{
	uint32_t *all = iana_calloc(n, sizeof *all);
	uint32_t *start = iana_calloc(n_keys + 1, sizeof *start);
	uint32_t from = 0;
	uint32_t kept = 0;

	*ret = (struct iana_answers){ .run = all, .start = start, .n_keys = n_keys };
	for (size_t i = 0; i < n; i++)
		start[key_run[i].key + 1]++;
	for (size_t k = 0; k < n_keys; k++)
		start[k + 1] += start[k];
	for (size_t i = 0; i < n; i++)
		all[start[key_run[i].key]++] = key_run[i].run;
	/* Each start has moved to the end of its key's runs: there the next key's start. */
	for (size_t k = 0; k < n_keys; k++) {
		uint32_t to = start[k];
		uint8_t set[IANA_PROTOCOLS_MAX + 8];

		start[k] = kept;
		if (to - from > 1)
			memset(set, 0, sizeof set);
		for (uint32_t i = from; i < to; i++)
			if (to - from == 1 || cover(set, &records->run[all[i]]))
				all[kept++] = all[i];
		from = to;
	}
	start[n_keys] = kept;
}

void
iana_answers_done(struct iana_answers *answers)
{
	free(answers->run);
	free(answers->start);
}
