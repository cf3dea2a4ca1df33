/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the files of a merge lie: on this system, or in a tree that is not running. */
#ifndef IANA_MERGE_TREE_H
#define IANA_MERGE_TREE_H

#include "src/locate.h"

struct iana_tree {
	bool is_running; /* the system itself */
	char *services;	 /* the services file */
	char *overlays;	 /* the folder of local overlays */
	char *compat;	 /* the overlay that the package ships */
	char *registry_local;
	char *registry_shipped;
	char *merged_local;
	char *merged_shipped;
	const char *output; /* the merged index that a merge writes */
};

/*
 * The files below root; NULL: those of the system.  A merge of the system writes the local
 * merged index, one of a tree the shipped one, which a package or an image brings.
 */
void iana_tree_init(struct iana_tree *tree, const char *root);
void iana_tree_done(struct iana_tree *tree);

/*
 * The places of its indexes: of the registry in use, and of the merged ones.
 *
 * careful   as in struct iana_paths
 */
struct iana_paths iana_tree_registry(const struct iana_tree *tree, bool careful);
struct iana_paths iana_tree_merged(const struct iana_tree *tree, bool careful);

#endif
