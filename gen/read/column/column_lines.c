/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looks at the lines of a column text, one by one. */
#include "read/column/column_lines.h"
#include "read/column/column_cut.h"

#include <stdlib.h>
#include <string.h>

/* ---- words ----------------------------------------------------------------- */

static struct iana_cell
first_word(struct iana_cell c)
{
	size_t n = 0;

	while (n < c.len && c.bytes[n] != ' ' && c.bytes[n] != '\t')
		n++;
	return (struct iana_cell){ c.bytes, n };
}

/* Does the text end in a word or a mark that others follow? */
static bool
ends_joining(struct iana_cell c)
{
	static const char *const joining[] = { "a",    "an", "and", "at",   "by",  "for",
					       "from", "in", "of",  "on",   "or",  "over",
					       "the",  "to", "via", "with", "into" };
	size_t from = c.len;

	if (strchr(",-:/(&", c.bytes[c.len - 1]) != NULL)
		return true;
	while (from > 0 && c.bytes[from - 1] != ' ')
		from--;
	c = (struct iana_cell){ c.bytes + from, c.len - from };
	for (size_t i = 0; i < sizeof joining / sizeof *joining; i++)
		if (iana_cell_is(c, joining[i]))
			return true;
	return false;
}

/* Brackets left open at the end; *ret_shut: one is shut that was not opened. */
static size_t
brackets(struct iana_cell c, bool *ret_shut)
{
	size_t depth = 0;

	*ret_shut = false;
	for (size_t i = 0; i < c.len; i++) {
		if (c.bytes[i] == '(')
			depth++;
		else if (c.bytes[i] == ')' && depth > 0)
			depth--;
		else if (c.bytes[i] == ')')
			*ret_shut = true;
	}
	return depth;
}

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

static uint32_t
print_of(struct iana_cell c)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < c.len; i++)
		h = (h ^ lower(c.bytes[i])) * 16777619u;
	return h;
}

/* The first eight letters or digits. */
static uint64_t
letters(struct iana_cell c)
{
	uint64_t ret = 0;
	unsigned n = 0;

	for (size_t i = 0; i < c.len && n < 8; i++) {
		unsigned char byte = lower(c.bytes[i]);

		if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
			ret |= (uint64_t)byte << (56 - 8 * n++);
	}
	return ret;
}

/* ---- which words descriptions start with ----------------------------------- */

enum { FIRST, LATER, NEITHER, N_PLACES };

/*
 * Which line of its row does the line seem to be?  One with a name, port or protocol,
 * below another such line, is the first.  One without them is mostly a later one.
 */
static int
place_of(const struct iana_column_line *l, unsigned text, unsigned keys)
{
	if (!(l->ink & text))
		return NEITHER;
	if (!(l->ink & keys))
		return LATER;
	return l[-1].ink & keys ? FIRST : NEITHER;
}

/* Learn from the table, and set ->seldom.  A line does not count for itself. */
static void
learn(const struct iana_column_table *t, struct iana_column_line *lines, size_t n)
{
	unsigned text = 1u << t->columns.at[IANA_F_DESCRIPTION];
	unsigned keys = iana_column_keys(t);
	uint32_t(*seen)[N_PLACES] = iana_calloc(UINT16_MAX + 1, sizeof *seen);

	for (size_t i = 1; i < n; i++)
		seen[lines[i].word][place_of(&lines[i], text, keys)]++;
	for (size_t i = 1; i < n; i++) {
		const uint32_t *words = seen[lines[i].word];
		int own = place_of(&lines[i], text, keys);
		uint64_t first = 3ull * (words[FIRST] - (own == FIRST)) + 1;
		uint64_t later = 3ull * (words[LATER] - (own == LATER)) + 1;

		/* Of words that are not known, small ones are mostly later ones. */
		later += lines[i].small ? 3 : 0;
		lines[i].seldom = (uint8_t)((first < 2 * later) + (first < later) +
					    (2 * first < later) + (10 * first < later));
	}
	free(seen);
}

/* ---- lines ----------------------------------------------------------------- */

static void
look(const struct iana_column_table *t, struct iana_cell c, size_t k,
     struct iana_column_line *ret)
{
	uint16_t bit = (uint16_t)(1u << k);
	bool shut;

	ret->ink |= bit;
	if (brackets(c, &shut) != 0 || ends_joining(c))
		ret->opens |= bit;
	if (shut)
		ret->shuts |= bit;
	ret->print[k] = print_of(c);
	if (k == t->columns.at[IANA_F_NAME])
		ret->name = letters(c);
	if (k != t->columns.at[IANA_F_DESCRIPTION])
		return;
	ret->description = letters(c);
	ret->word = (uint16_t)print_of(first_word(c));
	ret->small = c.bytes[0] >= 'a' && c.bytes[0] <= 'z';
}

/* Warn of the first text of a line that does not lie in its column. */
static bool
warn(const struct iana_column_table *t, size_t line, unsigned lost)
{
	struct iana_cell title = iana_cells_get(&t->header, (size_t)__builtin_ctz(lost));

	return iana_warn(t->rep, t->path, line + 1,
			 "a text crosses the bounds of the column \"%.*s\": left out",
			 iana_cell_quoted(title), title.bytes);
}

struct iana_column_line *
iana_column_lines(const struct iana_column_table *t)
{
	size_t n = t->end - t->first;
	struct iana_column_line *lines = iana_calloc(n, sizeof *lines);
	struct iana_column_cut cuts[2] = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct iana_column_cut *above = &cuts[1 - i % 2];
		struct iana_column_cut *cut = &cuts[i % 2];

		iana_column_cut_line(t, t->first + i, cut);
		lines[i].lost = cut->lost;
		if (cut->lost != 0 && !warn(t, t->first + i, cut->lost)) {
			free(lines);
			return NULL;
		}
		for (size_t k = 0; k < t->header.n; k++) {
			unsigned taken = above->to[k] - above->from[k];

			if (cut->cell[k].len == 0)
				continue;
			look(t, cut->cell[k], k, &lines[i]);
			if (i > 0 && above->cell[k].len != 0 &&
			    taken + 1 + first_word(cut->cell[k]).len <=
				iana_column_width(t, k))
				lines[i - 1].fits |= (uint16_t)(1u << k);
		}
	}
	learn(t, lines, n);
	return lines;
}
