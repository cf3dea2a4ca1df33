/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps of an update: what is in use, the candidate, the judgement, the installation.
 */
#include "update/update.h"
#include "base/lock.h"
#include "base/output.h"
#include "enable/nsswitch.h"
#include "merge/merge.h"
#include "update/candidate.h"
#include "update/generation.h"
#include "update/judge.h"
#include "update/nscd.h"
#include "update/state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
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

/* ---- the candidate
 * --------------------------------------------------------------------------- */

/* Open the file that a candidate is read from, with the rights of this process. */
static int
open_from(const char *path, const char **ret_name, struct iana_report *rep)
{
	int fd;

	*ret_name = path;
	if (strcmp(path, "-") == 0) {
		*ret_name = "standard input";
		return STDIN_FILENO;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		iana_fail_errno(rep, path, "cannot open");
	return fd;
}

static bool
make_candidate(const struct iana_update_request *req, const char *overlay,
	       const struct iana_version *known, struct iana_candidate *ret,
	       struct iana_report *rep)
{
	bool has_overlay = overlay != NULL && access(overlay, R_OK) == 0;
	struct iana_candidate_task task = {
		.overlay = has_overlay ? overlay : NULL,
		.csv = req->csv != NULL,
		.without = req->without,
		.fd = -1,
	};
	bool ok;

	if (overlay != NULL && !has_overlay &&
	    !iana_warn(rep, overlay, 0,
		       "not there: the new index will lack the names of this overlay"))
		return false;
	if (req->from != NULL) {
		task.fd = open_from(req->from, &task.name, rep);
		if (task.fd < 0)
			return false;
	} else if (req->authority != NULL && access(req->authority, R_OK) != 0) {
		return iana_fail_errno(rep, req->authority, "cannot open");
	} else {
		task.fetch = (struct iana_fetch_task){
			.url = req->url,
			.authority = req->authority,
			.known = *known,
			.progress = req->progress,
		};
	}
	ok = iana_candidate_make(ret, &task, rep);
	if (task.fd > STDIN_FILENO)
		close(task.fd);
	return ok;
}

/* ---- the judgement
 * ------------------------------------------------------------------------- */

static bool
judge_candidate(const struct iana_update_request *req, const struct iana_map *old,
		const struct iana_map *new, struct iana_update_result *ret,
		struct iana_report *rep)
{
	struct iana_protected list = { 0 };
	bool ok = iana_protected_load(&list, req->protected, rep);

	if (ok)
		iana_judge(old, new, &list, &ret->reasons);
	iana_protected_done(&list);
	ret->date = new->header.date;
	ret->n_entries = new->header.n_entries;
	if (ret->reasons.len != 0 && !req->force)
		ret->outcome = IANA_UPDATE_REFUSED;
	else
		ret->outcome = req->dry_run ? IANA_UPDATE_WOULD : IANA_UPDATE_INSTALLED;
	return ok;
}

/* ---- a CSV
 * ------------------------------------------------------------------------------------ */

/* The index of the CSV as it is; *ret_has: is it there? */
static bool
read_old_csv(const char *path, struct iana_candidate *ret, bool *ret_has,
	     struct iana_report *rep)
{
	struct iana_candidate_task task = { .name = path,
					    .fd = open(path, O_RDONLY | O_CLOEXEC) };
	bool ok;

	*ret_has = task.fd >= 0;
	if (task.fd < 0)
		return errno == ENOENT || iana_fail_errno(rep, path, "cannot open");
	ok = iana_candidate_make(ret, &task, rep);
	close(task.fd);
	return ok;
}

typedef bool show_changes(const struct iana_map *old, const struct iana_map *new,
			  struct iana_report *rep);

static bool
write_csv(const struct iana_update_request *req, const struct iana_candidate *old,
	  bool has_old, const struct iana_candidate *new, struct iana_update_result *ret,
	  show_changes *show, struct iana_report *rep)
{
	struct iana_output out = { req->csv, &new->csv };

	if (!judge_candidate(req, has_old ? &old->map : NULL, &new->map, ret, rep) ||
	    (has_old && show != NULL && !show(&old->map, &new->map, rep)))
		return false;
	return ret->outcome != IANA_UPDATE_INSTALLED || iana_outputs_write(&out, 1, rep);
}

static bool
update_csv(const struct iana_update_request *req, struct iana_update_result *ret,
	   show_changes *show, struct iana_report *rep)
{
	static const struct iana_version nothing;
	struct iana_candidate old = { 0 };
	struct iana_candidate new = { 0 };
	bool has_old = false;
	bool ok = read_old_csv(req->csv, &old, &has_old, rep) &&
		  make_candidate(req, NULL, &nothing, &new, rep);

	if (ok && has_old)
		ret->old_date = old.map.header.date;
	ok = ok && write_csv(req, &old, has_old, &new, ret, show, rep);
	iana_candidate_done(&old);
	iana_candidate_done(&new);
	return ok;
}

/* ---- this system
 * --------------------------------------------------------------------------------- */

static uint64_t
checksum_of(const struct iana_map *map)
{
	return iana_le64(map->image.bytes + IANA_H_CHECKSUM);
}

static void
now_text(char to[static 32])
{
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(to, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
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

/* Install a candidate, whose origin is noted first. */
static bool
install_candidate(const struct iana_update_request *req, const struct iana_generations *g,
		  const struct iana_map *used, const struct iana_candidate *new,
		  struct iana_report *rep)
{
	struct iana_origin_of origin = { .checksum = checksum_of(&new->map),
					 .version = new->version };

	snprintf(origin.source, sizeof origin.source, "%s",
		 req->from != NULL ? req->from : req->url);
	now_text(origin.fetched);
	return iana_state_add(g->state, &origin, used != NULL ? checksum_of(used) : 0,
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
	       struct iana_update_result *ret, show_changes *show, struct iana_report *rep)
{
	uint64_t checksum = new->unchanged ? 0 : checksum_of(&new->map);

	if (new->unchanged || (used != NULL && checksum_of(used) == checksum)) {
		ret->outcome = IANA_UPDATE_UNCHANGED;
		ret->date = used != NULL ? used->header.date : 0;
		/* An update may have been killed before it merged. */
		return req->dry_run || merge_again(rep);
	}
	if (!judge_candidate(req, used, &new->map, ret, rep))
		return false;
	if (ret->outcome != IANA_UPDATE_REFUSED && !req->force &&
	    is_at(g->previous, checksum)) {
		ret->outcome = IANA_UPDATE_ROLLED_BACK;
		return true;
	}
	if (used != NULL && show != NULL && !show(used, &new->map, rep))
		return false;
	return ret->outcome != IANA_UPDATE_INSTALLED ||
	       install_candidate(req, g, used, new, rep);
}

/* Find out what is there before the fetch, which an index of somebody's makes needless. */
static bool
look_before(const struct iana_update_request *req, const struct iana_generations *g,
	    struct iana_version *ret_known, struct iana_report *rep)
{
	struct iana_origin_of latest = { 0 };
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
       struct iana_candidate *new, struct iana_update_result *ret, show_changes *show,
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
	    struct iana_update_result *ret, show_changes *show, struct iana_report *rep)
{
	struct iana_version known = { 0 };
	struct iana_candidate new = { 0 };
	struct iana_tree tree;
	int lock;
	bool ok = lock_unless_dry(req, g, &lock, rep) && look_before(req, g, &known, rep);

	unlock(lock);
	iana_tree_init(&tree, NULL);
	ok = ok && make_candidate(req, tree.compat, &known, &new, rep);
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
	    show_changes *show, struct iana_report *rep)
{
	struct iana_generations g;
	bool ok;

	*ret = (struct iana_update_result){ .outcome = IANA_UPDATE_UNCHANGED };
	if (req->csv != NULL)
		return update_csv(req, ret, show, rep);
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
