/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Puts candidates in order.
 *
 * A heap has the contenders that can be next.  With a key or a near port, it has every port
 * that fits.  Without, it has the best port of each piece: a run of free ports that no
 * chosen one interrupts.  A choice cuts its piece in two.
 */
#include "free/choose.h"
#include "base/alloc.h"
#include "free/stable.h"

#include <stdlib.h>

/* A contender: the one of the least rank comes first, then the one of the lowest port. */
struct contender {
	uint64_t rank;
	uint32_t port;
	uint32_t lo; /* its piece */
	uint32_t hi;
};

/* All about the ports, and the heap.  Port 0 is never free: so 0 can stand for none. */
struct chooser {
	const struct iana_wish *wish;
	uint16_t gap_lo[IANA_PORTS]; /* of a free port; 0 of a taken one */
	uint16_t gap_hi[IANA_PORTS];
	bool fits[IANA_PORTS];
	/* The nearest ports that fit, at a port or above, at a port or below; 0: none. */
	uint16_t fit_above[IANA_PORTS];
	uint16_t fit_below[IANA_PORTS];
	struct contender *heap;
	size_t n;
	size_t cap;
};

/* ---- the heap --------------------------------------------------------------------------
 */

static bool
comes_first(const struct contender *a, const struct contender *b)
{
	return a->rank != b->rank ? a->rank < b->rank : a->port < b->port;
}

static void
push_contender(struct chooser *c, struct contender new)
{
	size_t at = c->n++;

	c->heap = iana_grow(c->heap, &c->cap, c->n, sizeof *c->heap);
	while (at != 0 && comes_first(&new, &c->heap[(at - 1) / 2])) {
		c->heap[at] = c->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	c->heap[at] = new;
}

static struct contender
pop_contender(struct chooser *c)
{
	struct contender top = c->heap[0];
	struct contender last = c->heap[--c->n];
	size_t at = 0;

	for (size_t next; (next = 2 * at + 1) < c->n; at = next) {
		if (next + 1 < c->n && comes_first(&c->heap[next + 1], &c->heap[next]))
			next++;
		if (!comes_first(&c->heap[next], &last))
			break;
		c->heap[at] = c->heap[next];
	}
	c->heap[at] = last;
	return top;
}

/* ---- ports
 * ------------------------------------------------------------------------------- */

static void
find_gaps(struct chooser *c, const struct iana_taken *t)
{
	unsigned decides = c->wish->decides;
	uint32_t port = 1;

	while (port < IANA_PORTS) {
		uint32_t lo = port;

		while (port < IANA_PORTS && (t->by[port] & decides) == 0)
			port++;
		for (uint32_t p = lo; p < port; p++) {
			c->gap_lo[p] = (uint16_t)lo;
			c->gap_hi[p] = (uint16_t)(port - 1);
		}
		port++;
	}
}

/* Count a port of the ranges: free, or kept by a reason. */
static void
count_port(struct iana_choice *ret, unsigned by, uint32_t port)
{
	size_t bit;

	ret->n_asked++;
	if (by == 0) {
		ret->n_free++;
		return;
	}
	bit = (size_t)__builtin_ctz(by);
	if (ret->kept[bit].n++ == 0)
		ret->kept[bit].first = port;
}

static void
find_fits(struct chooser *c, const struct iana_taken *t, struct iana_choice *ret)
{
	const struct iana_wish *wish = c->wish;
	bool *asked = c->fits;

	for (size_t i = 0; i < wish->n_ranges; i++)
		for (uint32_t p = wish->range[i].lo; p <= wish->range[i].hi; p++)
			asked[p] = true;
	for (uint32_t port = 0; port < IANA_PORTS; port++) {
		struct iana_free_port p = { port, c->gap_lo[port], c->gap_hi[port], 0 };

		if (!asked[port])
			continue;
		count_port(ret, t->by[port] & wish->decides, port);
		c->fits[port] = p.gap_lo != 0 && iana_free_room(&p) >= wish->room;
		ret->n_roomy += c->fits[port];
	}
}

static void
find_near_fits(struct chooser *c)
{
	uint16_t last = 0;

	for (uint32_t port = 1; port < IANA_PORTS; port++) {
		if (c->fits[port])
			last = (uint16_t)port;
		c->fit_below[port] = last;
	}
	last = 0;
	for (uint32_t port = IANA_PORTS - 1; port > 0; port--) {
		if (c->fits[port])
			last = (uint16_t)port;
		c->fit_above[port] = last;
	}
}

/* ---- orders
 * -------------------------------------------------------------------------------- */

static uint32_t
room_in(uint32_t port, uint32_t lo, uint32_t hi)
{
	return port - lo < hi - port ? port - lo : hi - port;
}

/* Push the best port of the piece lo to hi, if one fits: the one nearest to its middle. */
static void
push_piece(struct chooser *c, uint32_t lo, uint32_t hi)
{
	uint32_t middle = lo + (hi - lo) / 2;
	uint32_t below = c->fit_below[middle];
	uint32_t above = c->fit_above[middle];
	bool has_below = below >= lo;
	bool has_above = above != 0 && above <= hi;
	uint32_t port = below;

	if (!has_below && !has_above)
		return;
	if (!has_below || (has_above && room_in(above, lo, hi) > room_in(below, lo, hi)))
		port = above;
	push_contender(
	    c, (struct contender){ IANA_PORTS - room_in(port, lo, hi), port, lo, hi });
}

static void
push_pieces(struct chooser *c)
{
	find_near_fits(c);
	for (uint32_t port = 1; port < IANA_PORTS; port++) {
		if (c->gap_lo[port] == 0)
			continue;
		push_piece(c, port, c->gap_hi[port]);
		port = c->gap_hi[port];
	}
}

static void
push_all(struct chooser *c)
{
	const struct iana_wish *wish = c->wish;
	uint64_t start = wish->stable != NULL ? iana_stable_start(wish->stable) : 0;

	for (uint32_t port = 0; port < IANA_PORTS; port++) {
		struct contender new = { .port = port };

		if (!c->fits[port])
			continue;
		if (wish->stable != NULL)
			new.rank = ~iana_stable_end(start, port);
		else /* twice the distance, one less for the higher of two ports */
			new.rank = port < wish->near ? 2 * (uint64_t)(wish->near - port)
						     : 2 * (uint64_t)(port - wish->near) -
							   (port > wish->near);
		if (c->n == 0 || wish->count > 1)
			push_contender(c, new);
		else if (comes_first(&new, &c->heap[0]))
			c->heap[0] = new;
	}
}

/*
 * Reasons of this machine.  A port that is kept back is no obstacle for the service that it
 * is kept for.
 */
#define AGAINST (IANA_TAKEN_HERE & ~(unsigned)IANA_TAKEN_KEPT_BACK)

static void
take_best(struct chooser *c, const struct iana_taken *t, struct iana_choice *ret)
{
	bool by_room = c->wish->stable == NULL && !c->wish->has_near;
	size_t room = 0;

	if (by_room)
		push_pieces(c);
	else
		push_all(c);
	while (c->n != 0 && ret->n < c->wish->count) {
		struct contender best = pop_contender(c);

		ret->port = iana_grow(ret->port, &room, ret->n + 1, sizeof *ret->port);
		ret->port[ret->n++] =
		    (struct iana_free_port){ best.port, c->gap_lo[best.port],
					     c->gap_hi[best.port],
					     t->by[best.port] & AGAINST };
		if (by_room && best.port > best.lo)
			push_piece(c, best.lo, best.port - 1);
		if (by_room && best.port < best.hi)
			push_piece(c, best.port + 1, best.hi);
	}
}

void
iana_choose(const struct iana_taken *t, const struct iana_wish *wish,
	    struct iana_choice *ret)
{
	struct chooser *c = iana_calloc(1, sizeof *c);

	*ret = (struct iana_choice){ 0 };
	c->wish = wish;
	find_gaps(c, t);
	find_fits(c, t, ret);
	take_best(c, t, ret);
	free(c->heap);
	free(c);
}

void
iana_choice_done(struct iana_choice *choice)
{
	free(choice->port);
	*choice = (struct iana_choice){ 0 };
}
