/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the table in a column text, by its titles. */
#include "read/column/column_table.h"
#include "base/order.h"
#include "read/column/column_walk.h"

#include <stdlib.h>
#include <string.h>

#define WORDS 64      /* of all titles at most */
#define TITLE_WORDS 4 /* of one title at most */

/* ---- titles ---------------------------------------------------------------- */

/* Pass over blanks and a text behind them. */
static bool
skip(struct iana_cell *c, const char *text)
{
	size_t n = strlen(text);

	while (c->len > 0 && (c->bytes[0] == ' ' || c->bytes[0] == '\t')) {
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
iana_column_titles(struct iana_cell line)
{
	return skip(&line, "Service Name") && skip(&line, "Port Number ");
}

/* A word of the titles. */
struct word {
	size_t line;
	unsigned from;
	unsigned to;
	struct iana_cell text;
};

static int
by_place(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;

	return iana_order(x->from, y->from);
}

/* As a title is read. */
static int
by_line(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;

	return x->line != y->line ? iana_order(x->line, y->line) : by_place(a, b);
}

/* Add the words of a line; false where there are too many. */
static bool
add_words(struct iana_cell line, size_t number, struct word *words, size_t *n)
{
	struct iana_column_walk w = iana_column_walk_start(line, IANA_COLUMN_BYTES);
	struct word *word = NULL;

	while (iana_column_walk_next(&w)) {
		if (word == NULL || w.from != word->to) {
			if (*n == WORDS || w.from >= IANA_COLUMN_WIDTH)
				return false;
			word = &words[(*n)++];
			*word = (struct word){ number, w.from, w.to, { w.bytes, 0 } };
		}
		word->to = w.to;
		word->text.len++;
	}
	return true;
}

/* Where a title stands; its words are in the order of lines. */
static struct iana_column_title
stands(const struct word *words, size_t n)
{
	struct iana_column_title ret = { UINT32_MAX, UINT32_MAX, 0 };
	size_t first = 0; /* on its line */

	for (size_t i = 0; i < n; i++) {
		unsigned sum;

		if (words[i].line != words[first].line)
			first = i;
		if (i + 1 < n && words[i + 1].line == words[i].line)
			continue;
		sum = words[first].from + words[i].to;
		ret.left = words[first].from < ret.left ? words[first].from : ret.left;
		ret.least = sum < ret.least ? sum : ret.least;
		ret.most = sum > ret.most ? sum : ret.most;
	}
	return ret;
}

/* How many words from the first on are a title, which is added to the header; 0: none. */
static size_t
take_title(struct iana_column_table *t, const struct word *words, size_t n)
{
	struct iana_buffer *text = &t->header.text;
	size_t start = text->len;

	for (size_t most = n < TITLE_WORDS ? n : TITLE_WORDS; most > 0; most--) {
		struct word read[TITLE_WORDS];

		memcpy(read, words, most * sizeof *read);
		qsort(read, most, sizeof *read, by_line);
		text->len = start;
		for (size_t i = 0; i < most; i++) {
			iana_buffer_add(text, " ", i != 0);
			iana_buffer_add(text, read[i].text.bytes, read[i].text.len);
		}
		if (!iana_columns_titled(
			(struct iana_cell){ text->bytes + start, text->len - start }))
			continue;
		t->title[t->header.n] = stands(read, most);
		iana_cells_end(&t->header);
		return most;
	}
	return 0;
}

/* Take the lines up to end as the titles; false where a title is not known. */
static bool
take_titles(struct iana_column_table *t, size_t end)
{
	struct word words[WORDS];
	size_t n = 0;
	size_t took;

	t->header.n = 0;
	t->header.text.len = 0;
	t->first = end;
	for (size_t i = t->titles; i < end; i++)
		if (i >= t->lines.n ||
		    !add_words(iana_lines_get(&t->lines, i), i, words, &n))
			return false;
	qsort(words, n, sizeof *words, by_place);
	for (size_t done = 0; done < n; done += took) {
		if (t->header.n == IANA_COLUMN_COLUMNS)
			return false;
		took = take_title(t, words + done, n - done);
		if (took == 0)
			return false;
	}
	return true;
}

/* ---- the table ------------------------------------------------------------- */

/* The table ends before the title of what stands behind it, and the blank lines there. */
static bool
find_end(struct iana_column_table *t)
{
	const struct iana_lines *l = &t->lines;
	size_t i = t->first;

	while (i < l->n && !(iana_lines_is_section(iana_lines_get(l, i)) &&
			     iana_lines_get(l, i - 1).len == 0))
		i++;
	if (i == l->n)
		return iana_fail(t->rep, t->path, l->n,
				 "the file is cut short: no \"People\" or \"Contact "
				 "Information\" behind the table");
	for (t->end = i; t->end > t->first; t->end--)
		if (iana_lines_get(l, t->end - 1).len != 0)
			break;
	if (t->end == t->first)
		return iana_fail(t->rep, t->path, t->first, "no rows below the titles");
	if (t->end - t->first > IANA_COLUMN_LINES)
		return iana_fail(t->rep, t->path, t->first, "a table of more than %d lines",
				 IANA_COLUMN_LINES);
	return l->ended || iana_warn(t->rep, t->path, l->n,
				     "the last line has no end: what stands behind the "
				     "table may be cut short");
}

bool
iana_column_table_find(struct iana_column_table *t)
{
	size_t at = 0;
	size_t end;

	while (at < t->lines.n && !iana_column_titles(iana_lines_get(&t->lines, at)))
		at++;
	if (at == t->lines.n)
		return iana_fail(t->rep, t->path, 1, "no table of services: no titles");
	t->titles = at;
	while (t->titles > 0 && iana_lines_get(&t->lines, t->titles - 1).len != 0)
		t->titles--;
	/* The first titles have one line, so they stand in the middle of all lines. */
	end = at + 1 + (at - t->titles);
	if (!take_titles(t, end + 1) && !take_titles(t, end))
		return iana_fail(t->rep, t->path, at + 1,
				 "titles that are not known: no registry as column text");
	if (!iana_columns_find(&t->columns, &t->header, "column text", t->path, at + 1,
			       t->rep) ||
	    !find_end(t))
		return false;
	return iana_column_bounds(t) ||
	       iana_fail(t->rep, t->path, at + 1, "titles that no columns fit");
}
