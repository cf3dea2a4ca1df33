/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the columns of the plain text's table by its titles, and cuts lines by them. */
#include "read/column/column_text.h"

#include <stdlib.h>
#include <string.h>

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
iana_column_titles(struct iana_cell line)
{
	return skip(&line, "Service Name ") && skip(&line, "Port Number ");
}

/* ---- the titles ------------------------------------------------------------ */

static int
by_place(const void *a, const void *b)
{
	const struct iana_column_word *x = a;
	const struct iana_column_word *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* The words of all title lines, from left to right; 0 where there are too many. */
static size_t
words_of(const struct iana_column_text *p, size_t first, size_t end,
	 struct iana_column_word *words)
{
	size_t n = 0;

	for (size_t i = first; i < end; i++) {
		struct iana_cell c = iana_lines_get(&p->lines, i);

		for (size_t s = 0; s < c.len; s++) {
			if (IANA_COLUMN_BLANK(c.bytes[s]) ||
			    (s > 0 && !IANA_COLUMN_BLANK(c.bytes[s - 1])))
				continue;
			if (n == IANA_COLUMN_WORDS || c.len > IANA_COLUMN_WIDTH)
				return 0;
			words[n] = (struct iana_column_word){ i, (unsigned)s, (unsigned)s };
			while (words[n].to < c.len &&
			       !IANA_COLUMN_BLANK(c.bytes[words[n].to]))
				words[n].to++;
			n++;
		}
	}
	qsort(words, n, sizeof *words, by_place);
	return n;
}

/* Words that stand above each other are of one title: how many from the first on. */
static size_t
stacked(const struct iana_column_word *w, size_t n)
{
	unsigned to = n > 0 ? w[0].to : 0;
	size_t i = n > 0;

	for (; i < n && w[i].from < to; i++)
		to = w[i].to > to ? w[i].to : to;
	return i;
}

/* Read n words as a title, line by line. */
static void
title_of(const struct iana_column_text *p, const struct iana_column_word *w, size_t n,
	 size_t first, size_t end, struct iana_buffer *to)
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
next_title(struct iana_column_text *p, const struct iana_column_word *w, size_t n,
	   size_t first, size_t end)
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

/* ---- the table ------------------------------------------------------------- */

/* Where the table ends: before what stands behind it, and the blank lines there. */
static bool
find_end(struct iana_column_text *p)
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
read_titles(struct iana_column_text *p, size_t end, struct iana_column_word *words,
	    size_t *n_words)
{
	size_t n = words_of(p, p->titles, end, words);
	size_t done = 0;

	p->header.n = 0;
	p->header.text.len = 0;
	while (done < n && p->header.n < IANA_COLUMN_COLUMNS) {
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
iana_column_columns(struct iana_column_text *p, size_t at)
{
	struct iana_column_word words[IANA_COLUMN_WORDS];
	size_t n_words[IANA_COLUMN_COLUMNS];
	size_t end;

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
	return iana_column_bounds(p, words, n_words) ||
	       iana_fail(p->rep, p->path, at + 1, "titles that no columns fit");
}
