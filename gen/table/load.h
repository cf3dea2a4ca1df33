/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From files, or standard input, to a registry in memory. */
#ifndef IANA_TABLE_LOAD_H
#define IANA_TABLE_LOAD_H

#include "table/registry.h"

/*
 * Read a registry in any published form, recognised by its content.
 *
 * reg    from iana_registry_init; messages name its path
 * path   "-" for standard input; borrowed as long as reg lives
 *
 * Fails as the form's reader and iana_registry_take do.  Cost: O(size).
 */
bool iana_load(struct iana_registry *reg, const char *path, struct iana_report *rep);

/*
 * Read an overlay (N10) on a registry that is loaded: services(5) text, which may
 * be empty.  Fails on any other form.
 */
bool iana_load_overlay(struct iana_registry *reg, const char *path,
		       struct iana_report *rep);

#endif
