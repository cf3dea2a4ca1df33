/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Finds where the columns of the table start.
 *
 * A title in the middle of a column that starts at a known place leaves two widths, or
 * one where the title has lines of odd and of even lengths.  All ways to choose are
 * tried: one is best where the blanks between the columns are blank on all lines, and
 * most texts start where columns do.
 */
#include "read/column/column_table.h"
#include "read/column/column_walk.h"

#include <stdlib.h>
#include <string.h>

struct places {
	const struct iana_column_table *table;
	uint32_t ink[IANA_COLUMN_WIDTH + 1];	/* lines with a character at a place */
	uint32_t starts[IANA_COLUMN_WIDTH + 1]; /* lines where a word starts there */
	unsigned from[IANA_COLUMN_COLUMNS + 1]; /* the way that is tried, ... */
	unsigned best[IANA_COLUMN_COLUMNS + 1]; /* ... the best one so far, ... */
	int64_t least;				/* ... and what is against that */
};

static void
count(struct places *p)
{
	const struct iana_column_table *t = p->table;

	for (size_t i = t->first; i < t->end; i++) {
		struct iana_column_walk w =
		    iana_column_walk_start(iana_lines_get(&t->lines, i), IANA_COLUMN_BYTES);
		unsigned before = UINT32_MAX; /* the place behind the last character */

		/* Behind a character that is not ASCII the places are not known. */
		while (iana_column_walk_next(&w) && w.from < IANA_COLUMN_WIDTH &&
		       (unsigned char)*w.bytes < 0x80) {
			p->ink[w.from]++;
			p->starts[w.from] += w.from != before;
			before = w.to;
		}
	}
}

/* Place column k at s, and all behind it.  At most two ways for each column. */
static void
place_title(struct places *p, size_t k, unsigned s, int64_t against)
{
	const struct iana_column_title *title = &p->table->title[k];

	p->from[k] = s;
	against -= p->starts[s];
	if (k == p->table->header.n) {
		if (against < p->least) {
			p->least = against;
			memcpy(p->best, p->from, sizeof p->best);
		}
		return;
	}
	if (title->left < s)
		return;
	/* The middle of a column from s to end is that of its title, or half a place on. */
	for (unsigned end = title->most - s; end <= title->least + 1 - s; end++)
		if (end < IANA_COLUMN_WIDTH)
			place_title(p, k + 1, end + 1,
				    against + ((int64_t)p->ink[end] << 24));
}

bool
iana_column_bounds(struct iana_column_table *t)
{
	struct places *p = iana_calloc(1, sizeof *p);
	unsigned first = 0;
	bool ok;

	p->table = t;
	p->least = INT64_MAX;
	count(p);
	/* Most names start where the first column does. */
	for (unsigned s = 0; s <= t->title[0].left; s++)
		if (p->starts[s] > p->starts[first])
			first = s;
	place_title(p, 0, first, 0);
	ok = p->least != INT64_MAX;
	memcpy(t->from, p->best, sizeof t->from);
	free(p);
	return ok;
}
