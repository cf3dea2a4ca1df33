/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares names and aliases at ports. */
#include "diff/names.h"

#include <stdlib.h>

/* An empty list has no address to sort. */
void
iana_placed_names_sort(struct iana_placed_names *all,
		       int (*compare)(const void *, const void *))
{
	if (all->n != 0)
		qsort(all->item, all->n, sizeof *all->item, compare);
}

void
iana_placed_names_push(struct iana_placed_names *to, struct iana_placed_name x)
{
	to->item = iana_grow(to->item, &to->cap, to->n + 1, sizeof *to->item);
	to->item[to->n++] = x;
}

/* ---- claims ------------------------------------------------------------------ */

int
iana_placed_names_compare(const void *a, const void *b)
{
	const struct iana_placed_name *x = a;
	const struct iana_placed_name *y = b;
	int by =
	    iana_placed_name_order(iana_placed_name_place(x), iana_placed_name_place(y));

	if (by == 0)
		by = iana_placed_name_order(x->name, y->name);
	if (by == 0)
		by = iana_placed_name_official(y) - iana_placed_name_official(x);
	if (by == 0)
		by = iana_placed_name_order(x->service, y->service);
	return by != 0 ? by : iana_placed_name_order(x->seq, y->seq);
}

/* All that a side says, sorted, nothing twice. */
static struct iana_placed_names
collect(struct iana_comparison *c, struct iana_side *side)
{
	const struct iana_table *t = side->table;
	struct iana_placed_names all = { 0 };
	size_t n = 0;

	for (uint32_t i = 0; i < t->n_entries; i++) {
		const struct iana_entry *e = &t->entry[i];
		uint32_t name = iana_side_string(c, side, e->name);
		struct iana_placed_name x = {
			.name = name,
			.service = name,
			.rank = c->rank[iana_side_string(c, side, t->protocol[e->proto])],
			.row = e->details,
			.seq = i,
			.port = e->port,
		};

		iana_placed_names_push(&all, x);
		for (uint32_t k = 0; k < e->n_aliases; k++) {
			x.name = iana_side_string(c, side, t->alias[e->aliases + k]);
			iana_placed_names_push(&all, x);
		}
	}
	iana_placed_names_sort(&all, iana_placed_names_compare);
	for (size_t i = 0; i < all.n; i++) {
		const struct iana_placed_name *x = &all.item[i];
		const struct iana_placed_name *last = n > 0 ? &all.item[n - 1] : NULL;

		if (last == NULL ||
		    iana_placed_name_place(last) != iana_placed_name_place(x) ||
		    last->name != x->name || last->service != x->service)
			all.item[n++] = *x;
	}
	all.n = n;
	return all;
}

/* Of a name at a place, the claims from i on: where they end. */
static size_t
group_end(const struct iana_placed_names *all, size_t i)
{
	size_t end = i + 1;

	while (end < all->n &&
	       iana_placed_name_place(&all->item[end]) ==
		   iana_placed_name_place(&all->item[i]) &&
	       all->item[end].name == all->item[i].name)
		end++;
	return end;
}

/* Give take() the claims of each name at each place, of either side or of both. */
static void
walk(struct iana_name_work *w,
     void (*take)(struct iana_name_work *w, const struct iana_placed_name *old,
		  size_t n_old, const struct iana_placed_name *new, size_t n_new))
{
	size_t i = 0;
	size_t j = 0;

	while (i < w->old.n || j < w->new.n) {
		const struct iana_placed_name *x = i < w->old.n ? &w->old.item[i] : NULL;
		const struct iana_placed_name *y = j < w->new.n ? &w->new.item[j] : NULL;
		int by = x == NULL   ? 1
			 : y == NULL ? -1
				     : iana_placed_name_order(iana_placed_name_place(x),
							      iana_placed_name_place(y));
		size_t n_old;
		size_t n_new;

		if (by == 0)
			by = iana_placed_name_order(x->name, y->name);
		n_old = by <= 0 ? group_end(&w->old, i) - i : 0;
		n_new = by >= 0 ? group_end(&w->new, j) - j : 0;
		take(w, x, n_old, y, n_new);
		i += n_old;
		j += n_new;
	}
}

/* ---- services -------------------------------------------------------------------- */

static void
take_official(struct iana_name_work *w, const struct iana_placed_name *old, size_t n_old,
	      const struct iana_placed_name *new, size_t n_new)
{
	if (n_new == 0 && iana_placed_name_official(old))
		iana_placed_names_push(&w->gone, *old);
	if (n_old == 0 && iana_placed_name_official(new))
		iana_placed_names_push(&w->come, *new);
}

static void
add_unpaired(struct iana_name_work *w, const struct iana_placed_names *all,
	     enum iana_change_kind kind)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct iana_placed_name *x = &all->item[i];

		if (!x->paired)
			iana_diff_add(w->c, kind, x->name, 0, x->rank, x->port, x->port,
				      x->port);
	}
}

/* ---- aliases --------------------------------------------------------------------- */

static int
compare_numbers(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;

	return iana_placed_name_order(*x, *y);
}

/* The name that a service of OLD has in NEW. */
static uint32_t
renamed_to(const struct iana_name_work *w, const struct iana_placed_name *x)
{
	struct iana_renamed key = { .place = iana_placed_name_place(x),
				    .from = x->service };
	const struct iana_renamed *r = NULL;

	if (w->n_renamed != 0)
		r = bsearch(&key, w->renamed, w->n_renamed, sizeof *r,
			    iana_renamed_compare);
	return r != NULL ? r->to : x->service;
}

/* Whose alias a name is by n claims, as numbers of NEW's names, sorted. */
static size_t
services(const struct iana_name_work *w, const struct iana_placed_name *x, size_t n,
	 bool old, uint32_t *ret)
{
	size_t got = 0;

	for (size_t i = 0; i < n; i++)
		if (!iana_placed_name_official(&x[i]))
			ret[got++] = old ? renamed_to(w, &x[i]) : x[i].service;
	qsort(ret, got, sizeof *ret, compare_numbers);
	return got;
}

/* A service that a name is no alias of on the other side; the first may tell of more. */
static void
add_alias(struct iana_name_work *w, const struct iana_placed_name *x,
	  enum iana_change_kind kind, uint32_t of)
{
	iana_diff_add(w->c, kind, x->name, of, x->rank, x->port, x->port, x->port);
}

static void
take_aliases(struct iana_name_work *w, const struct iana_placed_name *old, size_t n_old,
	     const struct iana_placed_name *new, size_t n_new)
{
	uint32_t *from = iana_calloc(n_old + 1, sizeof *from);
	uint32_t *to = iana_calloc(n_new + 1, sizeof *to);
	size_t n = services(w, old, n_old, true, from);
	size_t m = services(w, new, n_new, false, to);
	bool was = n_old != 0 && iana_placed_name_official(old);
	bool is = n_new != 0 && iana_placed_name_official(new);
	/* What it became is told once, and tells of the first service. */
	bool down = was && !is && n_new != 0;
	bool up = !was && is && n_old != 0;
	size_t i = 0;
	size_t j = 0;

	while (i < n || j < m) {
		int by = i == n ? 1 : j == m ? -1 : iana_placed_name_order(from[i], to[j]);

		if (by < 0)
			add_alias(w, old, up ? IANA_BECAME_OFFICIAL : IANA_ALIAS_REMOVED,
				  from[i]);
		else if (by > 0)
			add_alias(w, new, down ? IANA_BECAME_ALIAS : IANA_ALIAS_ADDED,
				  to[j]);
		up = up && by >= 0;
		down = down && by <= 0;
		i += by <= 0;
		j += by >= 0;
	}
	/* It was both, and is one of them. */
	if (down)
		add_alias(w, new, IANA_BECAME_ALIAS, new->service);
	if (up)
		add_alias(w, new, IANA_BECAME_OFFICIAL, old->service);
	free(from);
	free(to);
}

/* ---- all of it --------------------------------------------------------------------- */

static void
note_ports(struct iana_comparison *c, const struct iana_placed_names *all, uint8_t side)
{
	for (size_t i = 0; i < all->n; i++)
		c->has_port[all->item[i].name] |= side;
}

void
iana_diff_services(struct iana_comparison *c)
{
	struct iana_name_work w = { .c = c };

	w.old = collect(c, &c->old);
	w.new = collect(c, &c->new);
	c->n_has_port = c->diff->pool->n;
	c->has_port = iana_calloc(c->n_has_port, 1);
	note_ports(c, &w.old, IANA_SIDE_OLD);
	note_ports(c, &w.new, IANA_SIDE_NEW);
	walk(&w, take_official);
	iana_diff_pair(&w);
	add_unpaired(&w, &w.gone, IANA_REMOVED);
	add_unpaired(&w, &w.come, IANA_ADDED);
	walk(&w, take_aliases);
	free(w.old.item);
	free(w.new.item);
	free(w.gone.item);
	free(w.come.item);
	free(w.renamed);
}
