/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts the lines of a column text into rows.
 *
 * A reading of the table is a way from its first line to its end, whose steps are rows.
 * Four passes find the best reading and what else is as good:
 *   1. steps: from each line, the few rows that may start there (column_fit.h says what
 *      is against each), and a loose line, which fits no row;
 *   2. forward: what is against the best way to each step;
 *   3. backward: what is against the best way on from each step;
 *   4. the best way is followed.  A row of another way that breaks no more rules puts
 *      the lines between in doubt.
 */
#include "read/column/column_rows.h"
#include "read/column/column_fit.h"

#include <stdlib.h>

struct step {
	uint64_t own;	 /* what is against the row itself */
	uint64_t before; /* and against it and all before it */
	uint64_t after;	 /* and against all behind it */
	uint32_t top;	 /* its first line */
	uint16_t n;	 /* its lines */
	bool loose;
};

struct ways {
	struct iana_column_fit fit;
	struct step *step; /* in the order of their first lines */
	size_t n_steps;
	size_t cap;
	uint32_t *start; /* the first step of each line; one more for the end */
};

/* ---- steps ----------------------------------------------------------------- */

static void
add_to_row(struct ways *w, size_t top, size_t n, uint64_t own, bool loose)
{
	w->step = iana_grow(w->step, &w->cap, w->n_steps + 1, sizeof *w->step);
	w->step[w->n_steps++] = (struct step){ .own = own,
					       .before = top == 0 ? own : UINT64_MAX,
					       .after = UINT64_MAX,
					       .top = (uint32_t)top,
					       .n = (uint16_t)n,
					       .loose = loose };
}

static void
try(struct ways *w, size_t top, size_t n, size_t most)
{
	uint64_t own;

	if (n <= most && iana_column_fit_row(&w->fit, top, n, &own))
		add_to_row(w, top, n, own, false);
}

/* The rows that may start at a line: their middle is where name, port, protocol are. */
static void
add_steps(struct ways *w, size_t top)
{
	const struct iana_column_fit *f = &w->fit;
	const struct iana_column_line *l = f->line + top;
	size_t left = f->n - top;
	size_t most = left < IANA_COLUMN_TALL ? left : IANA_COLUMN_TALL;
	size_t port = 0;
	size_t name = 0;

	while (port < most && !(l[port].ink & f->port))
		port++;
	while (name < port && !(l[name].ink & f->name))
		name++;
	add_to_row(w, top, 1, IANA_COLUMN_LOOSE, true);
	if (port < most) {
		try(w, top, 2 * port + 1, most);
		try(w, top, 2 * port + 2, most);
	}
	/* A name without a port: the names of DNS-SD have no blanks and do not wrap. */
	try(w, top, 2 * name + 1, port);
	try(w, top, 2 * name + 2, port);
}

/* ---- ways ------------------------------------------------------------------ */

/* What a step adds behind another one. */
static uint64_t
sum(const struct ways *w, const struct step *a, const struct step *b)
{
	return b->own + (a->loose || b->loose
			     ? 0
			     : iana_column_fit_pair(&w->fit, a->top, a->n, b->top, b->n));
}

static void
forward(struct ways *w)
{
	for (size_t i = 0; i < w->n_steps; i++) {
		const struct step *a = &w->step[i];
		size_t next = a->top + a->n;

		for (size_t j = w->start[next]; j < w->start[next + 1]; j++) {
			struct step *b = &w->step[j];
			uint64_t way = a->before + sum(w, a, b);

			b->before = way < b->before ? way : b->before;
		}
	}
}

static void
backward(struct ways *w)
{
	for (size_t i = w->n_steps; i-- > 0;) {
		struct step *a = &w->step[i];
		size_t next = a->top + a->n;

		if (next == w->fit.n)
			a->after = 0;
		for (size_t j = w->start[next]; j < w->start[next + 1]; j++) {
			const struct step *b = &w->step[j];
			uint64_t way = sum(w, a, b) + b->after;

			a->after = way < a->after ? way : a->after;
		}
	}
}

/* ---- rows ------------------------------------------------------------------ */

/* The best step behind step a, or the first one of all where a is NULL; the tallest. */
static const struct step *
best(const struct ways *w, const struct step *a)
{
	size_t top = a != NULL ? a->top + a->n : 0;
	const struct step *ret = NULL;
	uint64_t least = UINT64_MAX;

	for (size_t j = w->start[top]; j < w->start[top + 1]; j++) {
		const struct step *b = &w->step[j];
		uint64_t way = b->after + (a != NULL ? sum(w, a, b) : b->own);

		if (way <= least) {
			least = way;
			ret = b;
		}
	}
	return ret;
}

/* Does a way through a step of this line break as few rules as the best way? */
static bool
as_good(const struct ways *w, size_t top, uint64_t least)
{
	for (size_t i = w->start[top]; i < w->start[top + 1]; i++) {
		const struct step *s = &w->step[i];

		if ((s->before + s->after) / IANA_COLUMN_RULE == least / IANA_COLUMN_RULE)
			return true;
	}
	return false;
}

/* Where a row might as well start, lines are in doubt: those up to it, or from it on. */
static void
doubt(const struct ways *w, struct iana_column_row *rows, size_t r, uint64_t least)
{
	const struct iana_column_fit *f = &w->fit;
	struct iana_column_row *row = &rows[r];
	size_t key = row->top;

	while (key + 1 < row->top + row->n && !(f->line[key].ink & (f->name | f->port)))
		key++;
	for (size_t i = row->top + 1; i < row->top + row->n; i++) {
		if (!as_good(w, i, least))
			continue;
		if (i > key && !row->doubt) {
			row->doubt = true;
			row->from = (uint32_t)i;
		} else if (i <= key && r > 0 && !row[-1].doubt) {
			row[-1].doubt = true;
			row[-1].from = row->top;
		}
	}
}

static struct iana_column_row *
follow(const struct ways *w, size_t *ret_n)
{
	struct iana_column_row *rows = NULL;
	const struct step *s = NULL;
	uint64_t least = 0;
	size_t cap = 0;
	size_t n = 0;

	for (size_t top = 0; top < w->fit.n; top += s->n) {
		s = best(w, s);
		if (top == 0)
			least = s->own + s->after;
		rows = iana_grow(rows, &cap, n + 1, sizeof *rows);
		rows[n++] =
		    (struct iana_column_row){ .top = s->top, .n = s->n, .loose = s->loose };
	}
	for (size_t r = 0; r < n; r++)
		doubt(w, rows, r, least);
	*ret_n = n;
	return rows;
}

struct iana_column_row *
iana_column_rows(const struct iana_column_table *t, const struct iana_column_line *lines,
		 size_t *ret_n)
{
	struct ways w = { .fit = iana_column_fit_table(t, lines) };
	struct iana_column_row *rows;

	w.start = iana_calloc(w.fit.n + 2, sizeof *w.start);
	for (size_t top = 0; top < w.fit.n; top++) {
		w.start[top] = (uint32_t)w.n_steps;
		add_steps(&w, top);
	}
	w.start[w.fit.n] = w.start[w.fit.n + 1] = (uint32_t)w.n_steps;
	forward(&w);
	backward(&w);
	rows = follow(&w, ret_n);
	free(w.step);
	free(w.start);
	return rows;
}
