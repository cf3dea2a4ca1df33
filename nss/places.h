/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a module looks for its index.  Each module links one file that tells. */
#ifndef IANA_PLACES_H
#define IANA_PLACES_H

#include "src/locate.h"

/* The paths of this process.  Safe in any thread at any time. */
struct iana_paths iana_places(void);

/*
 * Fix them for good, before they are used for an index that others see.  The updater calls
 * this at each check (store.c).
 */
void iana_places_fix(void);

#endif
