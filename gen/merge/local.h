/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The local files of a merge: /etc/services and overlays. */
#ifndef IANA_MERGE_LOCAL_H
#define IANA_MERGE_LOCAL_H

#include "merge/tree.h"
#include "table/insert.h"

/*
 * The local files as rows of a registry.  The rows from first on are those of files that
 * answer before the registry, the rows from last on those of files that answer behind it.
 */
struct iana_local_rows {
	size_t first;
	size_t last;
	char **path; /* of the overlays; the registry borrows them */
	size_t n_paths;
};

/* Find the overlays of the folder, in order.  It may be missing. */
bool iana_local_find(struct iana_local_rows *ret, const struct iana_tree *tree,
		     struct iana_report *rep);

/*
 * Load the services file, if it is there, then the overlays of the folder by the bytes of
 * their names, then the overlay of the package.  The last one answers behind the registry:
 * an index that someone made has it, or was meant not to have it.
 *
 * reg   has the rows of the registry
 * ret   to be freed with iana_local_done when reg is, also after a failure
 *
 * Fails on a file that cannot be read, and as iana_load does.
 */
bool iana_local_load(struct iana_local_rows *ret, struct iana_registry *reg,
		     const struct iana_tree *tree, bool has_services,
		     struct iana_report *rep);

void iana_local_done(struct iana_local_rows *local);

/*
 * Append an entry for each port and protocol of the rows from `from` up to `to`, as rules
 * N2 and N3 say; a row of a file that nss_files reads has the one protocol that stands
 * there.
 *
 * local   they stand before the registry
 *
 * Fails past the limits of entries and aliases.
 */
bool iana_local_entries(struct iana_new_entries *all, struct iana_registry *reg,
			size_t from, size_t to, bool local, struct iana_report *rep);

#endif
