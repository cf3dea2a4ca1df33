/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A bar on a terminal that shows how much of a content is there. */
#ifndef IANA_FETCH_BAR_H
#define IANA_FETCH_BAR_H

#include <stdint.h>

struct iana_bar {
	int percent; /* that is drawn */
	int kib;     /* that are drawn, where the size of all is not known */
};

/* Draw how many bytes of how many are there; 0: it is not known of how many. */
void iana_bar_move(struct iana_bar *bar, uint64_t bytes, uint64_t of);

/* Remove the bar. */
void iana_bar_end(struct iana_bar *bar);

#endif
