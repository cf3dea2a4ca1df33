/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds and loads the local files, and makes entries of their rows. */
#include "merge/local.h"
#include "base/alloc.h"
#include "table/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".services"

/* ---- files
 * ------------------------------------------------------------------------------- */

static bool
is_overlay(const char *name)
{
	size_t len = strlen(name);
	size_t n = sizeof SUFFIX - 1;

	return name[0] != '.' && len > n && strcmp(name + len - n, SUFFIX) == 0;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
add_path(struct iana_local_rows *local, size_t *cap, const char *folder, const char *name)
{
	size_t room = strlen(folder) + strlen(name) + 2;
	char *path = iana_calloc(room, 1);

	snprintf(path, room, "%s/%s", folder, name);
	local->path = iana_grow(local->path, cap, local->n_paths + 1, sizeof *local->path);
	local->path[local->n_paths++] = path;
}

bool
iana_local_find(struct iana_local_rows *ret, const struct iana_tree *tree,
		struct iana_report *rep)
{
	const char *folder = tree->overlays;
	DIR *d = opendir(folder);
	const struct dirent *e;
	size_t cap = 0;

	if (d == NULL)
		return errno == ENOENT || iana_fail_errno(rep, folder, "cannot read");
	errno = 0;
	while ((e = readdir(d)) != NULL)
		if (is_overlay(e->d_name))
			add_path(ret, &cap, folder, e->d_name);
	if (errno != 0) {
		iana_fail_errno(rep, folder, "cannot read");
		closedir(d);
		return false;
	}
	closedir(d);
	if (ret->n_paths != 0)
		qsort(ret->path, ret->n_paths, sizeof *ret->path, compare_paths);
	return true;
}

bool
iana_local_load(struct iana_local_rows *ret, struct iana_registry *reg,
		const struct iana_tree *tree, bool has_services, struct iana_report *rep)
{
	bool ok = iana_local_find(ret, tree, rep);

	ret->first = reg->n_rows;
	if (ok && has_services)
		ok = iana_load_live(reg, tree->services, rep);
	for (size_t i = 0; i < ret->n_paths && ok; i++)
		ok = iana_load_overlay(reg, ret->path[i], rep);
	ret->last = reg->n_rows;
	if (ok && access(tree->compat, F_OK) == 0)
		ok = iana_load_overlay(reg, tree->compat, rep);
	return ok;
}

void
iana_local_done(struct iana_local_rows *local)
{
	for (size_t i = 0; i < local->n_paths; i++)
		free(local->path[i]);
	free(local->path);
}

/* ---- entries
 * ----------------------------------------------------------------------------- */

/* Append the entries of a row for one protocol. */
static bool
add_entries(struct iana_new_entries *all, const struct iana_registry *reg, uint32_t r,
	    uint32_t protocol, bool local, struct iana_report *rep)
{
	const struct iana_row *row = &reg->row[r];
	size_t n = (size_t)row->port_hi - row->port_lo + 1;

	if (n > IANA_ENTRIES_MAX - all->n)
		return iana_fail(rep, iana_row_path(reg, row), row->line,
				 "more than %d entries, ranges expanded", IANA_ENTRIES_MAX);
	if (row->n_aliases != 0 &&
	    n > (IANA_OWN_ALIASES_MAX - all->n_aliases) / row->n_aliases)
		return iana_fail(rep, iana_row_path(reg, row), row->line,
				 "more than %d aliases, ranges expanded",
				 IANA_OWN_ALIASES_MAX);
	all->item = iana_grow(all->item, &all->cap, all->n + n, sizeof *all->item);
	all->alias = iana_grow(all->alias, &all->cap_aliases,
			       all->n_aliases + n * row->n_aliases, sizeof *all->alias);
	for (uint32_t port = row->port_lo; port <= row->port_hi; port++) {
		all->item[all->n++] = (struct iana_new_entry){
			.entry = { .name = row->field[IANA_F_NAME],
				   .row = r,
				   .details = r,
				   .aliases = (uint32_t)all->n_aliases,
				   .n_aliases = row->n_aliases,
				   .port = (uint16_t)port,
				   .local = local },
			.protocol = protocol,
		};
		for (uint32_t a = 0; a < row->n_aliases; a++)
			all->alias[all->n_aliases++] = reg->alias[row->aliases + a];
	}
	return true;
}

bool
iana_local_entries(struct iana_new_entries *all, struct iana_registry *reg, size_t from,
		   size_t to, bool local, struct iana_report *rep)
{
	uint32_t tcp = iana_pool_add(&reg->pool, "tcp", 3);
	uint32_t udp = iana_pool_add(&reg->pool, "udp", 3);

	for (uint32_t r = (uint32_t)from; r < to; r++) {
		struct iana_row *row = &reg->row[r];
		uint32_t protocol = row->field[IANA_F_PROTOCOL];
		bool is_one = protocol != 0 || reg->source[row->source].is_live;

		row->wanted = true;
		if (row->kind != IANA_ROW_SERVICE)
			continue;
		if (is_one ? !add_entries(all, reg, r, protocol, local, rep)
			   : !add_entries(all, reg, r, tcp, local, rep) ||
				 !add_entries(all, reg, r, udp, local, rep))
			return false;
	}
	return true;
}
