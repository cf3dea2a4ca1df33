/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each line of the plain text's table says of the records above and below. */
#include "read/column/column_text.h"

#include <string.h>

/* Does the text end in a word that another one follows? */
static bool
ends_joining(struct iana_cell c)
{
	static const char *const joining[] = { "a",    "an", "and", "at",   "by",  "for",
					       "from", "in", "of",  "on",   "or",  "over",
					       "the",  "to", "via", "with", "into" };
	size_t from = c.len;

	if (c.len > 0 && strchr(",-:/(&+", c.bytes[c.len - 1]) != NULL)
		return true;
	while (from > 0 && c.bytes[from - 1] != ' ')
		from--;
	c = (struct iana_cell){ c.bytes + from, c.len - from };
	for (size_t i = 0; i < sizeof joining / sizeof *joining; i++)
		if (iana_cell_is(c, joining[i]))
			return true;
	return false;
}

/* Brackets that open, less those that close; *ret_least the fewest at any place. */
static int
brackets(struct iana_cell c, int *ret_least)
{
	int depth = 0;

	*ret_least = 0;
	for (size_t i = 0; i < c.len; i++) {
		depth += (c.bytes[i] == '(') - (c.bytes[i] == ')');
		if (depth < *ret_least)
			*ret_least = depth;
	}
	return depth;
}

static size_t
first_word(struct iana_cell c)
{
	size_t n = 0;

	while (n < c.len && c.bytes[n] != ' ')
		n++;
	return n;
}

bool
iana_column_look(const struct iana_column_text *p, struct iana_column_line *ret)
{
	struct iana_cell cells[2][IANA_COLUMN_COLUMNS] = { 0 };

	for (size_t i = 0; i < p->end - p->first; i++) {
		struct iana_cell *now = cells[i % 2];
		struct iana_cell *above = cells[1 - i % 2];
		struct iana_column_line *l = &ret[i];

		if (!iana_column_cut(p, p->first + i, now, &l->characters))
			return iana_fail(p->rep, p->path, p->first + i + 1,
					 "a cell that does not stand in its column");
		for (size_t k = 0; k < p->header.n; k++) {
			unsigned wide = p->wraps_at[k];
			uint16_t bit = (uint16_t)(1u << k);
			int least;
			int depth = brackets(now[k], &least);

			if (now[k].len == 0)
				continue;
			l->ink |= bit;
			if (depth > least || ends_joining(now[k]))
				l->open |= bit;
			if (least < 0 || (now[k].bytes[0] >= 'a' && now[k].bytes[0] <= 'z'))
				l->middle |= bit;
			if (i == 0 || above[k].len == 0 ||
			    above[k].len + 1 + first_word(now[k]) <= wide)
				continue;
			l[-1].wraps |= bit;
			l[-1].slack +=
			    above[k].len < wide ? (uint16_t)(wide - above[k].len) : 0;
		}
	}
	return true;
}

/* The next letter or digit from *at on, in lower case; 0 at the end. */
static int
next_letter(struct iana_cell c, size_t *at)
{
	while (*at < c.len) {
		int byte = (unsigned char)c.bytes[(*at)++];

		if (byte >= 'A' && byte <= 'Z')
			return byte | 0x20;
		if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
			return byte;
	}
	return 0;
}

unsigned
iana_column_against_name(struct iana_cell name, struct iana_cell text, bool from_above)
{
	size_t i = 0;
	size_t j = 0;
	unsigned n = 0;
	int c;

	while ((c = next_letter(name, &i)) != 0 && c == next_letter(text, &j))
		n++;
	return (n < 1) + (n < 3) + (n < 8) + (from_above && n < 3 ? 2 : 0);
}
