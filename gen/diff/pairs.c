/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the services that moved, and those that were renamed. */
#include "diff/pairs.h"
#include "base/order.h"

#include <stdlib.h>

struct pairing {
	struct iana_comparison *c;
	struct iana_placed_names *gone;
	struct iana_placed_names *arrived;
	struct iana_renamed_list *renamed;
};

/* ---- moved --------------------------------------------------------------------- */

static void
pair_moved(struct pairing *p)
{
	size_t i = 0;
	size_t j = 0;

	iana_placed_names_sort_by_name(p->gone);
	iana_placed_names_sort_by_name(p->arrived);
	while (i < p->gone->n && j < p->arrived->n) {
		struct iana_placed_name *x = &p->gone->item[i];
		struct iana_placed_name *y = &p->arrived->item[j];
		int by = iana_order(x->name, y->name);

		if (by == 0)
			by = iana_order(x->rank, y->rank);
		if (by == 0) {
			struct iana_change moved =
			    iana_placed_name_change(IANA_MOVED, y, 0);

			x->paired = true;
			y->paired = true;
			moved.from_lo = x->port;
			iana_comparison_add(p->c, moved);
		}
		i += by <= 0;
		j += by >= 0;
	}
}

/* ---- renamed ------------------------------------------------------------------- */

/* An official name, and the strings of its row that a round compares. */
struct candidate {
	uint32_t key[3];
	struct iana_placed_name *placed;
};

/* The rounds of pairing: equal rows first. */
enum { BY_ALL, BY_DESCRIPTION, BY_PERSON, BY_ORDER, N_ROUNDS };

/* False if the row lacks the string that this round needs. */
static bool
candidate_key(struct pairing *p, struct iana_side *side, struct iana_placed_name *x,
	      int round, struct candidate *ret)
{
	const struct iana_row *row = &side->table->reg->row[x->row];
	uint32_t description = iana_side_string(p->c, side, row->field[IANA_F_DESCRIPTION]);
	uint32_t assignee = iana_side_string(p->c, side, row->field[IANA_F_ASSIGNEE]);
	uint32_t date = iana_side_string(p->c, side, row->field[IANA_F_REGISTERED]);

	*ret = (struct candidate){ .placed = x };
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
			return iana_order(x->key[i], y->key[i]);
	return 0;
}

static int
compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	int by = compare_keys(x, y);

	return by != 0 ? by : iana_order(x->placed->entry, y->placed->entry);
}

/* Those of n placed names at one port and protocol that are not paired, for a round. */
static size_t
candidates(struct pairing *p, struct iana_side *side, struct iana_placed_name *x, size_t n,
	   int round, struct candidate *ret)
{
	size_t got = 0;

	for (size_t i = 0; i < n; i++)
		got += !x[i].paired && candidate_key(p, side, &x[i], round, &ret[got]);
	qsort(ret, got, sizeof *ret, compare_candidates);
	return got;
}

static void
add_renamed(struct pairing *p, struct iana_placed_name *x, struct iana_placed_name *y)
{
	struct iana_renamed_list *r = p->renamed;

	x->paired = true;
	y->paired = true;
	iana_comparison_add(p->c, iana_placed_name_change(IANA_RENAMED, y, x->name));
	r->item = iana_grow(r->item, &r->cap, r->n + 1, sizeof *r->item);
	r->item[r->n++] = (struct iana_renamed){ iana_placed_name_at(x), x->name, y->name };
}

/* Pair the names that left one port and protocol with those that appeared there. */
static void
pair_at(struct pairing *p, struct iana_placed_name *gone, size_t n_gone,
	struct iana_placed_name *arrived, size_t n_arrived)
{
	struct candidate *from = iana_calloc(n_gone, sizeof *from);
	struct candidate *to = iana_calloc(n_arrived, sizeof *to);

	for (int round = 0; round < N_ROUNDS; round++) {
		size_t n = candidates(p, &p->c->old, gone, n_gone, round, from);
		size_t m = candidates(p, &p->c->new, arrived, n_arrived, round, to);
		size_t i = 0;
		size_t j = 0;

		while (i < n && j < m) {
			int by = compare_keys(&from[i], &to[j]);

			if (by == 0)
				add_renamed(p, from[i].placed, to[j].placed);
			i += by <= 0;
			j += by >= 0;
		}
	}
	free(from);
	free(to);
}

/* The end of the placed names at the port and protocol of the one at i. */
static size_t
end_of_place(const struct iana_placed_names *all, size_t i)
{
	uint64_t at = iana_placed_name_at(&all->item[i]);

	while (i < all->n && iana_placed_name_at(&all->item[i]) == at)
		i++;
	return i;
}

static int
compare_renamed(const void *a, const void *b)
{
	const struct iana_renamed *x = a;
	const struct iana_renamed *y = b;
	int by = iana_order(x->at, y->at);

	return by != 0 ? by : iana_order(x->from, y->from);
}

static void
pair_renamed(struct pairing *p)
{
	struct iana_placed_names *gone = p->gone;
	struct iana_placed_names *arrived = p->arrived;
	size_t i = 0;
	size_t j = 0;

	iana_placed_names_sort(gone);
	iana_placed_names_sort(arrived);
	while (i < gone->n && j < arrived->n) {
		int by = iana_order(iana_placed_name_at(&gone->item[i]),
				    iana_placed_name_at(&arrived->item[j]));
		size_t i_end = by <= 0 ? end_of_place(gone, i) : i;
		size_t j_end = by >= 0 ? end_of_place(arrived, j) : j;

		if (by == 0)
			pair_at(p, &gone->item[i], i_end - i, &arrived->item[j], j_end - j);
		i = i_end;
		j = j_end;
	}
	if (p->renamed->n != 0)
		qsort(p->renamed->item, p->renamed->n, sizeof *p->renamed->item,
		      compare_renamed);
}

void
iana_diff_pair(struct iana_comparison *c, struct iana_placed_names *gone,
	       struct iana_placed_names *arrived, struct iana_renamed_list *renamed)
{
	struct pairing p = { c, gone, arrived, renamed };

	pair_moved(&p);
	pair_renamed(&p);
}

uint32_t
iana_renamed_to(const struct iana_renamed_list *renamed, const struct iana_placed_name *x)
{
	struct iana_renamed key = { .at = iana_placed_name_at(x), .from = x->service };
	const struct iana_renamed *r = NULL;

	if (renamed->n != 0)
		r = bsearch(&key, renamed->item, renamed->n, sizeof *r, compare_renamed);
	return r != NULL ? r->to : x->service;
}
