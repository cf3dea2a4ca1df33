/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells whether a file that a merge reads has changed. */
#ifndef IANA_MERGE_MARK_H
#define IANA_MERGE_MARK_H

#include "merge/local.h"

/*
 * A number for the state of all files that a merge reads but the services file: the
 * overlays and their folder, and the indexes of the registry.  It is another one after a
 * change.
 *
 * Fails on a folder that cannot be read.
 */
bool iana_inputs_mark(const struct iana_tree *tree, uint64_t *ret, struct iana_report *rep);

#endif
