/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Updates this system: looks at what is in use, and installs what is newer. */
#include "update/update.h"
#include "base/lock.h"
#include "enable/nsswitch.h"
#include "merge/merge.h"
#include "update/csv_file.h"
#include "update/generation.h"
#include "update/nscd.h"
#include "update/state.h"
#include "update/steps.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what is in use
 * ------------------------------------------------------------------------ */

/* Was the local index made by somebody, and not by an update? */
static bool
is_somebodys(const struct iana_map *map)
{
	return (iana_header_u32(&map->image, IANA_H_MAY_IGNORE) & IANA_FLAG_UPDATE) == 0;
}

/*
 * Open the index in use, if there is one.  An index of the administrator's has names of
 * his: an update would take them away.
 */
static bool
open_used(struct iana_map *ret, bool *ret_has, bool force, struct iana_report *rep)
{
	struct iana_paths paths = iana_paths_default(NULL, true);
	const char *path;
	enum iana_status st = iana_locate(&paths, IANA_WHOLE, ret, NULL, &path);

	*ret_has = st == IANA_OK;
	/* One that is damaged or refused is in nobody's use; but this one may well be. */
	if (st == IANA_NOFILE && errno != ENOENT && errno != EPERM)
		return iana_fail_errno(rep, path, "cannot open the index in use");
	if (*ret_has && path == paths.local && is_somebodys(ret) && !force)
		return iana_fail(rep, path, 0,
				 "no update made this index, and one would take its own "
				 "names away; move them to /etc/iana-services/overlays.d "
				 "(iana-services merge), and remove it, or use --force");
	return true;
}

/* ---- this system
 * --------------------------------------------------------------------------------- */

static uint64_t
checksum_of(const struct iana_map *map)
{
	return iana_le64(map->image.bytes + IANA_H_CHECKSUM);
}

/* Is a merged index in use, or one that was? */
static bool
is_merged(const struct iana_tree *tree)
{
	return access(tree->merged_local, F_OK) == 0 || iana_nsswitch_asks_local("");
}

/* Merge again, where a merged index is in use.  Without a change this writes nothing. */
static bool
merge_again(struct iana_report *rep)
{
	struct iana_merge_summary made;
	struct iana_tree tree;
	bool ok;

	iana_tree_init(&tree, NULL);
	ok = !is_merged(&tree) || iana_merge_locked(&tree, &made, rep);
	iana_tree_done(&tree);
	return ok;
}

/* After a change of the index: merge again, and let nscd forget. */
static bool
follow_up(struct iana_report *rep)
{
	bool ok = merge_again(rep);

	iana_nscd_forget();
	return ok;
}

/* Install a candidate, whose receipt is noted first. */
static bool
install_candidate(const struct iana_generations *g, const struct iana_map *used,
		  const struct iana_candidate *new, struct iana_report *rep)
{
	struct iana_receipt receipt = new->receipt;

	receipt.checksum = checksum_of(&new->map);
	return iana_state_add(g->state, &receipt, used != NULL ? checksum_of(used) : 0,
			      rep) &&
	       iana_generation_install(g, &new->index, rep) && follow_up(rep);
}

/* Is an index of this checksum there? */
static bool
is_at(const char *path, uint64_t checksum)
{
	struct iana_map map = { 0 };
	bool same = iana_map_open(path, IANA_CARE_OWNER, IANA_WHOLE, &map) == IANA_OK &&
		    checksum_of(&map) == checksum;

	iana_map_close(&map);
	return same;
}

static bool
take_candidate(const struct iana_update_request *req, const struct iana_generations *g,
	       const struct iana_map *used, struct iana_candidate *new,
	       struct iana_update_result *ret, iana_show_changes *show,
	       struct iana_report *rep)
{
	uint64_t checksum = new->unchanged ? 0 : checksum_of(&new->map);

	if (new->unchanged || (used != NULL && checksum_of(used) == checksum)) {
		ret->outcome = IANA_UPDATE_UNCHANGED;
		ret->date = used != NULL ? used->header.date : 0;
		/* An update may have been killed before it merged. */
		return req->dry_run || merge_again(rep);
	}
	if (!iana_judge_candidate(req, used, &new->map, ret, rep))
		return false;
	if (ret->outcome != IANA_UPDATE_REFUSED && !req->force &&
	    is_at(g->previous, checksum)) {
		ret->outcome = IANA_UPDATE_ROLLED_BACK;
		return true;
	}
	if (used != NULL && show != NULL && !show(used, &new->map, rep))
		return false;
	return ret->outcome != IANA_UPDATE_INSTALLED ||
	       install_candidate(g, used, new, rep);
}

/* Find out what is there before the fetch, which an index of somebody's makes needless. */
static bool
look_before(const struct iana_update_request *req, const struct iana_generations *g,
	    struct iana_version *ret_known, struct iana_report *rep)
{
	struct iana_receipt latest = { 0 };
	struct iana_map used = { 0 };
	bool has_used;
	bool ok = open_used(&used, &has_used, req->force, rep);

	iana_map_close(&used);
	/* An update that was killed may have noted an index, and not installed it. */
	if (!req->force && iana_state_latest(g->state, req->url, &latest) &&
	    is_at(g->current, latest.checksum))
		*ret_known = latest.version;
	return ok;
}

/* Compare a candidate with what is in use now, and install it. */
static bool
finish(const struct iana_update_request *req, const struct iana_generations *g,
       struct iana_candidate *new, struct iana_update_result *ret, iana_show_changes *show,
       struct iana_report *rep)
{
	struct iana_map used = { 0 };
	bool has_used;
	bool ok = open_used(&used, &has_used, req->force, rep);

	ret->old_date = ok && has_used ? used.header.date : 0;
	ok = ok && take_candidate(req, g, has_used ? &used : NULL, new, ret, show, rep);
	iana_map_close(&used);
	return ok;
}

/* Take the lock of the folder, which is made if it is missing. */
static int
lock_folder(const struct iana_generations *g, struct iana_report *rep)
{
	/* Every program reads the index, whatever the umask of this one. */
	umask(022);
	if (mkdir(g->folder, 0755) != 0 && errno != EEXIST) {
		iana_fail_errno(rep, g->folder, "cannot make the folder");
		return -1;
	}
	return iana_lock(g->folder, rep);
}

/* The same for an update.  A dry run writes nothing, and anybody may make one. */
static bool
lock_unless_dry(const struct iana_update_request *req, const struct iana_generations *g,
		int *ret_lock, struct iana_report *rep)
{
	*ret_lock = req->dry_run ? -1 : lock_folder(g, rep);
	return req->dry_run || *ret_lock >= 0;
}

static void
unlock(int lock)
{
	if (lock >= 0)
		iana_unlock(lock);
}

/* The lock is not held during the fetch, which may take minutes: others need not wait. */
static bool
update_used(const struct iana_update_request *req, const struct iana_generations *g,
	    struct iana_update_result *ret, iana_show_changes *show,
	    struct iana_report *rep)
{
	struct iana_version known = { 0 };
	struct iana_candidate new = { 0 };
	struct iana_tree tree;
	int lock;
	bool ok = lock_unless_dry(req, g, &lock, rep) && look_before(req, g, &known, rep);

	unlock(lock);
	iana_tree_init(&tree, NULL);
	ok = ok && iana_make_candidate(req, tree.compat, &known, &new, rep);
	if (ok) {
		ok = lock_unless_dry(req, g, &lock, rep) &&
		     finish(req, g, &new, ret, show, rep);
		unlock(lock);
	}
	iana_tree_done(&tree);
	iana_candidate_done(&new);
	return ok;
}

bool
iana_update(const struct iana_update_request *req, struct iana_update_result *ret,
	    iana_show_changes *show, struct iana_report *rep)
{
	struct iana_generations g;
	bool ok;

	*ret = (struct iana_update_result){ .outcome = IANA_UPDATE_UNCHANGED };
	if (req->csv != NULL)
		return iana_update_csv(req, ret, show, rep);
	if (req->fetch != NULL)
		return iana_update_fetch(req, ret, rep);
	iana_generations_init(&g);
	ok = update_used(req, &g, ret, show, rep);
	iana_generations_done(&g);
	return ok;
}

bool
iana_update_rollback(struct iana_report *rep)
{
	struct iana_generations g;
	int lock;
	bool ok = false;

	iana_generations_init(&g);
	lock = lock_folder(&g, rep);
	if (lock >= 0)
		ok = iana_generation_rollback(&g, rep) && follow_up(rep);
	unlock(lock);
	iana_generations_done(&g);
	return ok;
}
