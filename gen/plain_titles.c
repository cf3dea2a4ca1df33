/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the columns of the plain text's table by its titles, and cuts lines by them. */
#include "plain.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 64
#define BLANK(c) ((c) == ' ' || (c) == '\t')

/* A word of the titles: which line of them, and its bytes there. */
struct word {
	size_t line;
	unsigned from;
	unsigned to;
};

/* Pass over blanks and a text behind them. */
static bool
skip(struct iana_cell *c, const char *text)
{
	size_t n = strlen(text);

	while (c->len > 0 && c->bytes[0] == ' ') {
		c->bytes++;
		c->len--;
	}
	if (c->len < n || memcmp(c->bytes, text, n) != 0)
		return false;
	c->bytes += n;
	c->len -= n;
	return true;
}

bool
iana_plain_titles(struct iana_cell line)
{
	return skip(&line, "Service Name ") && skip(&line, "Port Number ");
}

/* ---- the titles ------------------------------------------------------------ */

static int
by_place(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* The words of all title lines, from left to right; 0 where there are too many. */
static size_t
words_of(const struct iana_plain *p, size_t first, size_t end, struct word *words)
{
	size_t n = 0;

	for (size_t i = first; i < end; i++) {
		struct iana_cell c = iana_lines_get(&p->lines, i);

		for (size_t s = 0; s < c.len; s++) {
			if (BLANK(c.bytes[s]) || (s > 0 && !BLANK(c.bytes[s - 1])))
				continue;
			if (n == WORDS_MAX || c.len > IANA_PLAIN_WIDTH)
				return 0;
			words[n] = (struct word){ i, (unsigned)s, (unsigned)s };
			while (words[n].to < c.len && !BLANK(c.bytes[words[n].to]))
				words[n].to++;
			n++;
		}
	}
	qsort(words, n, sizeof *words, by_place);
	return n;
}

/* Words that stand above each other are of one title: how many from the first on. */
static size_t
stacked(const struct word *w, size_t n)
{
	unsigned to = n > 0 ? w[0].to : 0;
	size_t i = n > 0;

	for (; i < n && w[i].from < to; i++)
		to = w[i].to > to ? w[i].to : to;
	return i;
}

/* Read n words as a title, line by line. */
static void
title_of(const struct iana_plain *p, const struct word *w, size_t n, size_t first,
	 size_t end, struct iana_buffer *to)
{
	size_t start = to->len;

	for (size_t line = first; line < end; line++)
		for (size_t i = 0; i < n; i++) {
			if (w[i].line != line)
				continue;
			if (to->len != start)
				iana_buffer_u8(to, ' ');
			iana_buffer_add(to,
					iana_lines_get(&p->lines, line).bytes + w[i].from,
					w[i].to - w[i].from);
		}
}

/* The most words from the first on that are a title, added to the header; 0 none. */
static size_t
next_title(struct iana_plain *p, const struct word *w, size_t n, size_t first, size_t end)
{
	size_t start = p->header.text.len;
	size_t most = 0;

	for (size_t i = stacked(w, n); i <= n; i += stacked(w + i, n - i)) {
		struct iana_cell title;

		p->header.text.len = start;
		title_of(p, w, i, first, end, &p->header.text);
		title = (struct iana_cell){ p->header.text.bytes + start,
					    p->header.text.len - start };
		if (iana_columns_titled(title))
			most = i;
		if (i == n || title.len > 80)
			break;
	}
	p->header.text.len = start;
	if (most != 0) {
		title_of(p, w, most, first, end, &p->header.text);
		iana_cells_end(&p->header);
	}
	return most;
}

/* ---- bounds of the columns ------------------------------------------------- */

/* How often a byte column has ink, and how often something starts there. */
struct ink {
	uint32_t ink[IANA_PLAIN_WIDTH + 1];
	uint32_t starts[IANA_PLAIN_WIDTH + 1];
	unsigned widest;
};

/* The widths that a column from s may have, by what stands in the middle of it. */
static bool
widths(const struct word *w, size_t n, unsigned s, unsigned *ret_least,
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
	int64_t cost[IANA_PLAIN_WIDTH + 1];
	uint16_t back[IANA_PLAIN_COLUMNS + 1][IANA_PLAIN_WIDTH + 1];
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
step(struct ways *ways, const struct ink *ink, size_t k, const struct word *w, size_t n)
{
	int64_t *next = iana_calloc(IANA_PLAIN_WIDTH + 1, sizeof *next);
	bool any = false;

	for (unsigned s = 0; s <= IANA_PLAIN_WIDTH; s++)
		next[s] = NO_WAY;
	for (unsigned s = 0; s <= IANA_PLAIN_WIDTH; s++) {
		unsigned least;
		unsigned most;

		if (ways->cost[s] == NO_WAY || !widths(w, n, s, &least, &most))
			continue;
		for (unsigned to = s + least + 1;
		     to <= s + most + 1 && to <= IANA_PLAIN_WIDTH; to++) {
			int64_t cost = ways->cost[s] + cost_of(ink, to);

			if (cost >= next[to])
				continue;
			next[to] = cost;
			ways->back[k + 1][to] = (uint16_t)s;
			any = true;
		}
	}
	memcpy(ways->cost, next, (IANA_PLAIN_WIDTH + 1) * sizeof *next);
	free(next);
	return any;
}

/* Place the columns, whose titles are the first n_words[k] words each. */
static bool
place(struct iana_plain *p, const struct ink *ink, const struct word *w,
      const size_t *n_words)
{
	struct ways *ways = iana_calloc(1, sizeof *ways);
	unsigned at = 0;
	bool ok = true;
	size_t n = p->header.n;

	for (unsigned s = 0; s <= IANA_PLAIN_WIDTH; s++)
		ways->cost[s] = s <= w[0].from ? cost_of(ink, s) : NO_WAY;
	for (size_t k = 0; ok && k < n; k++) {
		ok = step(ways, ink, k, w, n_words[k]);
		w += n_words[k];
	}
	for (unsigned s = 0; s <= IANA_PLAIN_WIDTH; s++)
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
look(const struct iana_plain *p, struct ink *ink)
{
	for (size_t i = p->first; i < p->end; i++) {
		struct iana_cell c = iana_lines_get(&p->lines, i);

		if (!is_ascii(c))
			continue;
		if (c.len > IANA_PLAIN_WIDTH)
			c.len = IANA_PLAIN_WIDTH;
		if (c.len > ink->widest)
			ink->widest = (unsigned)c.len;
		for (size_t s = 0; s < c.len; s++) {
			bool here = !BLANK(c.bytes[s]);

			ink->ink[s] += here;
			ink->starts[s] += here && (s == 0 || BLANK(c.bytes[s - 1]));
		}
	}
}

/* ---- the table ------------------------------------------------------------- */

/* Where the table ends: before what stands behind it, and the blank lines there. */
static bool
find_end(struct iana_plain *p)
{
	const struct iana_lines *l = &p->lines;
	size_t i = p->first;

	while (i < l->n && !(iana_lines_is_section(iana_lines_get(l, i)) &&
			     iana_lines_get(l, i - 1).len == 0))
		i++;
	p->end = i;
	while (p->end > p->first && iana_lines_get(l, p->end - 1).len == 0)
		p->end--;
	if (p->end == p->first)
		return iana_fail(p->rep, p->path, p->first, "no records below the titles");
	if (i < l->n)
		return true;
	if (!l->ended)
		return iana_fail(p->rep, p->path, l->n,
				 "the last line has no end: the file is cut short");
	return iana_warn(p->rep, p->path, l->n,
			 "nothing behind the table: it may be cut short");
}

/* Take lines up to end as the titles; false where there is one that is not known. */
static bool
read_titles(struct iana_plain *p, size_t end, struct word *words, size_t *n_words)
{
	size_t n = words_of(p, p->titles, end, words);
	size_t done = 0;

	p->header.n = 0;
	p->header.text.len = 0;
	while (done < n && p->header.n < IANA_PLAIN_COLUMNS) {
		size_t took = next_title(p, words + done, n - done, p->titles, end);

		if (took == 0)
			return false;
		n_words[p->header.n - 1] = took;
		done += took;
	}
	p->first = end;
	return done == n && n != 0;
}

bool
iana_plain_columns(struct iana_plain *p, size_t at)
{
	struct word words[WORDS_MAX];
	size_t n_words[IANA_PLAIN_COLUMNS];
	struct ink *ink;
	size_t end;
	bool ok;

	p->titles = at;
	while (p->titles > 0 && iana_lines_get(&p->lines, p->titles - 1).len != 0)
		p->titles--;
	/* The first titles have one line, so they stand in the middle of all lines. */
	end = at + 1 + (at - p->titles);
	if ((end + 1 > p->lines.n || !read_titles(p, end + 1, words, n_words)) &&
	    (end > p->lines.n || !read_titles(p, end, words, n_words)))
		return iana_fail(p->rep, p->path, at + 1,
				 "titles that are not known: no registry as plain text");
	if (!iana_columns_find(&p->columns, &p->header, "plain text", p->path, at + 1,
			       p->rep) ||
	    !find_end(p))
		return false;
	ink = iana_calloc(1, sizeof *ink);
	look(p, ink);
	ok = place(p, ink, words, n_words) ||
	     iana_fail(p->rep, p->path, at + 1, "titles that no columns fit");
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
cut(const struct iana_plain *p, struct iana_cell line, bool characters,
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
		bool centred = k > 0 && ((int)k - 1 == p->columns.at[IANA_COLUMN_PORT] ||
					 (int)k - 1 == p->columns.at[IANA_F_PROTOCOL]);

		/* The last byte is the blank between this column and the next one. */
		if (n > 0 && n == step && !BLANK(s[n - 1]))
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
iana_plain_cut(const struct iana_plain *p, size_t line,
	       struct iana_cell ret[static IANA_PLAIN_COLUMNS])
{
	struct iana_cell c = iana_lines_get(&p->lines, line);

	return cut(p, c, false, ret) || (!is_ascii(c) && cut(p, c, true, ret));
}
