/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts the lines of the plain text's table into records.
 *
 * It is a shortest way from the table's first line to its last one, whose steps are
 * records: all that fit are weighed, and of two ways to the same line the better one
 * is kept.  What the layout says weighs most, what the words say least.
 */
#include "base/text.h"
#include "read/column/column_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Records of more lines are not compared with the one before. */
#define COMPARED 64

/* The best way to a line: what is against it, the weightiest first. */
struct way {
	uint32_t layout; /* words that would have fitted a line, paragraphs, ... */
	uint32_t twins;	 /* fields that differ on another protocol */
	uint32_t words;
	uint32_t slack;
	uint16_t n_lines; /* of the record that ends here; 0: no way leads here */
	uint16_t rival;	  /* lines of one that the layout puts here as well; 0 none */
};

struct rows {
	const struct iana_column_text *p;
	struct iana_column_line *line; /* of the table, from 0 */
	struct way *way;	       /* to each of them, and to the end */
	size_t n;
	uint16_t name;
	uint16_t middling; /* columns of port and protocol: one line high */
};

static unsigned
bit_of(const struct iana_column_text *p, int column)
{
	size_t at = p->columns.at[column];

	return at == p->columns.n ? 0 : 1u << at;
}

/* ---- one record ------------------------------------------------------------ */

static struct iana_cell
cell_at(const struct rows *r, size_t line, int column)
{
	return iana_column_cell(r->p, r->p->first + line, r->p->columns.at[column],
				r->line[line].characters);
}

/* What the words of a record are against it. */
static unsigned
against_words(const struct rows *r, size_t top, const uint16_t *first, const uint16_t *last,
	      unsigned seen)
{
	size_t text = r->p->columns.at[IANA_F_DESCRIPTION];
	unsigned n = 0;

	for (unsigned k = 0; seen >> k != 0; k++) {
		if (!(seen >> k & 1))
			continue;
		if (r->line[top + last[k]].open >> k & 1)
			n += 4;
		if (k != text)
			continue;
		if (seen & r->name)
			n += iana_column_against_name(
			    cell_at(r, top + first[r->p->columns.at[IANA_F_NAME]],
				    IANA_F_NAME),
			    cell_at(r, top + first[k], IANA_F_DESCRIPTION),
			    r->line[top + first[k]].middle >> k & 1);
		else
			n += r->line[top + first[k]].middle >> k & 1 ? 2 : 0;
	}
	return n;
}

/*
 * Can n lines from top on be a record?  Adds what is against it.  Each cell stands in
 * the middle of the lines, and something fills them all.
 */
static bool
weigh(const struct rows *r, size_t top, size_t n, struct way *add)
{
	const struct iana_column_line *l = r->line + top;
	uint16_t first[IANA_COLUMN_COLUMNS];
	uint16_t last[IANA_COLUMN_COLUMNS];
	unsigned seen = 0;
	size_t n_ink = 0;
	size_t n_high = 0;

	if (l[0].ink == 0 || l[n - 1].ink == 0)
		return false;
	for (size_t j = 0; j < n; j++) {
		unsigned fits = j + 1 < n ? l[j].ink & l[j + 1].ink & ~l[j].wraps : 0;

		if (fits & r->name)
			return false;
		add->layout += (uint32_t)__builtin_popcount(fits);
		add->slack += j + 1 < n ? l[j].slack : 0;
		n_ink += (size_t)__builtin_popcount(l[j].ink);
		for (unsigned k = 0, left = l[j].ink; left >> k != 0; k++) {
			if (!(left >> k & 1))
				continue;
			if (!(seen >> k & 1))
				first[k] = (uint16_t)j;
			last[k] = (uint16_t)j;
		}
		seen |= l[j].ink;
	}
	if (!(seen & (r->name | r->middling)))
		return false;
	for (unsigned k = 0; seen >> k != 0; k++) {
		size_t high;

		if (!(seen >> k & 1))
			continue;
		high = (size_t)(last[k] - first[k] + 1);
		if (first[k] != (n - high) / 2 || (high > 1 && (r->middling >> k & 1)) ||
		    (high > IANA_COLUMN_NAMES && (r->name >> k & 1)))
			return false;
		n_high += high;
		/* Names that wrap are rare, and are refused later if they are none. */
		if (r->name >> k & 1)
			add->layout += (uint32_t)(high - 1);
	}
	add->layout += (uint32_t)(n_high - n_ink) + (seen == r->name ? 2 : 0);
	add->words += against_words(r, top, first, last, seen);
	return true;
}

/* ---- two records ----------------------------------------------------------- */

/* Has a column the same text in two records, case aside? */
static bool
same(const struct rows *r, size_t a, size_t n_a, size_t b, size_t n_b, int column)
{
	unsigned bit = bit_of(r->p, column);
	size_t i = 0;
	size_t j = 0;

	for (;; i++, j++) {
		struct iana_cell x;
		struct iana_cell y;

		while (i < n_a && !(r->line[a + i].ink & bit))
			i++;
		while (j < n_b && !(r->line[b + j].ink & bit))
			j++;
		if (i == n_a || j == n_b)
			return i == n_a && j == n_b;
		x = cell_at(r, a + i, column);
		y = cell_at(r, b + j, column);
		if (x.len != y.len || strncasecmp(x.bytes, y.bytes, x.len) != 0)
			return false;
	}
}

/* Fields that differ from those of the record before: the same on another protocol. */
static unsigned
against_twin(const struct rows *r, size_t top, size_t n)
{
	static const int fields[] = { IANA_F_DESCRIPTION, IANA_F_UNAUTHORIZED,
				      IANA_F_NOTES };
	size_t n_before = r->way[top].n_lines;
	size_t before = top - n_before;
	unsigned n_other = 0;

	if (top == 0 || n > COMPARED || n_before > COMPARED ||
	    !(r->line[top + (n - 1) / 2].ink & r->middling))
		return 0;
	if (!same(r, before, n_before, top, n, IANA_F_NAME) ||
	    !same(r, before, n_before, top, n, IANA_COLUMN_PORT))
		return 0;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (bit_of(r->p, fields[i]) != 0)
			n_other += !same(r, before, n_before, top, n, fields[i]);
	return n_other;
}

/* ---- the way --------------------------------------------------------------- */

/* By layout and twins; then by words as well.  Negative: a is better. */
static int
compare(const struct way *a, const struct way *b, bool words)
{
	if (a->layout != b->layout)
		return a->layout < b->layout ? -1 : 1;
	if (a->twins != b->twins)
		return a->twins < b->twins ? -1 : 1;
	if (words && a->words != b->words)
		return a->words < b->words ? -1 : 1;
	if (words && a->slack != b->slack)
		return a->slack < b->slack ? -1 : 1;
	return 0;
}

/* Take a record of n lines at top into account. */
static void
try(struct rows *r, size_t top, size_t n)
{
	struct way *to = &r->way[top + n];
	struct way way = r->way[top];
	int by;

	if (n == 0 || n > IANA_COLUMN_TALL || n > r->n - top || !weigh(r, top, n, &way))
		return;
	way.twins += against_twin(r, top, n);
	way.n_lines = (uint16_t)n;
	way.rival = 0;
	if (to->n_lines != 0) {
		by = compare(&way, to, false);
		if (by == 0)
			way.rival = to->n_lines;
		if (compare(&way, to, true) >= 0) {
			if (by == 0)
				to->rival = (uint16_t)n;
			return;
		}
	}
	*to = way;
}

/* Take all records into account that may start at a line. */
static void
try_all(struct rows *r, size_t top)
{
	size_t most = r->n - top < IANA_COLUMN_TALL ? r->n - top : IANA_COLUMN_TALL;
	const struct iana_column_line *l = r->line + top;
	size_t port = 0;
	size_t name = 0;

	while (port < most && !(l[port].ink & r->middling))
		port++;
	while (name < port && !(l[name].ink & r->name))
		name++;
	/* The line of port and protocol is the middle one. */
	if (port < most) {
		try(r, top, 2 * port + 1);
		try(r, top, 2 * port + 2);
	}
	/* A name alone: the middle lines, as many as it may have. */
	for (size_t high = 1; high <= IANA_COLUMN_NAMES && name + high <= port; high++) {
		for (size_t n = 2 * name + high; n <= 2 * name + high + 1; n++)
			if (n <= port)
				try(r, top, n);
		if (!(l[name + high - 1].wraps & r->name))
			break;
	}
}

/* Turn the ways back into the heights of records, and tell where words decided. */
static bool
follow(const struct rows *r, uint16_t *heights, size_t *ret_n)
{
	const struct iana_column_text *p = r->p;
	size_t n = 0;
	size_t at;

	for (at = r->n; at > 0; at -= r->way[at].n_lines)
		n++;
	*ret_n = n;
	for (at = r->n; at > 0; at -= r->way[at].n_lines)
		heights[--n] = r->way[at].n_lines;
	for (n = 0; n < *ret_n; n++) {
		const struct way *way = &r->way[at += heights[n]];

		if (way->rival != 0 &&
		    !iana_warn(p->rep, p->path,
			       p->first + 1 + at -
				   (way->rival > heights[n] ? way->rival : heights[n]),
			       "only its words tell that this line is of the record %s",
			       way->rival > heights[n] ? "above" : "below"))
			return false;
	}
	return true;
}

static bool
find_way(struct rows *r, uint16_t **ret, size_t *ret_n)
{
	size_t far = 0;

	if (!iana_column_look(r->p, r->line))
		return false;
	for (size_t top = 0; top < r->n; top++) {
		if (top != 0 && r->way[top].n_lines == 0)
			continue;
		far = top;
		try_all(r, top);
	}
	if (r->way[r->n].n_lines == 0)
		return iana_fail(r->p->rep, r->p->path, r->p->first + far + 1,
				 "no record can be made of the lines from here on");
	*ret = iana_calloc(r->n, sizeof **ret);
	return follow(r, *ret, ret_n);
}

uint16_t *
iana_column_rows(const struct iana_column_text *p, size_t *ret_n)
{
	struct rows r = {
		.p = p,
		.n = p->end - p->first,
		.name = (uint16_t)bit_of(p, IANA_F_NAME),
		.middling =
		    (uint16_t)(bit_of(p, IANA_COLUMN_PORT) | bit_of(p, IANA_F_PROTOCOL)),
	};
	uint16_t *heights = NULL;

	r.line = iana_calloc(r.n, sizeof *r.line);
	r.way = iana_calloc(r.n + 1, sizeof *r.way);
	if (!find_way(&r, &heights, ret_n)) {
		free(heights);
		heights = NULL;
	}
	free(r.line);
	free(r.way);
	return heights;
}
