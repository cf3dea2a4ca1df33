/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cuts lines into cells by the bounds of the columns. */
#include "read/column/column_cut.h"
#include "read/column/column_walk.h"

#include <string.h>

#define LOST 16 /* worse than any texts that stand elsewhere in their columns */

/*
 * Take lost texts out.  Returns how badly the cells stand: each should be at the left of
 * its column or in the middle of it.
 */
static unsigned
judge(const struct iana_column_table *t, struct iana_column_cut *cut)
{
	unsigned bad = 0;

	for (size_t k = 0; k < t->header.n; k++) {
		unsigned left = t->from[k];
		unsigned taken = cut->to[k] - cut->from[k];

		if (cut->lost >> k & 1) {
			cut->cell[k].len = 0;
			bad += LOST;
		} else if (cut->cell[k].len != 0 && cut->from[k] != left &&
			   cut->from[k] != left + (iana_column_width(t, k) - taken) / 2) {
			bad++;
		}
	}
	return bad;
}

/* Cut a line by one measure.  Returns how badly its cells stand then. */
static unsigned
cut_by(const struct iana_column_table *t, struct iana_cell line,
       enum iana_column_measure measure, struct iana_column_cut *ret)
{
	struct iana_column_walk w = iana_column_walk_start(line, measure);
	size_t n = t->header.n;
	size_t k = 0;
	unsigned before = 0; /* the place behind the last character */
	unsigned gaps = 0;

	memset(ret, 0, sizeof *ret);
	while (iana_column_walk_next(&w)) {
		while (k < n && w.from >= t->from[k + 1])
			k++;
		if (k == n || w.from < t->from[0]) {
			ret->lost |= (uint16_t)(k == n ? 1u << (n - 1) : 1);
			if (k == n)
				break;
			continue;
		}
		if (ret->cell[k].len == 0) {
			ret->cell[k].bytes = w.bytes;
			ret->from[k] = w.from;
			/* A text that crosses the bound is of neither column. */
			if (k > 0 && w.from == t->from[k] && before == w.from)
				ret->lost |= (uint16_t)(3u << (k - 1));
		}
		/* A browser folds blanks: two of them are between two cells. */
		gaps += ret->cell[k].len != 0 && w.from > before + 1;
		ret->cell[k].len = (size_t)(w.s - ret->cell[k].bytes);
		ret->to[k] = before = w.to;
		if (w.to >= t->from[k + 1])
			ret->lost |= (uint16_t)(1u << k);
	}
	return judge(t, ret) + gaps;
}

/* Is all of a text ASCII?  Then the measures agree. */
static bool
is_ascii(struct iana_cell c)
{
	for (size_t i = 0; i < c.len; i++)
		if ((unsigned char)c.bytes[i] >= 0x80)
			return false;
	return true;
}

void
iana_column_cut_line(const struct iana_column_table *t, size_t line,
		     struct iana_column_cut *ret)
{
	struct iana_cell c = iana_lines_get(&t->lines, line);
	struct iana_column_cut other;
	unsigned least = cut_by(t, c, IANA_COLUMN_BYTES, ret);

	if (least == 0 || is_ascii(c))
		return;
	for (int m = IANA_COLUMN_CHARACTERS; m < IANA_COLUMN_N_MEASURES; m++) {
		unsigned bad = cut_by(t, c, (enum iana_column_measure)m, &other);

		if (bad >= least)
			continue;
		least = bad;
		*ret = other;
	}
}
