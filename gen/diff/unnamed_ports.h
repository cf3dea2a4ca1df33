/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares unnamed ports (N8). */
#ifndef IANA_DIFF_UNNAMED_PORTS_H
#define IANA_DIFF_UNNAMED_PORTS_H

#include "diff/sides.h"

/* Add a change for each range of ports that has a description on one side alone. */
void iana_diff_unnamed(struct iana_comparison *c);

#endif
