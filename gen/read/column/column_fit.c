/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Weighs what is against some lines being a row. */
#include "read/column/column_fit.h"

#define COMPARED 64  /* lines of a row that is compared, at most */
#define NAME_ALONE 8 /* more rules that a row breaks which has nothing but a name */

struct iana_column_fit
iana_column_fit_table(const struct iana_column_table *t,
		      const struct iana_column_line *lines)
{
	unsigned name = 1u << t->columns.at[IANA_F_NAME];

	return (struct iana_column_fit){
		.line = lines,
		.n = t->end - t->first,
		.columns = t->columns,
		.name = name,
		.port = iana_column_keys(t) & ~name,
	};
}

/*
 * One cell of a row, in the column of this bit, which has a text there.  Sets its first
 * line, and how many rules it breaks; false where it cannot stand so.
 */
static bool
fit_cell(const struct iana_column_fit *f, size_t top, size_t n, unsigned bit,
	 size_t *ret_first, unsigned *ret_broken)
{
	const struct iana_column_line *l = f->line + top;
	size_t first = 0;
	size_t last = n - 1;
	bool fits = false;
	bool blank = false;

	while (!(l[first].ink & bit))
		first++;
	while (!(l[last].ink & bit))
		last--;
	for (size_t j = first; j < last; j++) {
		fits = fits || (l[j].fits & bit);
		blank = blank || !(l[j].ink & bit);
	}
	/* A next word that has room is the next name. */
	if (first != (n - (last - first + 1)) / 2 || ((bit & f->port) && last > first) ||
	    (bit == f->name && (fits || blank)))
		return false;
	*ret_first = top + first;
	*ret_broken = (unsigned)fits + blank + ((l[last].opens & bit) != 0) +
		      ((l[first].shuts & bit) != 0);
	/* Names that wrap are rare, and more so on many lines. */
	if (bit == f->name)
		*ret_broken = (unsigned)((last - first) * (last - first));
	return true;
}

/* How little a description looks like the one of a name: most start with its letters. */
static unsigned
unlike(uint64_t name, uint64_t description)
{
	int common = name == description ? 8 : __builtin_clzll(name ^ description) / 8;

	return (common < 3 ? 2 : 0) + (common < 8);
}

bool
iana_column_fit_row(const struct iana_column_fit *f, size_t top, size_t n, uint64_t *ret)
{
	const struct iana_column_line *l = f->line + top;
	unsigned text = 1u << f->columns.at[IANA_F_DESCRIPTION];
	uint64_t name = 0;
	uint64_t against;
	unsigned seen = 0;

	/* A cell in the middle that has the last line has the first one, too. */
	if (l[n - 1].ink == 0)
		return false;
	for (size_t j = 0; j < n; j++)
		seen |= l[j].ink;
	if (!(seen & (f->name | f->port)))
		return false;
	against = (seen & text) ? 0 : IANA_COLUMN_RULE;
	if (seen == f->name)
		against += NAME_ALONE * IANA_COLUMN_RULE;
	for (unsigned left = seen; left != 0; left &= left - 1) {
		unsigned bit = left & -left;
		size_t first;
		unsigned broken;

		if (!fit_cell(f, top, n, bit, &first, &broken))
			return false;
		against += broken * IANA_COLUMN_RULE;
		if (bit == f->name)
			name = f->line[first].name;
		if (bit == text)
			against +=
			    f->line[first].seldom +
			    (name != 0 ? unlike(name, f->line[first].description) : 0);
	}
	*ret = against;
	return true;
}

/* Has a column the same text in two rows? */
static bool
same(const struct iana_column_fit *f, size_t a, size_t n_a, size_t b, size_t n_b,
     int column)
{
	size_t k = f->columns.at[column];
	size_t end_a = a + n_a;
	size_t end_b = b + n_b;

	for (; k < f->columns.n; a++, b++) {
		while (a < end_a && !(f->line[a].ink >> k & 1))
			a++;
		while (b < end_b && !(f->line[b].ink >> k & 1))
			b++;
		if (a == end_a || b == end_b)
			return a == end_a && b == end_b;
		if (f->line[a].print[k] != f->line[b].print[k])
			return false;
	}
	return true;
}

uint64_t
iana_column_fit_pair(const struct iana_column_fit *f, size_t a, size_t n_a, size_t b,
		     size_t n_b)
{
	static const int texts[] = { IANA_F_DESCRIPTION, IANA_F_REFERENCE,
				     IANA_F_UNAUTHORIZED, IANA_F_NOTES };
	uint64_t against = 0;

	if (n_a > COMPARED || n_b > COMPARED || !same(f, a, n_a, b, n_b, IANA_F_NAME))
		return 0;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!same(f, a, n_a, b, n_b, texts[i]))
			against += IANA_COLUMN_RULE;
	return against;
}
