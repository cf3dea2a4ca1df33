/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares names and aliases at ports. */
#ifndef IANA_DIFF_SERVICES_H
#define IANA_DIFF_SERVICES_H

#include "diff/sides.h"

/* Add all changes of services and aliases.  Sets c->at_port. */
void iana_diff_services(struct iana_comparison *c);

#endif
