/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds which names moved to another port, and which were renamed. */
#include "diff/names.h"

#include <stdlib.h>

/* ---- moved --------------------------------------------------------------------- */

static int
compare_names(const void *a, const void *b)
{
	const struct iana_placed_name *x = a;
	const struct iana_placed_name *y = b;
	int by = iana_placed_name_order(x->name, y->name);

	if (by == 0)
		by = iana_placed_name_order(x->rank, y->rank);
	return by != 0 ? by : iana_placed_name_order(x->port, y->port);
}

static void
pair_moved(struct iana_name_work *w)
{
	size_t i = 0;
	size_t j = 0;

	iana_placed_names_sort(&w->gone, compare_names);
	iana_placed_names_sort(&w->come, compare_names);
	while (i < w->gone.n && j < w->come.n) {
		struct iana_placed_name *x = &w->gone.item[i];
		struct iana_placed_name *y = &w->come.item[j];
		int by = iana_placed_name_order(x->name, y->name);

		if (by == 0)
			by = iana_placed_name_order(x->rank, y->rank);
		if (by == 0) {
			x->paired = true;
			y->paired = true;
			iana_diff_add(w->c, IANA_MOVED, y->name, 0, y->rank, y->port,
				      y->port, x->port);
		}
		i += by <= 0;
		j += by >= 0;
	}
}

/* ---- renamed ------------------------------------------------------------------- */

/* What a row says of a service, as far as a round of pairing looks at it. */
struct candidate {
	uint32_t key[3];
	struct iana_placed_name *claim;
};

enum { BY_ALL, BY_DESCRIPTION, BY_PERSON, BY_ORDER, N_ROUNDS };

/* False where too little is said to be told by. */
static bool
candidate_key(struct iana_name_work *w, struct iana_side *side, struct iana_placed_name *x,
	      int round, struct candidate *ret)
{
	const struct iana_row *row = &side->table->reg->row[x->row];
	uint32_t description = iana_side_string(w->c, side, row->field[IANA_F_DESCRIPTION]);
	uint32_t assignee = iana_side_string(w->c, side, row->field[IANA_F_ASSIGNEE]);
	uint32_t date = iana_side_string(w->c, side, row->field[IANA_F_REGISTERED]);

	*ret = (struct candidate){ .claim = x };
	if (round == BY_ALL || round == BY_DESCRIPTION)
		ret->key[0] = description;
	if (round == BY_ALL || round == BY_PERSON) {
		ret->key[1] = assignee;
		ret->key[2] = date;
	}
	return round == BY_ORDER || (round == BY_PERSON ? assignee != 0 : description != 0);
}

static int
compare_keys(const struct candidate *x, const struct candidate *y)
{
	for (int i = 0; i < 3; i++)
		if (x->key[i] != y->key[i])
			return iana_placed_name_order(x->key[i], y->key[i]);
	return 0;
}

static int
compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	int by = compare_keys(x, y);

	return by != 0 ? by : iana_placed_name_order(x->claim->seq, y->claim->seq);
}

/* Those of n claims of one place that are not paired, sorted for a round. */
static size_t
candidates(struct iana_name_work *w, struct iana_side *side, struct iana_placed_name *x,
	   size_t n, int round, struct candidate *ret)
{
	size_t got = 0;

	for (size_t i = 0; i < n; i++)
		got += !x[i].paired && candidate_key(w, side, &x[i], round, &ret[got]);
	qsort(ret, got, sizeof *ret, compare_candidates);
	return got;
}

static void
add_renamed(struct iana_name_work *w, struct iana_placed_name *x,
	    struct iana_placed_name *y)
{
	x->paired = true;
	y->paired = true;
	iana_diff_add(w->c, IANA_RENAMED, y->name, x->name, y->rank, y->port, y->port,
		      y->port);
	w->renamed =
	    iana_grow(w->renamed, &w->cap_renamed, w->n_renamed + 1, sizeof *w->renamed);
	w->renamed[w->n_renamed++] =
	    (struct iana_renamed){ iana_placed_name_place(x), x->name, y->name };
}

/* Pair the names that went from one place with those that came to it. */
static void
pair_place(struct iana_name_work *w, struct iana_placed_name *gone, size_t n_gone,
	   struct iana_placed_name *come, size_t n_come)
{
	struct candidate *from = iana_calloc(n_gone, sizeof *from);
	struct candidate *to = iana_calloc(n_come, sizeof *to);

	for (int round = 0; round < N_ROUNDS; round++) {
		size_t n = candidates(w, &w->c->old, gone, n_gone, round, from);
		size_t m = candidates(w, &w->c->new, come, n_come, round, to);
		size_t i = 0;
		size_t j = 0;

		while (i < n && j < m) {
			int by = compare_keys(&from[i], &to[j]);

			if (by == 0)
				add_renamed(w, from[i].claim, to[j].claim);
			i += by <= 0;
			j += by >= 0;
		}
	}
	free(from);
	free(to);
}

/* Claims of the place of the one at i: where they end. */
static size_t
place_end(const struct iana_placed_names *all, size_t i)
{
	uint64_t here = iana_placed_name_place(&all->item[i]);

	while (i < all->n && iana_placed_name_place(&all->item[i]) == here)
		i++;
	return i;
}

int
iana_renamed_compare(const void *a, const void *b)
{
	const struct iana_renamed *x = a;
	const struct iana_renamed *y = b;
	int by = iana_placed_name_order(x->place, y->place);

	return by != 0 ? by : iana_placed_name_order(x->from, y->from);
}

static void
pair_renamed(struct iana_name_work *w)
{
	size_t i = 0;
	size_t j = 0;

	iana_placed_names_sort(&w->gone, iana_placed_names_compare);
	iana_placed_names_sort(&w->come, iana_placed_names_compare);
	while (i < w->gone.n && j < w->come.n) {
		int by = iana_placed_name_order(iana_placed_name_place(&w->gone.item[i]),
						iana_placed_name_place(&w->come.item[j]));
		size_t i_end = by <= 0 ? place_end(&w->gone, i) : i;
		size_t j_end = by >= 0 ? place_end(&w->come, j) : j;

		if (by == 0)
			pair_place(w, &w->gone.item[i], i_end - i, &w->come.item[j],
				   j_end - j);
		i = i_end;
		j = j_end;
	}
	if (w->n_renamed != 0)
		qsort(w->renamed, w->n_renamed, sizeof *w->renamed, iana_renamed_compare);
}

void
iana_diff_pair(struct iana_name_work *w)
{
	pair_moved(w);
	pair_renamed(w);
}
