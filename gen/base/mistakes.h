/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far a mistyped name is from another name. */
#ifndef IANA_BASE_MISTAKES_H
#define IANA_BASE_MISTAKES_H

#include <stddef.h>

/* No name that somebody types is nearly so long. */
#define IANA_MISTAKES_MAX 20

/*
 * How many mistakes lead from b to a, which has at most IANA_MISTAKES_MAX letters?  A
 * mistake is a letter too many, a letter too few, another letter, or two letters in the
 * wrong order.  Case does not count.  Cost: the product of the lengths.
 */
unsigned iana_mistakes(const char *a, const char *b);

#endif
