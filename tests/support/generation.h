/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An index that is replaced while the plugin uses it: which one answered? */
#ifndef IANA_GENERATION_H
#define IANA_GENERATION_H

#include "support/fixture.h"

/* Where the plugin looks. */
extern char generation_path[256];

/* An index of generation g: "svc" at port g, "next" after it, fill more ports. */
struct iana_buffer generation_index(unsigned g, unsigned fill);

/* Put any index into the place, by rename. */
void generation_place(const struct iana_buffer *index);

/* Put generation g into the place, by rename. */
void generation_put(unsigned g, unsigned fill);

/* Open the plugin on a place of its own, with generation g there. */
void generation_begin(unsigned g);

/* The generation that answers; 0: not found, -1: unavailable; -2: a mixed answer. */
int generation_asked(void);

/* The next entry of the enumeration, as "svc 100"; "" at the end. */
const char *generation_next(void);

#endif
