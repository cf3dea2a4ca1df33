/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A clock of the tests' own, which stands still until a test moves it. */
#ifndef IANA_OWN_CLOCK_H
#define IANA_OWN_CLOCK_H

#include <time.h>

/*
 * What the plugin takes for the time: programs that are linked to this, with their
 * symbols exported, know no kernel's clock (getauxval) and give one in place of libc's.
 */
extern _Atomic time_t own_clock;

#endif
