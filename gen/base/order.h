/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The order of two numbers, for the functions that qsort(3) and bsearch(3) take. */
#ifndef IANA_BASE_ORDER_H
#define IANA_BASE_ORDER_H

#include <stdint.h>

/* Below 0, 0 or above 0, as a is below b, b, or above. */
static inline int
iana_order(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

#endif
