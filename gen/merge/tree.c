/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts the root of a tree before the paths of this build. */
#include "merge/tree.h"
#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OVERLAYS "/etc/iana-services/overlays.d"

static char *
below(const char *root, const char *path)
{
	size_t room = strlen(root) + strlen(path) + 1;
	char *s = iana_calloc(room, 1);

	snprintf(s, room, "%s%s", root, path);
	return s;
}

void
iana_tree_init(struct iana_tree *tree, const char *root)
{
	struct iana_paths registry = iana_paths_default(NULL, false);
	struct iana_paths merged = iana_paths_merged(false);
	const char *top = root != NULL ? root : "";

	*tree = (struct iana_tree){
		.is_running = root == NULL,
		.services = below(top, merged.merged_from),
		.overlays = below(top, OVERLAYS),
		.compat = below(top, IANA_COMPAT),
		.registry_local = below(top, registry.local),
		.registry_shipped = below(top, registry.shipped),
		.merged_local = below(top, merged.local),
		.merged_shipped = below(top, merged.shipped),
	};
	tree->output = tree->is_running ? tree->merged_local : tree->merged_shipped;
}

void
iana_tree_done(struct iana_tree *tree)
{
	free(tree->services);
	free(tree->overlays);
	free(tree->compat);
	free(tree->registry_local);
	free(tree->registry_shipped);
	free(tree->merged_local);
	free(tree->merged_shipped);
}

struct iana_paths
iana_tree_registry(const struct iana_tree *tree, bool careful)
{
	return (struct iana_paths){
		.local = tree->registry_local,
		.shipped = tree->registry_shipped,
		.careful = careful,
	};
}

struct iana_paths
iana_tree_merged(const struct iana_tree *tree, bool careful)
{
	return (struct iana_paths){
		.local = tree->merged_local,
		.shipped = tree->merged_shipped,
		.careful = careful,
		.merged_from = tree->services,
	};
}
