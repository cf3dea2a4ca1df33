/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Loads a registry, from a file or standard input, into memory. */
#ifndef IANA_TABLE_LOAD_H
#define IANA_TABLE_LOAD_H

#include "table/registry.h"

/*
 * Read a registry in any published form; its content tells the form.
 *
 * reg    from iana_registry_init
 * path   "-" for standard input; borrowed as long as reg lives
 *
 * Fails as the reader of the form and iana_registry_take do.  Cost: O(size).
 */
bool iana_load(struct iana_registry *reg, const char *path, struct iana_report *rep);

/* The same of an open descriptor, which is closed; name is for messages, and borrowed. */
bool iana_load_fd(struct iana_registry *reg, int fd, const char *name,
		  struct iana_report *rep);

/*
 * Add an overlay (N10) to a loaded registry: services(5) text, which may be empty.  Fails
 * on any other form.
 */
bool iana_load_overlay(struct iana_registry *reg, const char *path,
		       struct iana_report *rep);

/*
 * Add a file that nss_files itself reads, as /etc/services, to a registry for a merged
 * index (rule L7).  It may be empty.  Fails on lines that no table can hold, as iana_load
 * does.
 */
bool iana_load_live(struct iana_registry *reg, const char *path, struct iana_report *rep);

#endif
