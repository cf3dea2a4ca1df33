/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares names without a port (N9). */
#ifndef IANA_DIFF_PORTLESS_H
#define IANA_DIFF_PORTLESS_H

#include "diff/sides.h"

/* Add all changes of names without a port; after iana_diff_services. */
void iana_diff_portless(struct iana_comparison *c);

#endif
