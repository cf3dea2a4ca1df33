/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares the checked entries with the registry. */
#ifndef IANA_CHECK_AGAINST_H
#define IANA_CHECK_AGAINST_H

#include "check/known.h"

/*
 * Compare all entries with an index, and with the classes of ports.
 *
 * An overlay is made to answer before the registry (rule N10), so a port or a name that it
 * takes from the registry is a warning.  A port that the registry reserves is a fault.
 * iana_check_collisions was called before.
 */
void iana_check_against(struct iana_checked *c, struct iana_known *known);

#endif
