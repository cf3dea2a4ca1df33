/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the bounds of the plain text's columns, and cuts lines by them. */
#include "read/column/column_text.h"

#include <stdlib.h>
#include <string.h>

/* ---- bounds of the columns ------------------------------------------------- */

/* How often a byte column has ink, and how often something starts there. */
struct ink {
	uint32_t ink[IANA_COLUMN_WIDTH + 1];
	uint32_t starts[IANA_COLUMN_WIDTH + 1];
	unsigned widest;
};

/* The widths that a column from s may have, by what stands in the middle of it. */
static bool
widths(const struct iana_column_word *w, size_t n, unsigned s, unsigned *ret_least,
       unsigned *ret_most)
{
	unsigned least = 0;
	unsigned most = UINT32_MAX;

	for (size_t i = 0; i < n; i++) {
		unsigned from = w[i].from;
		unsigned to = w[i].to;
		unsigned by;

		if (from < s)
			return false;
		for (size_t j = 0; j < n; j++)
			if (w[j].line == w[i].line) {
				from = w[j].from < from ? w[j].from : from;
				to = w[j].to > to ? w[j].to : to;
			}
		by = 2 * (from - s) + (to - from);
		least = by > least ? by : least;
		most = by + 1 < most ? by + 1 : most;
	}
	*ret_least = least;
	*ret_most = most;
	return least <= most;
}

/* Ways to set the columns: the best one for each place where column k might start. */
struct ways {
	int64_t cost[IANA_COLUMN_WIDTH + 1];
	uint16_t back[IANA_COLUMN_COLUMNS + 1][IANA_COLUMN_WIDTH + 1];
};

#define NO_WAY INT64_MAX

/* Of cells that would lose their first byte, none; of such that start here, many. */
static int64_t
cost_of(const struct ink *ink, unsigned s)
{
	return (s > 0 ? (int64_t)ink->ink[s - 1] << 24 : 0) - ink->starts[s];
}

/* From all places of one column to those of the next one. */
static bool
step(struct ways *ways, const struct ink *ink, size_t k, const struct iana_column_word *w,
     size_t n)
{
	int64_t *next = iana_calloc(IANA_COLUMN_WIDTH + 1, sizeof *next);
	bool any = false;

	for (unsigned s = 0; s <= IANA_COLUMN_WIDTH; s++)
		next[s] = NO_WAY;
	for (unsigned s = 0; s <= IANA_COLUMN_WIDTH; s++) {
		unsigned least;
		unsigned most;

		if (ways->cost[s] == NO_WAY || !widths(w, n, s, &least, &most))
			continue;
		for (unsigned to = s + least + 1;
		     to <= s + most + 1 && to <= IANA_COLUMN_WIDTH; to++) {
			int64_t cost = ways->cost[s] + cost_of(ink, to);

			if (cost >= next[to])
				continue;
			next[to] = cost;
			ways->back[k + 1][to] = (uint16_t)s;
			any = true;
		}
	}
	memcpy(ways->cost, next, (IANA_COLUMN_WIDTH + 1) * sizeof *next);
	free(next);
	return any;
}

/* Place the columns, whose titles are the first n_words[k] words each. */
static bool
place(struct iana_column_text *p, const struct ink *ink, const struct iana_column_word *w,
      const size_t *n_words)
{
	struct ways *ways = iana_calloc(1, sizeof *ways);
	unsigned at = 0;
	bool ok = true;
	size_t n = p->header.n;

	for (unsigned s = 0; s <= IANA_COLUMN_WIDTH; s++)
		ways->cost[s] = s <= w[0].from ? cost_of(ink, s) : NO_WAY;
	for (size_t k = 0; ok && k < n; k++) {
		ok = step(ways, ink, k, w, n_words[k]);
		w += n_words[k];
	}
	for (unsigned s = 0; s <= IANA_COLUMN_WIDTH; s++)
		if (ways->cost[s] < ways->cost[at] && s > ink->widest)
			at = s;
	ok = ok && ways->cost[at] != NO_WAY;
	for (size_t k = n; ok; k--) {
		p->from[k] = at;
		if (k == 0)
			break;
		at = ways->back[k][at];
		p->wraps_at[k - 1] = p->from[k] - at - 1;
	}
	free(ways);
	return ok;
}

static bool
is_ascii(struct iana_cell c)
{
	for (size_t i = 0; i < c.len; i++)
		if ((unsigned char)c.bytes[i] >= 0x80)
			return false;
	return true;
}

static void
look(const struct iana_column_text *p, struct ink *ink)
{
	for (size_t i = p->first; i < p->end; i++) {
		struct iana_cell c = iana_lines_get(&p->lines, i);

		if (!is_ascii(c))
			continue;
		if (c.len > IANA_COLUMN_WIDTH)
			c.len = IANA_COLUMN_WIDTH;
		if (c.len > ink->widest)
			ink->widest = (unsigned)c.len;
		for (size_t s = 0; s < c.len; s++) {
			bool here = !IANA_COLUMN_BLANK(c.bytes[s]);

			ink->ink[s] += here;
			ink->starts[s] +=
			    here && (s == 0 || IANA_COLUMN_BLANK(c.bytes[s - 1]));
		}
	}
}

bool
iana_column_bounds(struct iana_column_text *p, const struct iana_column_word *words,
		   const size_t *n_words)
{
	struct ink *ink = iana_calloc(1, sizeof *ink);
	bool ok;

	look(p, ink);
	ok = place(p, ink, words, n_words);
	free(ink);
	return ok;
}

/* ---- lines ----------------------------------------------------------------- */

/* How many bytes n characters have from s on. */
static size_t
bytes_of(const char *s, const char *end, unsigned n)
{
	const char *from = s;

	for (; n > 0 && s < end; n--)
		for (s++; s < end && ((unsigned char)*s & 0xc0) == 0x80; s++)
			;
	return (size_t)(s - from);
}

/* Cut a line, whose columns are counted in characters or in bytes. */
static bool
cut(const struct iana_column_text *p, struct iana_cell line, bool characters,
    struct iana_cell *ret)
{
	const char *end = line.bytes + line.len;
	const char *s = line.bytes;
	unsigned at = 0;

	for (size_t k = 0; k <= p->header.n; k++) {
		unsigned step = p->from[k] - at;
		size_t left = (size_t)(end - s);
		size_t n = characters ? bytes_of(s, end, step) : step < left ? step : left;
		struct iana_cell cell = { s, n };
		bool centred = k > 0 && (k - 1 == p->columns.at[IANA_COLUMN_PORT] ||
					 k - 1 == p->columns.at[IANA_F_PROTOCOL]);

		/* The last byte is the blank between this column and the next one. */
		if (n > 0 && n == step && !IANA_COLUMN_BLANK(s[n - 1]))
			return false;
		s += n;
		at = p->from[k];
		cell = iana_cell_trim(cell);
		if (k == 0 ? cell.len != 0
			   : !centred && cell.len != 0 && cell.bytes != s - n)
			return false;
		if (k > 0)
			ret[k - 1] = cell;
	}
	return s == end;
}

bool
iana_column_cut(const struct iana_column_text *p, size_t line,
		struct iana_cell ret[static IANA_COLUMN_COLUMNS], bool *ret_characters)
{
	struct iana_cell c = iana_lines_get(&p->lines, line);

	*ret_characters = false;
	if (cut(p, c, false, ret))
		return true;
	*ret_characters = true;
	return !is_ascii(c) && cut(p, c, true, ret);
}

struct iana_cell
iana_column_cell(const struct iana_column_text *p, size_t line, size_t k, bool characters)
{
	struct iana_cell c = iana_lines_get(&p->lines, line);
	const char *end = c.bytes + c.len;
	size_t from = characters ? bytes_of(c.bytes, end, p->from[k]) : p->from[k];
	size_t to = characters ? bytes_of(c.bytes, end, p->from[k + 1]) : p->from[k + 1];

	from = from < c.len ? from : c.len;
	to = to < c.len ? to : c.len;
	return iana_cell_trim((struct iana_cell){ c.bytes + from, to - from });
}
