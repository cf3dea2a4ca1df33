/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A clock of the tests' own, which stands still until a test moves it. */
#ifndef IANA_OWN_CLOCK_H
#define IANA_OWN_CLOCK_H

#include <time.h>

/*
 * The time, for the plugin as well.  A program that links this defines a function of libc,
 * time, which tells this time.  The linker exports it, because libc defines it too.
 */
extern _Atomic time_t own_clock;

#endif
