/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares the placed names of the two sides. */
#include "diff/services.h"
#include "base/order.h"
#include "diff/pairs.h"

#include <stdlib.h>

struct service_names {
	struct iana_comparison *c;
	struct iana_placed_names old;
	struct iana_placed_names new;
	struct iana_placed_names gone;	  /* official names that only OLD has there */
	struct iana_placed_names arrived; /* official names that only NEW has there */
	struct iana_renamed_list renamed;
};

/* ---- both sides, name by name -------------------------------------------------- */

static int
compare_placed_names(const struct iana_placed_name *x, const struct iana_placed_name *y)
{
	int by = iana_order(iana_placed_name_at(x), iana_placed_name_at(y));

	return by != 0 ? by : iana_order(x->name, y->name);
}

/* The end of the placed names that are the one at i, of any service. */
static size_t
end_of_name(const struct iana_placed_names *all, size_t i)
{
	size_t end = i + 1;

	while (end < all->n && compare_placed_names(&all->item[i], &all->item[end]) == 0)
		end++;
	return end;
}

/*
 * Call take() once for each name at each port and protocol, with the n_old placed names
 * that OLD has of it, one for each service, and the n_new of NEW.
 */
static void
walk_names(struct service_names *w,
	   void (*take)(struct service_names *w, const struct iana_placed_name *old,
			size_t n_old, const struct iana_placed_name *new, size_t n_new))
{
	size_t i = 0;
	size_t j = 0;

	while (i < w->old.n || j < w->new.n) {
		const struct iana_placed_name *x = i < w->old.n ? &w->old.item[i] : NULL;
		const struct iana_placed_name *y = j < w->new.n ? &w->new.item[j] : NULL;
		int by = x == NULL ? 1 : y == NULL ? -1 : compare_placed_names(x, y);
		size_t n_old = by <= 0 ? end_of_name(&w->old, i) - i : 0;
		size_t n_new = by >= 0 ? end_of_name(&w->new, j) - j : 0;

		take(w, x, n_old, y, n_new);
		i += n_old;
		j += n_new;
	}
}

static void
add_change_of(struct service_names *w, const struct iana_placed_name *x,
	      enum iana_change_kind kind, uint32_t service)
{
	iana_comparison_add(w->c, iana_placed_name_change(kind, x, service));
}

/* ---- official names ------------------------------------------------------------ */

static void
take_official(struct service_names *w, const struct iana_placed_name *old, size_t n_old,
	      const struct iana_placed_name *new, size_t n_new)
{
	if (n_new == 0 && iana_placed_name_official(old))
		iana_placed_names_push(&w->gone, *old);
	if (n_old == 0 && iana_placed_name_official(new))
		iana_placed_names_push(&w->arrived, *new);
}

static void
add_unpaired(struct service_names *w, const struct iana_placed_names *all,
	     enum iana_change_kind kind)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->item[i].paired)
			add_change_of(w, &all->item[i], kind, 0);
}

/* ---- aliases ------------------------------------------------------------------- */

static int
compare_numbers(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;

	return iana_order(*x, *y);
}

/* The services that n placed names are aliases of, by their names in NEW, sorted. */
static size_t
services_of(const struct service_names *w, const struct iana_placed_name *x, size_t n,
	    bool old, uint32_t *ret)
{
	size_t got = 0;

	for (size_t i = 0; i < n; i++)
		if (!iana_placed_name_official(&x[i]))
			ret[got++] =
			    old ? iana_renamed_to(&w->renamed, &x[i]) : x[i].service;
	qsort(ret, got, sizeof *ret, compare_numbers);
	return got;
}

/*
 * Compare the services that a name is an alias of.  If the name was official and is an
 * alias now, or the reverse, the first service with a difference gets that change.
 */
static void
take_alias(struct service_names *w, const struct iana_placed_name *old, size_t n_old,
	   const struct iana_placed_name *new, size_t n_new)
{
	uint32_t *from = iana_calloc(n_old + 1, sizeof *from);
	uint32_t *to = iana_calloc(n_new + 1, sizeof *to);
	size_t n = services_of(w, old, n_old, true, from);
	size_t m = services_of(w, new, n_new, false, to);
	bool was_official = n_old != 0 && iana_placed_name_official(old);
	bool is_official = n_new != 0 && iana_placed_name_official(new);
	bool became_alias = was_official && !is_official && n_new != 0;
	bool became_official = !was_official && is_official && n_old != 0;
	size_t i = 0;
	size_t j = 0;

	while (i < n || j < m) {
		int by = i == n ? 1 : j == m ? -1 : iana_order(from[i], to[j]);

		if (by < 0)
			add_change_of(w, old,
				      became_official ? IANA_BECAME_OFFICIAL
						      : IANA_ALIAS_REMOVED,
				      from[i]);
		else if (by > 0)
			add_change_of(w, new,
				      became_alias ? IANA_BECAME_ALIAS : IANA_ALIAS_ADDED,
				      to[j]);
		became_official = became_official && by >= 0;
		became_alias = became_alias && by <= 0;
		i += by <= 0;
		j += by >= 0;
	}
	/* The name was both, and is one of them now: no service differs. */
	if (became_alias)
		add_change_of(w, new, IANA_BECAME_ALIAS, new->service);
	if (became_official)
		add_change_of(w, new, IANA_BECAME_OFFICIAL, old->service);
	free(from);
	free(to);
}

/* ---- all of them --------------------------------------------------------------- */

static void
note_at_port(struct iana_comparison *c, const struct iana_placed_names *all, uint8_t side)
{
	for (size_t i = 0; i < all->n; i++)
		c->at_port[all->item[i].name] |= side;
}

void
iana_diff_services(struct iana_comparison *c)
{
	struct service_names w = { .c = c };

	w.old = iana_placed_names_collect(c, &c->old);
	w.new = iana_placed_names_collect(c, &c->new);
	c->n_at_port = c->diff->pool->n;
	c->at_port = iana_calloc(c->n_at_port, 1);
	note_at_port(c, &w.old, IANA_SIDE_OLD);
	note_at_port(c, &w.new, IANA_SIDE_NEW);
	walk_names(&w, take_official);
	iana_diff_pair(c, &w.gone, &w.arrived, &w.renamed);
	add_unpaired(&w, &w.gone, IANA_REMOVED);
	add_unpaired(&w, &w.arrived, IANA_ADDED);
	walk_names(&w, take_alias);
	free(w.old.item);
	free(w.new.item);
	free(w.gone.item);
	free(w.arrived.item);
	free(w.renamed.item);
}
