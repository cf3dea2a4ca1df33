/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Merges equal changes. */
#ifndef IANA_DIFF_MERGE_H
#define IANA_DIFF_MERGE_H

#include "diff/sides.h"

/*
 * Make one change of equal changes on several protocols, and of equal changes at
 * consecutive ports.  Then sort all changes as they are printed, and count their kinds.
 */
void iana_diff_merge(struct iana_comparison *c);

#endif
