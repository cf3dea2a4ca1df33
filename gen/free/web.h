/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ports that browsers block. */
#ifndef IANA_FREE_WEB_H
#define IANA_FREE_WEB_H

#include "free/taken.h"

/* The list as it is here, for messages and documents. */
#define IANA_WEB_SOURCE "Fetch Standard, Review Draft of June 2026"

/*
 * Add the "bad ports" of the Fetch Standard: a browser opens no http or https URL that has
 * one of them.  In the registry of 2026 each of them has a name or is reserved for TCP.  So
 * this matters for an index that lacks some rows, and for other protocols.
 */
void iana_taken_add_blocked(struct iana_taken *t);

#endif
