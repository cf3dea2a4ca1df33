/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chooses ports that are not taken. */
#ifndef IANA_FREE_CHOOSE_H
#define IANA_FREE_CHOOSE_H

#include "free/taken.h"

/* Ports lo to hi, at most 65535. */
struct iana_port_range {
	uint32_t lo;
	uint32_t hi;
};

/* The ports that are wanted, and their order. */
struct iana_wish {
	const struct iana_port_range *range; /* a port of any of these */
	size_t n_ranges;
	uint32_t room;	    /* at least so many free ports on each side */
	uint32_t count;	    /* how many */
	unsigned decides;   /* the reasons that count, of IANA_TAKEN_ALL */
	const char *stable; /* the key whose ports come first, or NULL */
	bool has_near;	    /* the ports that are nearest to this one come first */
	uint32_t near;
};

/* A port that is free. */
struct iana_free_port {
	uint32_t port;
	/*
	 * The gap: the free ports without interruption that it lies in.  The wished ranges
	 * do not cut it.
	 */
	uint32_t gap_lo;
	uint32_t gap_hi;
	/*
	 * The reasons of this machine against it that did not decide: with a key, another
	 * machine must choose the same port.
	 */
	unsigned against;
};

/* What was found, and what not. */
struct iana_choice {
	struct iana_free_port *port; /* in the wished order */
	size_t n;
	size_t n_asked; /* ports of the ranges */
	size_t n_free;	/* of these are not taken */
	size_t n_roomy; /* of these have the room */
	struct {
		size_t n;	/* ports that a reason keeps, their lowest one */
		uint32_t first; /* the first of them */
	} kept[IANA_N_TAKEN_BITS];
};

/*
 * Choose up to wish->count ports.
 *
 * The order without a key or a near port: the port with most room first, of these the
 * lowest. A port that is chosen counts as taken for the next ones, so that they lie apart.
 *
 * near: the nearest first; of two the higher.
 * stable: by iana_stable_rank, the highest first; of two that are equal the lower port.
 *
 * ret   to be freed with iana_choice_done
 *
 * Cost: O(65,536) and O(log n) for each port.
 */
void iana_choose(const struct iana_taken *t, const struct iana_wish *wish,
		 struct iana_choice *ret);

void iana_choice_done(struct iana_choice *choice);

/* How many free ports there are on the side of a gap that has less. */
static inline uint32_t
iana_free_room(const struct iana_free_port *p)
{
	uint32_t below = p->port - p->gap_lo;
	uint32_t above = p->gap_hi - p->port;

	return below < above ? below : above;
}

#endif
