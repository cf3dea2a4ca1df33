/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Loads what is to be merged, builds the index, and installs one that fits. */
#include "merge/merge.h"
#include "base/lock.h"
#include "base/output.h"
#include "base/target.h"
#include "index/index.h"
#include "index/unpack.h"
#include "merge/local.h"
#include "merge/mark.h"
#include "table/join.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How often a services file may change while it is merged. */
#define TRIES 20

/* ---- building
 * ------------------------------------------------------------------------------ */

/* Append entries behind others. */
static void
append_entries(struct iana_new_entries *all, const struct iana_new_entries *more)
{
	all->item = iana_grow(all->item, &all->cap, all->n + more->n, sizeof *all->item);
	for (size_t i = 0; i < more->n; i++) {
		all->item[all->n] = more->item[i];
		all->item[all->n++].entry.aliases += (uint32_t)all->n_aliases;
	}
	all->alias = iana_grow(all->alias, &all->cap_aliases,
			       all->n_aliases + more->n_aliases, sizeof *all->alias);
	if (more->n_aliases != 0)
		memcpy(all->alias + all->n_aliases, more->alias,
		       more->n_aliases * sizeof *all->alias);
	all->n_aliases += more->n_aliases;
}

/* Put all entries in the order in which they answer. */
static bool
order_entries(struct iana_new_entries *all, struct iana_registry *reg,
	      const struct iana_local_rows *local, const struct iana_new_entries *registry,
	      struct iana_merge_summary *ret, struct iana_report *rep)
{
	if (!iana_local_entries(all, reg, local->first, local->last, true, rep))
		return false;
	ret->n_local = all->n;
	append_entries(all, registry);
	return iana_local_entries(all, reg, local->last, reg->n_rows, false, rep);
}

/* Build the index of an open registry index and the local files. */
static bool
build_from(struct iana_buffer *to, const struct iana_tree *tree, const char *path,
	   const struct iana_map *map, const struct iana_merged *merged,
	   struct iana_merge_summary *ret, struct iana_report *rep)
{
	struct iana_registry reg;
	struct iana_new_entries registry = { 0 };
	struct iana_new_entries all = { 0 };
	struct iana_local_rows local = { 0 };
	struct iana_table table = { 0 };
	bool ok;

	iana_registry_init(&reg, path);
	ok = iana_index_unpack(&reg, &registry, path, map, rep) &&
	     iana_local_load(&local, &reg, tree, !merged->absent, rep) &&
	     order_entries(&all, &reg, &local, &registry, ret, rep) &&
	     iana_entries_join(&table, &reg, &all, rep) &&
	     iana_index_write(to, &table, map->header.date,
			      (map->header.flags & IANA_FLAG_EXACT_CASE) != 0, merged, rep);
	ret->n_entries = table.n_entries;
	ret->date = map->header.date;
	iana_table_done(&table);
	free(registry.item);
	free(registry.alias);
	free(all.item);
	free(all.alias);
	iana_registry_done(&reg);
	iana_local_done(&local);
	return ok;
}

/* Build the index that a services file of this state makes. */
static bool
build_index(struct iana_buffer *to, const struct iana_tree *tree,
	    const struct iana_merged *merged, struct iana_merge_summary *ret,
	    struct iana_report *rep)
{
	struct iana_paths paths =
	    iana_tree_registry(tree, tree->is_running && iana_privileged());
	struct iana_map map = { 0 };
	const char *path;
	bool ok;

	switch (iana_locate(&paths, IANA_WHOLE, &map, NULL, &path)) {
	case IANA_OK:
		ok = build_from(to, tree, path, &map, merged, ret, rep);
		iana_map_close(&map);
		return ok;
	case IANA_NOFILE:
		return iana_fail_errno(rep, path, "no index of the registry to merge");
	default:
		return iana_fail(rep, path, 0, "not an index, or a damaged one");
	}
}

/* ---- the services file
 * ----------------------------------------------------------------------- */

/* In a tree, a link from its root leads out of the tree, to a file of this system. */
static bool
stays_inside(const struct iana_tree *tree, struct iana_report *rep)
{
	char first;

	return tree->is_running || readlink(tree->services, &first, 1) != 1 ||
	       first != '/' ||
	       iana_fail(rep, tree->services, 0,
			 "a symbolic link to an absolute path, which leads out of the "
			 "tree: make it relative, or merge inside, with chroot(8)");
}

/* Look at the services file until it is settled.  A person is told of the wait. */
static struct iana_services_file
look_settled(const struct iana_tree *tree, struct iana_report *rep)
{
	struct iana_services_file look = iana_services_look(tree->services);
	int seconds;

	for (int n = 0; n < TRIES && (seconds = iana_services_unsettled(&look)) != 0; n++) {
		if (n == 0 && isatty(STDERR_FILENO))
			iana_tell(rep, tree->services, 0,
				  "just written to: waiting until it is settled");
		sleep((unsigned)seconds);
		look = iana_services_look(tree->services);
	}
	return look;
}

enum outcome { DONE, CHANGED, FAILED };

/* Describe the services file that was looked at. */
static enum outcome
describe_services(const struct iana_tree *tree, const struct iana_services_file *look,
		  struct iana_merged *ret, struct iana_report *rep)
{
	*ret = (struct iana_merged){ .absent = look->error == ENOENT };
	if (ret->absent)
		return DONE;
	errno = look->error;
	if (look->error != 0) {
		iana_fail_errno(rep, tree->services, "cannot look at it");
		return FAILED;
	}
	if (!look->is_regular) {
		iana_fail(rep, tree->services, 0, "not a regular file");
		return FAILED;
	}
	ret->file = look->id;
	if (iana_content_hash(tree->services, look, &ret->hash))
		return DONE;
	if (errno == EAGAIN)
		return CHANGED;
	iana_fail_errno(rep, tree->services, "cannot read");
	return FAILED;
}

/* Does nothing that is merged look different? */
static bool
is_unchanged(const struct iana_tree *tree, const struct iana_services_file *look,
	     uint64_t mark)
{
	struct iana_services_file now = iana_services_look(tree->services);
	struct iana_report quiet = { 0 };
	uint64_t mark_now;

	return iana_services_equal(&now, look) &&
	       iana_inputs_mark(tree, &mark_now, &quiet) && mark_now == mark;
}

/* ---- installing
 * ------------------------------------------------------------------------------ */

/* Has a file these bytes, and do programs of this user take them? */
static bool
has_bytes(const char *path, const struct iana_buffer *content)
{
	enum iana_care care = iana_privileged() ? IANA_CARE_OWNER : IANA_CARE_NONE;
	struct iana_map map = { 0 };
	bool same = iana_map_open(path, care, IANA_WHOLE, &map) == IANA_OK &&
		    map.len == content->len &&
		    memcmp(map.addr, content->bytes, map.len) == 0;

	iana_map_close(&map);
	return same;
}

static bool
install(const struct iana_buffer *content, struct iana_merge_summary *ret,
	struct iana_report *rep)
{
	struct iana_output out = { ret->output, content };

	if (has_bytes(ret->output, content))
		return true;
	if (!iana_outputs_write(&out, 1, rep))
		return false;
	ret->is_written = true;
	return true;
}

static enum outcome
merge_once(const struct iana_tree *tree, struct iana_merge_summary *ret,
	   struct iana_report *rep)
{
	struct iana_services_file look = look_settled(tree, rep);
	struct iana_buffer content = { 0 };
	struct iana_merged merged;
	uint64_t mark;
	enum outcome outcome = describe_services(tree, &look, &merged, rep);

	if (outcome != DONE)
		return outcome;
	if (!iana_inputs_mark(tree, &mark, rep))
		return FAILED;
	outcome = FAILED;
	if (build_index(&content, tree, &merged, ret, rep)) {
		if (!is_unchanged(tree, &look, mark))
			outcome = CHANGED;
		else if (install(&content, ret, rep))
			outcome = is_unchanged(tree, &look, mark) ? DONE : CHANGED;
	} else if (!is_unchanged(tree, &look, mark)) {
		outcome = CHANGED; /* the files of another moment may be without fault */
	}
	iana_buffer_done(&content);
	return outcome;
}

bool
iana_merge_locked(const struct iana_tree *tree, struct iana_merge_summary *ret,
		  struct iana_report *rep)
{
	*ret = (struct iana_merge_summary){ .output = tree->output };
	for (int n = 0; n < TRIES; n++) {
		enum outcome outcome = merge_once(tree, ret, rep);

		if (outcome != CHANGED)
			return outcome == DONE;
	}
	return iana_fail(rep, tree->services, 0,
			 "it changes while it is merged, or an overlay does");
}

/* The folder of the merged index, to be freed; it is made if it is missing. */
static char *
make_folder(const char *path, struct iana_report *rep)
{
	char *folder = strndup(path, iana_folder_length(path) - 1);

	if (folder == NULL)
		iana_out_of_memory();
	if (mkdir(folder, 0755) == 0 || errno == EEXIST)
		return folder;
	iana_fail_errno(rep, folder, "cannot make the folder");
	free(folder);
	return NULL;
}

bool
iana_merge(const struct iana_tree *tree, struct iana_merge_summary *ret,
	   struct iana_report *rep)
{
	char *folder;
	int lock = -1;
	bool ok;

	/* Every program reads the index, whatever the umask of this one. */
	umask(022);
	if (!stays_inside(tree, rep))
		return false;
	folder = make_folder(tree->output, rep);
	ok = folder != NULL;
	if (ok && tree->is_running) {
		lock = iana_lock(folder, rep);
		ok = lock >= 0;
	}
	ok = ok && iana_merge_locked(tree, ret, rep);
	if (lock >= 0)
		iana_unlock(lock);
	free(folder);
	return ok;
}

/* ---- checking
 * -------------------------------------------------------------------------------- */

/* Would a merge make the same index? */
static bool
check_open(const struct iana_tree *tree, const struct iana_map *map,
	   enum iana_merge_state *ret, struct iana_report *rep)
{
	struct iana_buffer content = { 0 };
	struct iana_merge_summary summary;
	struct iana_merged merged;
	bool ok = iana_merged_read(&map->image, &merged) == IANA_OK &&
		  build_index(&content, tree, &merged, &summary, rep);

	*ret = ok && map->len == content.len &&
		       memcmp(map->addr, content.bytes, content.len) == 0
		   ? IANA_MERGE_CURRENT
		   : IANA_MERGE_OLD;
	iana_buffer_done(&content);
	return ok;
}

bool
iana_merge_check(const struct iana_tree *tree, enum iana_merge_state *ret,
		 const char **ret_path, struct iana_report *rep)
{
	struct iana_paths paths = iana_tree_merged(tree, true);
	struct iana_map map = { 0 };
	bool ok = true;

	switch (iana_locate(&paths, IANA_WHOLE, &map, NULL, ret_path)) {
	case IANA_OK:
		ok = check_open(tree, &map, ret, rep);
		iana_map_close(&map);
		break;
	case IANA_NOFILE:
		*ret = errno == ENOENT ? IANA_MERGE_MISSING : IANA_MERGE_UNSOUND;
		break;
	case IANA_STALE:
		*ret = IANA_MERGE_STALE;
		break;
	default:
		*ret = IANA_MERGE_UNSOUND;
	}
	return ok;
}
